// SPDX-License-Identifier: Apache-2.0
// Whatever reads as an event is written so that it reads back as the same one; all else is an error with words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/wire/event_codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voelspriet;
  const auto event = wire::decode_event({reinterpret_cast<const char*>(data), size});
  if (!event) {
    if (event.error().what.empty()) std::abort();
    return 0;
  }
  const auto written = wire::encode(*event);
  const auto again = wire::decode_event(written);
  if (!again || wire::encode(*again) != written) std::abort();
  return 0;
}
