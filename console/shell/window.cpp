// SPDX-License-Identifier: Apache-2.0
#include "console/shell/window.hpp"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <array>
#include <utility>

#include "hub/base/log.hpp"

namespace voelspriet::console {
namespace {

constexpr int kFramesForField = 6;  // a field that has not got the keyboard by then is not there

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

constexpr std::array<std::pair<int, ImGuiKey>, 12> kEditing{{{GLFW_KEY_BACKSPACE, ImGuiKey_Backspace},
                                                             {GLFW_KEY_DELETE, ImGuiKey_Delete},
                                                             {GLFW_KEY_LEFT, ImGuiKey_LeftArrow},
                                                             {GLFW_KEY_RIGHT, ImGuiKey_RightArrow},
                                                             {GLFW_KEY_UP, ImGuiKey_UpArrow},
                                                             {GLFW_KEY_DOWN, ImGuiKey_DownArrow},
                                                             {GLFW_KEY_HOME, ImGuiKey_Home},
                                                             {GLFW_KEY_END, ImGuiKey_End},
                                                             {GLFW_KEY_PAGE_UP, ImGuiKey_PageUp},
                                                             {GLFW_KEY_PAGE_DOWN, ImGuiKey_PageDown},
                                                             {GLFW_KEY_ENTER, ImGuiKey_Enter},
                                                             {GLFW_KEY_KP_ENTER, ImGuiKey_KeypadEnter}}};

bool is_control(int key) { return key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL; }

// Keys that edit, with the modifiers they were pressed with: by now the person may have let go of those.
void hand_to_field(const KeyPress& press, int key, int action, int mods) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, is_control(key) ? action != GLFW_RELEASE : (mods & GLFW_MOD_CONTROL) != 0);
  io.AddKeyEvent(ImGuiMod_Shift, (mods & GLFW_MOD_SHIFT) != 0);
  for (const auto& [code, meaning] : kEditing)
    if (code == key) io.AddKeyEvent(meaning, action != GLFW_RELEASE);
  if (press.letter != 0) io.AddKeyEvent(static_cast<ImGuiKey>(ImGuiKey_A + static_cast<int>(press.letter - U'a')), action != GLFW_RELEASE);
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
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;
  ImGui_ImplGlfw_InitForOpenGL(made->window_, true);
  glfwSetKeyCallback(made->window_, on_key);  // instead of ImGui's: hand_over() passes on what is for a field
  glfwSetCharCallback(made->window_, on_character);
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
  hand_over(model);
  fit_fonts(model.zoom());
  model.refresh(now);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  draw_console(model, ui);
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
  if (std::string title = window_title(model); title != title_) glfwSetWindowTitle(window_, (title_ = std::move(title)).c_str());
}

bool Window::settled() const { return typed_.empty() && ImGui::GetCurrentContext()->InputEventsQueue.empty(); }

// A field gets what means nothing to the model: characters, and the keys that edit. Letters go to it as characters alone.
// A key that acts waits until its field has all that was typed before it; so does Ctrl, up or down: ImGui must see it with its letter.
// A key that edits waits until the field that was just opened has the keyboard.
void Window::hand_over(ConsoleModel& model) {
  std::size_t done = 0;
  for (; done < typed_.size(); ++done) {
    const Typed& one = typed_[done];
    const bool pressed = one.action != GLFW_RELEASE, character = one.press.character != 0;
    const bool known = character || one.press.key != Key::none || one.press.letter != 0;
    const bool acts = is_control(one.key) || (pressed && known && !character);
    if (acts && !ImGui::GetCurrentContext()->InputEventsQueue.empty()) break;
    const bool taken = pressed && known && model.press_key(one.press);
    const bool edits = pressed && !taken && !character;
    if (edits && model.where().field && !model.field_ready && ++waited_ < kFramesForField) break;
    waited_ = 0;
    if (!character) hand_to_field(one.press, one.key, taken ? GLFW_RELEASE : one.action, one.mods);
    else if (!taken && model.field_ready) ImGui::GetIO().AddInputCharacter(one.press.character);
  }
  typed_.erase(typed_.begin(), typed_.begin() + static_cast<std::ptrdiff_t>(done));
}

void Window::on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
  auto& self = *static_cast<Window*>(glfwGetWindowUserPointer(window));
  if (action != GLFW_RELEASE) self.repeating_ = action == GLFW_REPEAT;
  // The letter of a release counts even when Ctrl went first: else the field would think that it is held down.
  const bool by_letter = (mods & GLFW_MOD_CONTROL) != 0 || action == GLFW_RELEASE;
  KeyPress press = by_letter ? with_ctrl(key, scancode) : KeyPress{.key = named(key)};
  if (!press.ctrl && (press.key == Key::plus || press.key == Key::minus)) press.key = Key::none;  // come as characters
  press.repeat = self.repeating_;
  self.typed_.push_back({press, key, action, mods});
}

void Window::on_character(GLFWwindow* window, unsigned character) {
  auto& self = *static_cast<Window*>(glfwGetWindowUserPointer(window));
  self.typed_.push_back({.press = {.character = character, .repeat = self.repeating_}, .action = GLFW_PRESS});
}

}  // namespace voelspriet::console
