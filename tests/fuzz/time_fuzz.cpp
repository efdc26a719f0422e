// SPDX-License-Identifier: Apache-2.0
// Whatever parses as RFC 3339 and can be written, reads back as the same moment.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/base/time.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto time = voelspriet::parse_rfc3339({reinterpret_cast<const char*>(data), size});
  if (time && voelspriet::parse_rfc3339(voelspriet::to_rfc3339(*time)) != time) std::abort();
  return 0;
}
