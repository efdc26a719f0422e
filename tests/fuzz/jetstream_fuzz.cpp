// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "feeds/jetstream/source.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static voelspriet::feeds::JetstreamParser parser;
  const auto event = parser.parse({reinterpret_cast<const char*>(data), size});
  if (event) voelspriet::feeds::to_mention(*event);
  return 0;
}
