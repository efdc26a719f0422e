// SPDX-License-Identifier: Apache-2.0
#include "console/widgets/controls.hpp"

#include <algorithm>
#include <cmath>

#include "console/widgets/figures.hpp"

namespace voelspriet::console {
namespace {

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

float centred(Rect box, Face face) { return std::round(box.y + (box.h - line_height(face)) / 2); }

struct ButtonColors {
  ImU32 ground, border, ink;
};
ButtonColors colors_of(ButtonKind kind) {
  switch (kind) {
    case ButtonKind::primary: return {color(Tone::button), color(Tone::button), color(Tone::on_button)};
    case ButtonKind::closed: return {color(Tone::bg1), color(Tone::line), color(Tone::t3)};
    case ButtonKind::danger: return {color(Tone::red_ground), color(Tone::red), color(Tone::red)};
    case ButtonKind::secondary: break;
  }
  return {color(Tone::bg2), color(Tone::edge), color(Tone::t1)};
}

void keycap_in(ImVec2 at, std::string_view key, ImU32 ink, ImU32 border) {
  const Rect box{at.x, at.y, keycap_width(key), px(18)};
  list().AddRect(box.min(), box.max(), border, px(3), 0, px(1));
  draw_text({std::round(box.x + (box.w - text_width(Face::cap, key)) / 2), centred(box, Face::cap)}, Face::cap, ink, key);
}

}  // namespace

void fill(Rect box, Tone tone, float radius) { list().AddRectFilled(box.min(), box.max(), color(tone), px(radius)); }
void frame(Rect box, Tone tone, float radius, float width) {
  list().AddRect(box.min(), box.max(), color(tone), px(radius), 0, px(width));
}
void horizontal_line(float x, float y, float width, Tone tone) { list().AddRectFilled({x, y}, {x + width, y + px(1)}, color(tone)); }
void vertical_line(float x, float y, float height, Tone tone) { list().AddRectFilled({x, y}, {x + px(1), y + height}, color(tone)); }

bool clicked(Rect box, int id) {
  if (box.w <= 0 || box.h <= 0) return false;
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(box.min());
  const bool pressed = ImGui::InvisibleButton("hit", {box.w, box.h});
  ImGui::PopID();
  ImGui::SetCursorScreenPos(cursor);
  return pressed;
}

bool hovered(Rect box) { return ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.min(), box.max()); }

float keycap_width(std::string_view key) { return std::max(px(18), std::ceil(text_width(Face::cap, key) + px(10))); }

float keycap(ImVec2 at, std::string_view key, bool dimmed) {
  keycap_in(at, key, color(dimmed ? Tone::t3 : Tone::t1), color(dimmed ? Tone::line : Tone::edge));
  return at.x + keycap_width(key);
}

float key_hint_width(std::string_view key, std::string_view word) {
  return keycap_width(key) + px(7) + text_width(Face::label, word);
}

float key_hint(ImVec2 at, std::string_view key, std::string_view word, bool dimmed) {
  const float right = keycap(at, key, dimmed);
  return draw_text({right + px(7), at.y + px(1)}, Face::label, color(dimmed ? Tone::t3 : Tone::t2), word);
}

float tag_width(std::string_view word) { return std::ceil(text_width(Face::cap, word) + px(10)); }

float tag(ImVec2 at, std::string_view word) {
  const Rect box{at.x, at.y, tag_width(word), px(18)};
  fill(box, Tone::bg2, 3);
  frame(box, Tone::line, 3);
  draw_text({box.x + px(5), centred(box, Face::cap)}, Face::cap, color(Tone::t2), word);
  return box.right();
}

float level_tag(ImVec2 at, std::string_view word) {
  const Rect box{at.x, at.y, std::ceil(text_width(Face::body_bold, word) + px(16)), px(24)};
  frame(box, Tone::amber, 3);
  draw_text({box.x + px(8), centred(box, Face::body_bold)}, Face::body_bold, color(Tone::amber), word);
  return box.right();
}

float arrows_badge_width(std::string_view word) { return std::ceil(px(30) + text_width(Face::label_bold, word)); }

float arrows_badge(ImVec2 at, std::string_view word) {
  const Rect box{at.x, at.y, word.empty() ? px(28) : arrows_badge_width(word), word.empty() ? px(22) : px(18)};
  fill(box, Tone::badge, 3);
  const float size = px(word.empty() ? 14 : 12);
  draw_icon({word.empty() ? std::round(box.x + (box.w - size) / 2) : box.x + px(6), std::round(box.y + (box.h - size) / 2)}, size, Icon::arrows,
            color(Tone::on_badge), color(Tone::badge));
  if (!word.empty()) draw_text({box.x + px(23), centred(box, Face::label_bold)}, Face::label_bold, color(Tone::on_badge), word);
  return box.right();
}

float count_badge(ImVec2 at, std::string_view number, bool wrong) {
  const Rect box{at.x, at.y, std::max(px(20), std::ceil(text_width(Face::label_bold, number) + px(14))), px(18)};
  fill(box, wrong ? Tone::red_fill : Tone::bg2, 9);
  const ImU32 ink = color(wrong ? Tone::on_red_fill : Tone::t2);
  draw_text({std::round(box.x + (box.w - text_width(Face::label_bold, number)) / 2), centred(box, Face::label_bold)}, Face::label_bold, ink, number);
  return box.right();
}

float button_width(const Button& what) {
  const float key = what.key.empty() ? 0 : px(10) + keycap_width(what.key);
  const float icon = what.icon == Icon::none ? 0 : px(22);
  return std::ceil(px(20) + icon + text_width(what.bold ? Face::body_bold : Face::body, what.word) + key);
}

