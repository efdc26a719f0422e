// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/random.hpp"

#include "hub/crypto/detail/sodium.hpp"
#include "hub/crypto/encoding.hpp"

namespace voelspriet::crypto {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  detail::sodium_ready();
  randombytes_buf(bytes.data(), bytes.size());
}

std::string random_hex(Random& random, std::size_t count) {
  std::string bytes(count, '\0');
  random.fill({detail::bytes_of(bytes), count});
  return to_hex(bytes);
}

}  // namespace voelspriet::crypto
