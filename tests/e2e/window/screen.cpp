// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/window/screen.hpp"

#include <stdexcept>

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
constexpr auto kPatience = 30s;
constexpr const char* kBetweenKeys = "20";  // ms

}  // namespace

Screen::Screen(const std::string& size) : server_{{{"Xvfb", "-displayfd", "1", "-screen", "0", size + "x24", "-nolisten", "tcp", "-noreset"}, {}, {}, {}, "/dev/null"}} {
  const auto number = server_.read_line(20s);
  if (!number) throw std::runtime_error{"Xvfb has no display"};
  display_ = ":" + *number;
}

std::map<std::string, std::string> Screen::environment() const { return {{"DISPLAY", display_}, {"LIBGL_ALWAYS_SOFTWARE", "1"}}; }

Outcome Screen::xdotool(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "xdotool");
  return run({std::move(arguments), environment()});
}

void Screen::press(std::vector<std::string> keys) {
  keys.insert(keys.begin(), {"key", "--delay", kBetweenKeys});
  if (const Outcome done = xdotool(std::move(keys)); done.status != 0) throw std::runtime_error{done.err};
}

void Screen::type(const std::string& text) {
  if (const Outcome done = xdotool({"type", "--delay", kBetweenKeys, text}); done.status != 0) throw std::runtime_error{done.err};
}

std::string Screen::title() { return xdotool({"search", "--onlyvisible", "--name", "Voelspriet$", "getwindowname"}).out; }

void Screen::wait_for(const std::string& words) {
  if (!eventually(kPatience, [&] { return title().find(words) != std::string::npos; }))
    throw std::runtime_error{"not \"" + words + "\" but \"" + title() + "\""};
}

void Screen::save(const std::filesystem::path& picture) const {
  std::filesystem::create_directories(picture.parent_path());
  if (const Outcome done = run({{"import", "-window", "root", picture.string()}, environment()}); done.status != 0) throw std::runtime_error{done.err};
}

}  // namespace voelspriet::support
