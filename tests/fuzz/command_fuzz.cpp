// SPDX-License-Identifier: Apache-2.0
// Whatever reads as a command is written so that it reads back as the same one; all else is an error with words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/wire/command_codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voelspriet;
  const auto command = wire::decode_command({reinterpret_cast<const char*>(data), size});
  if (!command) {
    if (command.error().what.empty()) std::abort();
    return 0;
  }
  const auto written = wire::encode(*command);
  const auto again = wire::decode_command(written);
  if (!again || wire::encode(*again) != written) std::abort();
  return 0;
}
