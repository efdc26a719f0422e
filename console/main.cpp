// SPDX-License-Identifier: Apache-2.0
// voelspriet-console: composes the window, the model and the line to the hub, and runs them until the window closes.
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "console/program.hpp"
#include "console/session.hpp"
#include "console/shell/window.hpp"
#include "hub/base/log.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::console {
namespace {

constexpr int kFramesMax = 64;  // to draw what was typed in one go

int refuse(const Error& error) {
  fmt::print(stderr, "{}\n", to_string(error));
  return 2;
}

void run(Window& window, Session& session, ConsoleModel& model) {
  const SystemClock clock;
  Ui ui;
  while (!window.wants_to_close()) {
    window.wait(clock.now());
    session.take(model, clock.now());
    // A field takes the keyboard one frame after it asked: every event is drawn twice.
    for (int frame = 0; frame < 2 || (frame < kFramesMax && !window.settled()); ++frame) {
      window.frame(model, ui, clock.now());
      for (const Order& order : model.take_orders()) {
        if (const auto* copy = std::get_if<CopyText>(&order)) window.copy(copy->text);
        else session.carry_out(model, order);
      }
    }
  }
}

int start(const Options& options) {
  text::set_lang(options.lang);
  auto window = Window::open({"Voelspriet", options.width, options.height, options.light ? Theme::light : Theme::dark});
  if (!window) return refuse(window.error());
  crypto::SystemRandom random;
  ConsoleModel model{[&random] { return crypto::random_hex(random, 16); }};
  model.set_zoom(options.zoom);
  Session session{options.hub, Window::wake};
  model.sign_in.key_file = options.key;
  model.sign_in.focus = options.key.empty() ? 0 : 1;
  if (!options.passphrase_file.empty()) {
    const auto passphrase = crypto::load_passphrase(options.passphrase_file);
    if (!passphrase) return refuse(passphrase.error());
    session.sign_in(model, {options.key, *passphrase});
  }
  run(**window, session, model);
  return 0;
}

}  // namespace
}  // namespace voelspriet::console

int main(int argc, char** argv) try {
  using namespace voelspriet;
  const auto options = console::parse_options({argv + 1, argv + argc});
  if (!options) return console::refuse(options.error());
  if (!options->show.empty()) return fmt::print("{}", options->show), 0;
  start_logging("voelspriet-console", "info");
  return console::start(*options);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-console: {}\n", error.what());
  return 1;
}
