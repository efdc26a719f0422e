// SPDX-License-Identifier: Apache-2.0
// The only source of randomness. Whoever needs some is handed a Random, so that a simulation can hand in a seeded one.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace voelspriet::crypto {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The operating system's. Thread-safe.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

// `count` random bytes as 2 * count lower-case hex digits.
std::string random_hex(Random& random, std::size_t count);

}  // namespace voelspriet::crypto
