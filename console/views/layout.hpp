// SPDX-License-Identifier: Apache-2.0
// The grid: how wide the panes are at which width. Effective pixels are window pixels divided by DPI scale and zoom.
#pragma once

#include <optional>

#include "console/widgets/rect.hpp"

namespace voelspriet::console {

enum class Width { one_pane, rail, narrow, wide, widest, count };
Width width_class(float effective);

struct Layout {
  Width width = Width::wide;
  bool low = false;      // under 640 high: the bar is one line
  float stream = 0;      // effective pixels
  float detail = 0;
};

// What the person dragged the splitters to, per width; absent = the grid's own.
struct Splits {
  float stream[static_cast<int>(Width::count)] = {};
  float detail[static_cast<int>(Width::count)] = {};
};

Layout layout_for(float effective_width, float effective_height, const Splits& splits);

}  // namespace voelspriet::console
