// SPDX-License-Identifier: Apache-2.0
// The window: GLFW, OpenGL 3 and Dear ImGui around the model. Owned by main, main thread only, except wake().
// An idle window sleeps: it draws on input, when woken, and on the next second.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "console/model/console_model.hpp"
#include "console/views/views.hpp"
#include "console/widgets/look.hpp"
#include "hub/base/result.hpp"
#include "hub/base/time.hpp"

struct GLFWwindow;

namespace voelspriet::console {

struct WindowOptions {
  std::string title;
  int width = 1440, height = 900;  // effective pixels
  Theme theme = Theme::dark;
};

class Window {
 public:
  // kUnreachable: no display, or one without OpenGL 3.
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool wants_to_close() const;
  // Sleeps until something happens or the next second begins.
  void wait(Time now);
  // Hands what was typed to the model and the rest to the fields, then draws.
  void frame(ConsoleModel& model, Ui& ui, Time now);
  // Whether everything typed has reached its field: ImGui takes one change of a key per frame.
  bool settled() const;
  void copy(const std::string& text);
  // Thread-safe: ends a wait().
  static void wake();
  // Draws in the other theme from the next frame on.
  void show_theme(Theme theme);

 private:
  Window() = default;
  void fit_fonts(float zoom);
  struct Typed {  // a key or a character, in the order they came
    KeyPress press;
    int key = 0, action = 0, mods = 0;  // as GLFW gave them
  };

  void hand_over(ConsoleModel& model);
  static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods);
  static void on_character(GLFWwindow* window, unsigned character);

  GLFWwindow* window_ = nullptr;
  std::string title_;
  int waited_ = 0;                 // frames that the first of `typed_` has waited for its field
  float scale_ = 0;                // of the fonts that are loaded
  bool repeating_ = false;         // the key whose character comes next is held down
  std::vector<Typed> typed_;       // since the last frame
};

}  // namespace voelspriet::console
