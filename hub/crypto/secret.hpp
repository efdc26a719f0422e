// SPDX-License-Identifier: Apache-2.0
// 32 bytes nobody may see: wiped when they go, compared in constant time, stored in a file that only its owner can
// read.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "hub/base/result.hpp"

namespace voelspriet::crypto {

class Random;

class Secret {
 public:
  static constexpr std::size_t kBytes = 32;

  Secret() = default;
  explicit Secret(Random& random);
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret();

  const std::uint8_t* data() const { return bytes_.data(); }
  std::uint8_t* data() { return bytes_.data(); }
  std::string_view text() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
  bool operator==(const Secret& other) const;

 private:
  std::array<std::uint8_t, kBytes> bytes_{};
};

// 64 hex digits and a newline, mode 0600, durable and whole or not there at all (fsync, rename). Replaces what stood
// there.
Result<void> save_secret(const std::filesystem::path& path, const Secret& secret);
// kNotFound: no file. kCrypto: others may read it. kMalformed: not what save_secret writes.
Result<Secret> load_secret(const std::filesystem::path& path);

}  // namespace voelspriet::crypto