bool button(Rect box, int id, const Button& what) {
  const auto [ground, border, ink] = colors_of(what.kind);
  list().AddRectFilled(box.min(), box.max(), ground, px(4));
  list().AddRect(box.min(), box.max(), border, px(4), 0, px(1));
  const bool closed = what.kind == ButtonKind::closed;
  const float margin = button_width(what) > box.w ? px(6) : px(10);  // a long word needs the room
  float x = box.x + margin;
  if (what.icon != Icon::none) {
    const float size = px(what.kind == ButtonKind::danger ? 18 : 14);
    const ImU32 icon_ink = closed ? ink : (what.kind == ButtonKind::secondary ? color(what.icon_tone) : ink);
    draw_icon({x, std::round(box.y + (box.h - size) / 2)}, size, what.icon, icon_ink, ground);
    x += size + std::min(margin, px(8));
  }
  const Face face = what.bold && !closed ? Face::body_bold : Face::body;
  draw_text({x, centred(box, face)}, face, ink, what.word);
  if (!what.key.empty()) {
    const ImU32 cap_ink = closed || what.dimmed_key ? color(Tone::t3) : ink;
    const ImU32 cap_border = closed || what.dimmed_key ? color(Tone::line) : (what.kind == ButtonKind::primary ? ink : border);
    keycap_in({box.right() - std::min(margin, px(9)) - keycap_width(what.key), std::round(box.y + (box.h - px(18)) / 2)}, what.key, cap_ink, cap_border);
  }
  return clicked(box, id) && !closed;
}

float choice(ImVec2 at, int id, std::string_view word, bool chosen, bool& pressed) {
  const Rect box{at.x, at.y, std::ceil(text_width(Face::label, word) + px(16)), px(24)};
  if (chosen) fill(box, Tone::bg3, 3);
  frame(box, chosen ? Tone::edge : Tone::line, 3);
  draw_text({box.x + px(8), centred(box, Face::label)}, Face::label, color(chosen ? Tone::t1 : Tone::t2), word);
  pressed = clicked(box, id);
  return box.right();
}

void avatar(ImVec2 at, float size, std::string_view initials, Presence presence, bool ringed) {
  const ImVec2 middle{at.x + size / 2, at.y + size / 2};
  const float radius = size / 2;
  ImU32 ink = color(Tone::t1);
  switch (presence) {
    case Presence::solid: list().AddCircleFilled(middle, radius, color(Tone::bg3)); break;
    case Presence::me:
      list().AddCircleFilled(middle, radius, color(Tone::accent));
      ink = color(theme() == Theme::dark ? Tone::bg0 : Tone::on_button);
      break;
    case Presence::pending:
    case Presence::nobody: {
      ink = color(presence == Presence::pending ? Tone::amber : Tone::t3);
      constexpr int kDashes = 14;
      for (int i = 0; i < kDashes; ++i) {
        const float from = 6.2832F * static_cast<float>(i) / kDashes;
        list().PathArcTo(middle, radius - px(1), from, from + 0.26F, 3);
        list().PathStroke(ink, 0, px(1.3F));
      }
    }
  }
  if (ringed) list().AddCircle(middle, radius + px(2.5F), color(Tone::amber), 0, px(1.5F));
  const float width = text_width(Face::cap, initials);
  draw_text({std::round(middle.x - width / 2), std::round(middle.y - line_height(Face::cap) / 2)}, Face::cap, ink, initials);
}

void splitter(Rect line, int id, float& position, float least, float most, bool from_right) {
  vertical_line(line.x, line.y, line.h);
  const Rect grip{line.x - px(3), line.y, px(7), line.h};
  clicked(grip, id);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (ImGui::IsItemActive()) {
    const float moved = ImGui::GetIO().MouseDelta.x / scale();
    position = std::clamp(position + (from_right ? -moved : moved), least, most);
  }
}

void begin_layer(Rect box, int id) {
  ImGui::SetCursorScreenPos(box.min());
  ImGui::PushID(id);
  ImGui::BeginChild("layer", {box.w, std::max(box.h, 1.0F)}, 0, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar);
}

void end_layer() {
  ImGui::EndChild();
  ImGui::PopID();
}

Rect begin_scroll(Rect box, int id) {
  begin_layer(box, id);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  return {start.x, start.y, box.w, std::max(box.h, 1.0F)};
}

void end_scroll(Rect content, float used) {
  ImGui::SetCursorScreenPos({content.x, content.y});
  ImGui::Dummy({1, used});
  // A thin mark instead of a scroll bar: how much there is, and where in it this is.
  if (const float all = ImGui::GetScrollMaxY() + content.h; all > content.h + 1) {
    const ImVec2 top = ImGui::GetWindowPos();
    const float height = std::max(content.h * content.h / all, px(24));
    const float y = top.y + (content.h - height) * ImGui::GetScrollY() / ImGui::GetScrollMaxY();
    fill({top.x + content.w - px(4), y, px(3), height}, Tone::line, 2);
  }
  end_layer();
}

void scroll_to(float top, float height) {
  const float from = ImGui::GetWindowPos().y;
  const float to = from + ImGui::GetWindowHeight();
  if (top < from) ImGui::SetScrollY(ImGui::GetScrollY() - (from - top));
  if (top + height > to) ImGui::SetScrollY(ImGui::GetScrollY() + (top + height - to));
}

}  // namespace voelspriet::console
