// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/backoff.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace voelspriet::feeds {

std::chrono::milliseconds Backoff::next() {
  std::array<std::uint8_t, 1> dice;
  random_.fill(dice);
  const auto half = delay_ / 2;
  const auto waited = half + half * dice[0] / 255;
  delay_ = std::min<std::chrono::milliseconds>(delay_ * 2, limits::kBackoffMax);
  return waited;
}

}  // namespace voelspriet::feeds
