// SPDX-License-Identifier: Apache-2.0
// libsodium picks its fast implementations in sodium_init(). Every .cpp here that calls it goes through this header.
// Thread-safe.
#pragma once

#include <sodium.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "hub/base/assert.hpp"

namespace voelspriet::crypto::detail {

inline void sodium_ready() {
  static const bool ready = sodium_init() >= 0;
  VOELSPRIET_ASSERT(ready, "libsodium does not start");
}

inline const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
inline std::uint8_t* bytes_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

}  // namespace voelspriet::crypto::detail
