// SPDX-License-Identifier: Apache-2.0
// Layout by cutting: a rectangle in window pixels from which bars, panes and rows are taken off in reading order.
#pragma once

#include <imgui.h>

namespace voelspriet::console {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {right(), bottom()}; }
  ImVec2 middle() const { return {x + w / 2, y + h / 2}; }

  Rect cut_top(float height) {
    const Rect part{x, y, w, height};
    y += height, h -= height;
    return part;
  }
  Rect cut_bottom(float height) {
    h -= height;
    return {x, y + h, w, height};
  }
  Rect cut_left(float width) {
    const Rect part{x, y, width, h};
    x += width, w -= width;
    return part;
  }
  Rect cut_right(float width) {
    w -= width;
    return {x + w, y, width, h};
  }
  Rect inset(float horizontal, float vertical) const { return {x + horizontal, y + vertical, w - 2 * horizontal, h - 2 * vertical}; }
};

}  // namespace voelspriet::console
