// SPDX-License-Identifier: Apache-2.0
// A key file that is accepted is written back so that it reads the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/crypto/keyfile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using voelspriet::crypto::parse_key_file;
  const auto file = parse_key_file({reinterpret_cast<const char*>(data), size}, "fuzz.key");
  if (!file) {
    if (!file.error().where.starts_with("fuzz.key:") || file.error().what.empty()) std::abort();
    return 0;
  }
  if (parse_key_file(to_string(*file), "again") != *file) std::abort();
  return 0;
}
