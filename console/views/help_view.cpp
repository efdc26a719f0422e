// SPDX-License-Identifier: Apache-2.0
// F1: every key that works, from the same table that makes it work.
#include <cmath>
#include <algorithm>
#include <array>

#include "console/views/screens.hpp"
#include "console/widgets/controls.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr std::array<const char*, static_cast<std::size_t>(Group::count)> kTitles{
    "help.everywhere", "help.no_field", "noun.mentions", "noun.claims", "screen.statements", "help.editor", "screen.sent"};
static_assert(kTitles.back() != nullptr, "a group of keys has no title");

float group_height(Group group) {
  float rows = 0;
  for (const Binding& binding : bindings()) rows += binding.group == group ? 1 : 0;
  return px(30) + rows * px(24) + px(12);
}

void draw_group(Rect at, Group group) {
  draw_text(at.min(), Face::body_bold, color(Tone::t1), tr(kTitles[static_cast<std::size_t>(group)]));
  horizontal_line(at.x, at.y + px(23), at.w);
  float y = at.y + px(30);
  for (const Binding& binding : bindings()) {
    if (binding.group != group) continue;
    keycap({at.x, y}, tr(binding.cap));
    draw_text_elided({at.x + px(76), y - px(1)}, at.w - px(76), Face::body, color(Tone::t2), tr(binding.word));
    y += px(24);
  }
}

}  // namespace

void draw_help(Rect box, ConsoleModel& model) {
  begin_layer(box, 92);
  ImGui::GetWindowDrawList()->AddRectFilled(box.min(), box.max(), color(Tone::bg0, 0.8F));
  const float width = std::min(box.w - px(32), px(1040));
  const float height = std::min(box.h - px(32), px(640));
  const Rect panel{std::round(box.x + (box.w - width) / 2), std::round(box.y + (box.h - height) / 2), width, height};
  fill(panel, Tone::bg1, 4);
  frame(panel, Tone::edge, 4);
  Rect inside = panel.inset(px(24), px(16));
  const Rect head = inside.cut_top(px(30));
  draw_text(head.min(), Face::figure, color(Tone::t1), tr("help.title"));
  const Button close{tr("key.back"), "Esc"};
  const float close_width = button_width(close);
  if (button({head.right() - close_width, head.y - px(2), close_width, px(32)}, 90, close)) model.act(Act::back);
  for (const ScreenEntry& entry : screens())
    if (entry.screen == model.place.screen) draw_text_elided(inside.min(), inside.w, Face::body, color(Tone::t2), tr(entry.help));
  inside.cut_top(px(36));
  const Rect content = begin_scroll(inside, 91);
  const int columns = inside.w / scale() > 760 ? 3 : inside.w / scale() > 480 ? 2 : 1;
  const float column = (content.w - px(24) * static_cast<float>(columns)) / static_cast<float>(columns);
  std::array<float, 3> used{};
  for (std::size_t i = 0; i < kTitles.size(); ++i) {
    const auto group = static_cast<Group>(i);
    const auto shortest = static_cast<std::size_t>(std::min_element(used.begin(), used.begin() + columns) - used.begin());
    draw_group({content.x + static_cast<float>(shortest) * (column + px(24)), content.y + used[shortest], column, 0}, group);
    used[shortest] += group_height(group);
  }
  end_scroll(content, *std::max_element(used.begin(), used.end()));
  end_layer();
}

}  // namespace voelspriet::console
