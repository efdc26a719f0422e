// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "hub/net/detail/frames.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  voelspriet::net::detail::FrameReader reader{64};
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto half = size / 2;
  if (reader.feed(bytes.substr(0, half)) && reader.feed(bytes.substr(half))) {
    for (const auto& message : reader.take_messages()) {
      if (message.size() > 64) __builtin_trap();
    }
  }
  return 0;
}
