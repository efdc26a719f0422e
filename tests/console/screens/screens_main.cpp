// SPDX-License-Identifier: Apache-2.0
// Draws every screen of the console from the story of tests/console/story.hpp and writes it as PPM: what the README shows and what
// people look at when a view changes. Needs a display; run.sh starts one and turns the files into PNG.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <span>
#include <vector>

#include "console/shell/window.hpp"
#include "hub/text/tr.hpp"
#include "tests/console/story.hpp"

namespace voelspriet::console {
namespace {

struct Picture {
  const char* name;
  std::function<void(Story&, ConsoleModel&)> stage;
  bool exercise = false;
  bool told = true;
};

void type(ConsoleModel& model, std::u32string_view words) {
  for (const char32_t character : words) model.press_key({.character = character});
}
void press(ConsoleModel& model, Key key, bool ctrl = false) { model.press_key({.key = key, .ctrl = ctrl}); }

void choose_claim(ConsoleModel& model, std::uint32_t id) {
  model.choose_claim(ClaimId{id});
  model.refresh(model.now());
}

// The pages of mentions that a console asks for, as the hub would give them.
void answer_questions(const Story& story, ConsoleModel& model) {
  for (const Order& order : model.take_orders()) {
    const auto* asked = std::get_if<AskMentions>(&order);
    if (!asked || !asked->claim) continue;
    auto page = story.mentions();
    std::erase_if(page, [&](const domain::MentionView& view) { return !view.match || view.match->claim != asked->claim; });
    model.hear(asked->claim, std::move(page));
  }
}

const std::vector<Picture>& pictures() {
  static const std::vector<Picture> kPictures{
      {"situation", [](Story&, ConsoleModel& model) { choose_claim(model, 7); }},
      {"stream", [](Story&, ConsoleModel& model) { choose_claim(model, 7), type(model, U""), model.act(Act::next_pane), model.act(Act::next_pane); }},
      {"verdict", [](Story&, ConsoleModel& model) { choose_claim(model, 7), type(model, U"oMeetwagen 2 mat om 14:36 geen chloor."); }},
      {"closed", [](Story&, ConsoleModel& model) { choose_claim(model, 7), type(model, U"b"); }},
      {"evidence", [](Story&, ConsoleModel& model) { choose_claim(model, 9), type(model, U"eWaterbedrijf"); }},
      {"pending", [](Story&, ConsoleModel& model) { choose_claim(model, 10), type(model, U"w"); }},
      {"statement", [](Story&, ConsoleModel& model) { type(model, U"2"); }},
      {"editor", [](Story& story, ConsoleModel& model) {
         model.connected(story.iris, story.events().size());
         type(model, U"2n"), model.refresh(story.now());
         model.editor.wording.title = "Het drinkwater in Klaverdam is veilig";
         model.editor.wording.body = "Het drinkwater in Klaverdam is veilig. Het waterbedrijf heeft het om 14:40 gemeten.\n\nJe kunt het gewoon drinken. 👍";
       }},
      {"approve", [](Story& story, ConsoleModel& model) {
         model.connected(story.karim, story.events().size());
         model.refresh(story.now());
         type(model, U"2"), model.refresh(story.now()), type(model, U"a");
       }},
      {"sent", [](Story&, ConsoleModel& model) { type(model, U"3"); }},
      {"by_hand", [](Story& story, ConsoleModel& model) {
         model.connected(story.sem, story.events().size());
         type(model, U"3"), model.refresh(story.now()), type(model, U"jj"), model.refresh(story.now()), press(model, Key::enter);
       }},
      {"help", [](Story&, ConsoleModel& model) { press(model, Key::f1); }},
      {"lost", [](Story& story, ConsoleModel& model) { choose_claim(model, 7), model.lost(story.now() - std::chrono::seconds{57}); }},
      {"store", [](Story& story, ConsoleModel& model) {
         domain::Pulse pulse = story.pulse();
         pulse.log = domain::StoreState::away;
         choose_claim(model, 7), model.show(pulse);
       }},
      {"brake", [](Story& story, ConsoleModel& model) { story.act(story.sem, domain::PullBrake{}), story.catch_up(model), type(model, U"3"); }},
      {"exercise", [](Story&, ConsoleModel& model) { choose_claim(model, 7); }, true},
      {"sign_in", [](Story&, ConsoleModel& model) { model.sign_in.key_file = "/home/nora/sleutels/nora.key", press(model, Key::f2); }},
      {"loading", [](Story& story, ConsoleModel& model) { model.connected(story.nora, 18'402); }, false, false},
      {"empty", [](Story&, ConsoleModel&) {}, false, false},
  };
  return kPictures;
}

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
  if (picture.told) story.tell();
  ConsoleModel model = story.console(story.nora);
  model.set_zoom(zoom);
  if (!picture.told) model.hear({}, {});
  picture.stage(story, model);
  answer_questions(story, model);
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
