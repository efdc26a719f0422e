// SPDX-License-Identifier: Apache-2.0
#include "console/widgets/field.hpp"

#include <imgui_internal.h>

#include "console/widgets/controls.hpp"

namespace voelspriet::console {
namespace {

struct Target {
  std::string* text;
  std::size_t limit;
  bool just_entered;  // by key: go on at the end, replace nothing
};

// The field that had the keyboard last, and in which frame.
ImGuiID last_focused = 0;
int last_frame = 0;

bool forbidden(unsigned character) {
  return (character >= 0x200B && character <= 0x200F) || (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2060 && character <= 0x2069) || character == 0xFEFF || character == 0x061C;
}

int on_field(ImGuiInputTextCallbackData* data) {
  auto& target = *static_cast<Target*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackCharFilter) {
    return forbidden(data->EventChar) || static_cast<std::size_t>(target.text->size()) + 4 > target.limit ? 1 : 0;
  }
  if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways) {
    if (target.just_entered) {
      data->CursorPos = data->BufTextLen;
      data->ClearSelection();
    }
    return 0;
  }
  target.text->resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = target.text->data();
  return 0;
}

void begin(Rect box, int id, const FieldLook& look) {
  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(box.min());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(10), px(6)});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, px(4));
  if (look.take_focus) ImGui::SetKeyboardFocusHere();
}

FieldAnswer end(Rect box, const std::string& text, const FieldLook& look, Face face, bool changed) {
  const bool focused = ImGui::IsItemActive();
  const bool clicked = ImGui::IsItemClicked();
  if (focused) last_focused = ImGui::GetItemID(), last_frame = ImGui::GetFrameCount();
  frame(box, focused ? Tone::accent : Tone::edge, 4);
  if (text.empty() && !look.hint.empty()) {
    draw_text_elided({box.x + px(10), box.y + px(6)}, box.w - px(20), face, color(Tone::t3), look.hint);
  }
  ImGui::PopStyleVar(2);
  ImGui::PopID();
  return {changed, focused, clicked};
}

constexpr ImGuiInputTextFlags kFlags =
    ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackCharFilter | ImGuiInputTextFlags_CallbackAlways;

Target target_for(std::string& text, std::size_t limit) {
  const bool by_mouse = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  const bool had_it = last_focused == ImGui::GetID("##field") && ImGui::GetFrameCount() - last_frame <= 1;
  return {&text, limit, !had_it && !by_mouse};
}

}  // namespace

FieldAnswer line_field(Rect box, int id, std::string& text, std::size_t limit, const FieldLook& look) {
  begin(box, id, look);
  fill(box, Tone::bg0, 4);
  ImGui::PushFont(font(Face::body));
  ImGui::SetNextItemWidth(box.w);
  Target target = target_for(text, limit);
  const ImGuiInputTextFlags flags = kFlags | (look.secret ? ImGuiInputTextFlags_Password : 0);
  const bool changed = ImGui::InputText("##field", text.data(), text.capacity() + 1, flags, on_field, &target);
  ImGui::PopFont();
  return end(box, text, look, Face::body, changed);
}

FieldAnswer text_field(Rect box, int id, std::string& text, std::size_t limit, const FieldLook& look) {
  begin(box, id, look);
  fill(box, Tone::bg0, 4);
  ImGui::PushFont(font(Face::body));
  Target target = target_for(text, limit);
  const bool changed = ImGui::InputTextMultiline("##field", text.data(), text.capacity() + 1, {box.w, box.h}, kFlags, on_field, &target);
  ImGui::PopFont();
  return end(box, text, look, Face::body, changed);
}

void leave_field() { ImGui::ClearActiveID(); }

}  // namespace voelspriet::console
