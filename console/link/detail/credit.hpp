// SPDX-License-Identifier: Apache-2.0
// How much room the hub is told of: what was taken is given back in lots.
#pragma once

#include <cstdint>

#include "hub/base/limits.hpp"

namespace voelspriet::console::detail {

class CreditGiver {
 public:
  // How many messages to give the hub room for now; 0 = not yet.
  std::uint32_t took_one() {
    if (++taken_ < kLot) return 0;
    taken_ = 0;
    return kLot;
  }

 private:
  static constexpr std::uint32_t kLot = limits::kPeerCredit / 4;
  std::uint32_t taken_ = 0;
};

}  // namespace voelspriet::console::detail
