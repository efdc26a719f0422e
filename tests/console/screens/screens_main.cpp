// SPDX-License-Identifier: Apache-2.0
// Draws the pictures of pictures.hpp and writes them as PPM: what the README shows and what
// people look at when a view changes. Needs a display; run.sh starts one and turns the files into PNG.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <vector>

#include "console/shell/window.hpp"
#include "hub/text/tr.hpp"
#include "tests/console/screens/pictures.hpp"

namespace voelspriet::console {
namespace {

void save(const std::filesystem::path& path, int width, int height) {
  using Read = void (*)(GLint, GLint, GLsizei, GLsizei, GLenum, GLenum, void*);
  const auto read = reinterpret_cast<Read>(glfwGetProcAddress("glReadPixels"));
  std::vector<char> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  read(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  std::ofstream file{path, std::ios::binary};
  file << "P6\n" << width << ' ' << height << "\n255\n";
  for (int row = height - 1; row >= 0; --row)
    for (int column = 0; column < width; ++column) file.write(&pixels[static_cast<std::size_t>((row * width + column) * 4)], 3);
}

// Several frames: a field takes the keyboard on the second, the last one is on the front buffer.
void draw(Window& window, const Picture& picture, int zoom, const std::filesystem::path& path, int width, int height) {
  Story story{picture.exercise};
  ConsoleModel model = staged(picture, story, zoom);
  Ui ui;
  for (int frame = 0; frame < 4; ++frame) window.frame(model, ui, story.now());
  glfwPollEvents();
  save(path, width, height);
}

}  // namespace
}  // namespace voelspriet::console

// console_screens FOLDER WIDTH HEIGHT ZOOM nl|en dark|light [NAME...]
int main(int argc, char** argv) {
  using namespace voelspriet;
  using namespace voelspriet::console;
  if (argc < 7) return std::fputs("console_screens FOLDER WIDTH HEIGHT ZOOM nl|en dark|light [NAME...]\n", stderr), 2;
  const std::span<char*> arguments{argv, static_cast<std::size_t>(argc)};
  const int width = std::stoi(arguments[2]), height = std::stoi(arguments[3]), zoom = std::stoi(arguments[4]);
  text::set_lang(std::string_view{arguments[5]} == "en" ? text::Lang::en : text::Lang::nl);
  auto window = Window::open({"Voelspriet", width, height, std::string_view{arguments[6]} == "light" ? Theme::light : Theme::dark});
  if (!window) return fmt::print(stderr, "{}\n", to_string(window.error())), 1;
  const auto wanted = arguments.subspan(7);
  for (const Picture& picture : pictures()) {
    if (!wanted.empty() && std::ranges::find(wanted, std::string_view{picture.name}) == wanted.end()) continue;
    const auto path = std::filesystem::path{arguments[1]} /
                      fmt::format("{}-{}-{}-{}x{}-{}.ppm", picture.name, arguments[6], arguments[5], width, height, zoom);
    draw(**window, picture, zoom, path, width, height);
    fmt::print("{}\n", path.string());
  }
  return 0;
}
