// SPDX-License-Identifier: Apache-2.0
#include "console/shell/window.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <array>
#include <utility>

#include "hub/base/log.hpp"

namespace voelspriet::console {
namespace {

constexpr std::array<std::pair<int, Key>, 11> kNamed{{{GLFW_KEY_ENTER, Key::enter},
                                                      {GLFW_KEY_KP_ENTER, Key::enter},
                                                      {GLFW_KEY_ESCAPE, Key::escape},
                                                      {GLFW_KEY_TAB, Key::tab},
                                                      {GLFW_KEY_F1, Key::f1},
                                                      {GLFW_KEY_F2, Key::f2},
                                                      {GLFW_KEY_F5, Key::f5},
                                                      {GLFW_KEY_F6, Key::f6},
                                                      {GLFW_KEY_F12, Key::f12},
                                                      {GLFW_KEY_KP_ADD, Key::plus},
                                                      {GLFW_KEY_KP_SUBTRACT, Key::minus}}};

Key named(int key) {
  for (const auto& [code, meaning] : kNamed)
    if (code == key) return meaning;
  return Key::none;
}

// With Ctrl: what stands on the key in this layout, not where it lies.
KeyPress with_ctrl(int key, int scancode) {
  KeyPress press{.key = named(key), .ctrl = true};
  const char* name = glfwGetKeyName(key, scancode);
  const char letter = name ? *name : '\0';
  if (letter == '+' || letter == '=') press.key = Key::plus;
  if (letter == '-') press.key = Key::minus;
  if (letter == '0' || key == GLFW_KEY_0 || key == GLFW_KEY_KP_0) press.key = Key::zero;
  if (press.key == Key::none && letter >= 'a' && letter <= 'z') press.letter = static_cast<char32_t>(letter);
  return press;
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  if (!glfwInit()) return fail(Errc::kUnreachable, "display", "no display to open a window on; is DISPLAY set?");
  std::unique_ptr<Window> made{new Window};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  made->window_ = glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (!made->window_) return fail(Errc::kUnreachable, "display", "this display has no OpenGL 3.3; install libgl1-mesa-dri for software drawing");
  glfwMakeContextCurrent(made->window_);
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(made->window_, made.get());
  glfwSetKeyCallback(made->window_, on_key);
  glfwSetCharCallback(made->window_, on_character);
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigInputTrickleEventQueue = false;  // a fast typist must not wait for frames
  io.ConfigInputTextCursorBlink = false;
  ImGui_ImplGlfw_InitForOpenGL(made->window_, true);  // calls our callbacks too
  ImGui_ImplOpenGL3_Init("#version 330");
  use_theme(options.theme);
  return made;
}

Window::~Window() {
  if (ImGui::GetCurrentContext()) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
  if (window_) glfwDestroyWindow(window_);
  glfwTerminate();
}

bool Window::wants_to_close() const { return glfwWindowShouldClose(window_) != 0; }

void Window::wait(Time now) {
  const auto into_second = now - std::chrono::floor<std::chrono::seconds>(now);
  glfwWaitEventsTimeout(std::chrono::duration<double>(std::chrono::seconds{1} - into_second).count());
}

void Window::wake() { glfwPostEmptyEvent(); }

void Window::copy(const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }

void Window::show_theme(Theme chosen) { use_theme(chosen); }

void Window::fit_fonts(float zoom) {
  float dpi = 1;
  glfwGetWindowContentScale(window_, &dpi, nullptr);
  if (dpi * zoom == scale_) return;
  const bool first = scale_ == 0;
  scale_ = dpi * zoom;
  if (!use_fonts(scale_) && first) log_warn("console", "fonts-inter is not installed; the built-in font stands in");
  ImGui_ImplOpenGL3_DestroyFontsTexture();  // made again from the new atlas by the next frame
}

void Window::frame(ConsoleModel& model, Ui& ui, Time now) {
  for (const KeyPress& press : std::exchange(presses_, {})) model.press_key(press);
  fit_fonts(model.zoom());
  model.refresh(now);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  // What was typed before a field has the keyboard is in the model already.
  if (!model.field_ready) ImGui::GetIO().InputQueueCharacters.resize(0);
  draw_console(model, ui);
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
}

void Window::on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
  auto& self = *static_cast<Window*>(glfwGetWindowUserPointer(window));
  if (action == GLFW_RELEASE) return;
  self.repeating_ = action == GLFW_REPEAT;
  KeyPress press = (mods & GLFW_MOD_CONTROL) != 0 ? with_ctrl(key, scancode) : KeyPress{.key = named(key)};
  if (!press.ctrl && (press.key == Key::plus || press.key == Key::minus)) return;  // comes as a character
  press.repeat = self.repeating_;
  if (press.key != Key::none || press.letter != 0) self.presses_.push_back(press);
}

void Window::on_character(GLFWwindow* window, unsigned character) {
  auto& self = *static_cast<Window*>(glfwGetWindowUserPointer(window));
  self.presses_.push_back({.character = character, .repeat = self.repeating_});
}

}  // namespace voelspriet::console
