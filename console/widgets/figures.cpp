// SPDX-License-Identifier: Apache-2.0
#include "console/widgets/figures.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace voelspriet::console {
namespace {

ImU32 faded(ImU32 ink, unsigned alpha) { return (ink & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT); }

std::uint32_t highest(std::span<const std::uint32_t> counts) {
  return counts.empty() ? 1 : std::max<std::uint32_t>(1, *std::max_element(counts.begin(), counts.end()));
}

}  // namespace

void draw_dashed_line(ImVec2 from, ImVec2 to, ImU32 ink, float width, float dash, float gap) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) return;
  const ImVec2 way{(to.x - from.x) / length, (to.y - from.y) / length};
  for (float start = 0; start < length; start += dash + gap) {
    const float end = std::min(start + dash, length);
    ImGui::GetWindowDrawList()->AddLine({from.x + way.x * start, from.y + way.y * start}, {from.x + way.x * end, from.y + way.y * end},
                                        ink, width);
  }
}

void draw_sparkline(Rect box, std::span<const std::uint32_t> counts, ImU32 ink) {
  if (counts.size() < 2) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float step = box.w / static_cast<float>(counts.size() - 1);
  const float unit = (box.h - px(2)) / static_cast<float>(highest(counts));
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    line.push_back({box.x + step * static_cast<float>(i), box.bottom() - px(1) - unit * static_cast<float>(counts[i])});
  }
  for (std::size_t i = 1; i < line.size(); ++i) {
    list.AddQuadFilled(line[i - 1], line[i], {line[i].x, box.bottom()}, {line[i - 1].x, box.bottom()}, faded(ink, 0x30));
  }
  list.AddLine({box.x, box.bottom()}, {box.right(), box.bottom()}, faded(ink, 0x60));
  list.AddPolyline(line.data(), static_cast<int>(line.size()), ink, 0, px(1.5F));
  list.AddCircleFilled(line.back(), px(2.5F), ink);
}

void draw_plot(Rect box, std::span<const std::uint32_t> up, std::span<const std::uint32_t> down, std::size_t hot) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto most_up = static_cast<float>(highest(up));
  const auto most_down = down.empty() ? 0.0F : static_cast<float>(*std::max_element(down.begin(), down.end()));
  const float unit = box.h / (most_up + most_down);
  const float base = std::round(box.y + unit * most_up);
  const float step = box.w / static_cast<float>(std::max<std::size_t>(up.size(), 1));
  const float width = std::max(std::floor(step - px(1)), 1.0F);
  for (std::size_t i = 0; i < up.size(); ++i) {
    const float x = std::round(box.x + step * static_cast<float>(i));
    const ImU32 ink = color(i + hot >= up.size() ? Tone::red : Tone::edge);
    list.AddRectFilled({x, base - unit * static_cast<float>(up[i])}, {x + width, base}, ink);
    if (i < down.size()) list.AddRectFilled({x, base}, {x + width, base + unit * static_cast<float>(down[i])}, color(Tone::slate));
  }
  list.AddLine({box.x, base}, {box.right(), base}, color(Tone::edge));
}

void draw_hatch(Rect box) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min(), box.max(), color(Tone::hatch_low));
  list.PushClipRect(box.min(), box.max(), true);
  const float stripe = px(10);
  for (float x = box.x - box.h; x < box.right(); x += 2 * stripe) {
    list.AddQuadFilled({x, box.bottom()}, {x + box.h, box.y}, {x + box.h + stripe, box.y}, {x + stripe, box.bottom()}, color(Tone::hatch_high));
  }
  list.PopClipRect();
}

void draw_progress(Rect box, float share, ImU32 ink) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min(), box.max(), color(Tone::line));
  list.AddRectFilled(box.min(), {box.x + box.w * std::clamp(share, 0.0F, 1.0F), box.bottom()}, ink);
}

}  // namespace voelspriet::console
