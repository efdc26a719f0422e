// SPDX-License-Identifier: Apache-2.0
// Screen 1: what is said, what goes round, and one claim in detail, side by side as the width allows.
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"

namespace voelspriet::console {
namespace {

constexpr float kStreamLeast = 220, kStreamMost = 520, kDetailLeast = 320, kDetailMost = 720;

void draw_one_pane(Rect box, ConsoleModel& model) {
  switch (model.place.pane) {
    case Pane::mentions: return draw_mentions(box, model);
    case Pane::claim: return draw_claim(box, model);
    default: return draw_claims(box, model);
  }
}

}  // namespace

void draw_situation(Rect box, ConsoleModel& model, Ui& ui) {
  const Layout layout = layout_for(box.w / scale(), box.h / scale(), ui.splits);
  if (layout.width == Width::one_pane) return draw_one_pane(box, model);
  const auto index = static_cast<std::size_t>(layout.width);
  const Rect whole = box;
  const Rect left = box.cut_left(px(layout.stream));
  const Rect right = box.cut_right(px(layout.detail));
  if (layout.width == Width::rail) {
    draw_mentions_rail(left, model);
  } else {
    draw_mentions(left, model);
  }
  draw_claims(box, model);
  draw_claim(right, model);
  if (layout.width == Width::rail) {
    vertical_line(left.right(), left.y, left.h);
    // The drawer: the stream over the board, as long as it has the keyboard.
    if (model.place.pane == Pane::mentions) {
      const Rect drawer{whole.x, whole.y, px(316), whole.h};
      begin_layer(drawer, 14);
      draw_mentions(drawer, model);
      vertical_line(drawer.right() - px(1), drawer.y, drawer.h, Tone::edge);
      end_layer();
    }
  } else {
    float stream = layout.stream;
    splitter({left.right(), left.y, 1, left.h}, 101, stream, kStreamLeast, kStreamMost, false);
    if (stream != layout.stream) ui.splits.stream[index] = stream;
  }
  float detail = layout.detail;
  splitter({right.x, right.y, 1, right.h}, 102, detail, kDetailLeast, kDetailMost, true);
  if (detail != layout.detail) ui.splits.detail[index] = detail;
}

}  // namespace voelspriet::console
