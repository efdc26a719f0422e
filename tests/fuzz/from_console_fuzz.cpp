// SPDX-License-Identifier: Apache-2.0
// Whatever reads as a message of a console is written so that it reads back as the same one; all else is an error with words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/wire/messages.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voelspriet;
  const auto message = wire::decode_from_console({reinterpret_cast<const char*>(data), size});
  if (!message) {
    if (message.error().what.empty()) std::abort();
    return 0;
  }
  const auto written = wire::encode(*message);
  const auto again = wire::decode_from_console(written);
  if (!again || wire::encode(*again) != written) std::abort();
  return 0;
}
