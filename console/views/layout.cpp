// SPDX-License-Identifier: Apache-2.0
#include "console/views/layout.hpp"

#include <array>

namespace voelspriet::console {
namespace {

struct Grid {
  float from, stream, detail;
};
// By width class; the rail is 44 wide and opens as a drawer.
constexpr std::array<Grid, static_cast<std::size_t>(Width::count)> kGrid{{{0, 0, 0}, {800, 44, 352}, {1100, 272, 384}, {1360, 316, 476}, {1800, 400, 476}}};

}  // namespace

Width width_class(float effective) {
  int found = 0;
  for (int i = 1; i < static_cast<int>(kGrid.size()); ++i)
    if (effective >= kGrid[static_cast<std::size_t>(i)].from) found = i;
  return static_cast<Width>(found);
}

Layout layout_for(float effective_width, float effective_height, const Splits& splits) {
  Layout layout;
  layout.width = width_class(effective_width);
  layout.low = effective_height < 640;
  const auto index = static_cast<std::size_t>(layout.width);
  layout.stream = splits.stream[index] > 0 ? splits.stream[index] : kGrid[index].stream;
  layout.detail = splits.detail[index] > 0 ? splits.detail[index] : kGrid[index].detail;
  if (layout.width == Width::widest && splits.detail[index] <= 0) {
    const float rest = effective_width - layout.stream - 900;
    if (rest > layout.detail) layout.detail = rest;
  }
  return layout;
}

}  // namespace voelspriet::console
