// SPDX-License-Identifier: Apache-2.0
#include "hub/playbook/drill_clock.hpp"

#include <algorithm>
#include <cmath>

namespace voelspriet::playbook {

microseconds DrillClock::drill_at(Time wall) const {
  const auto elapsed = std::max(wall - start_, microseconds{0});
  return offset_ + microseconds{std::llround(static_cast<double>(elapsed.count()) * speed_)};
}

Time DrillClock::wall_at(microseconds drill) const {
  const auto ahead = std::max(drill - offset_, microseconds{0});
  auto wall = start_ + microseconds{std::llround(static_cast<double>(ahead.count()) / speed_)};
  while (drill_at(wall) < drill) wall += microseconds{1};  // rounding may land just short of it
  return wall;
}

}  // namespace voelspriet::playbook
