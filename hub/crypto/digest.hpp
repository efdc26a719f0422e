// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4): the hash of the log's chain, of evidence and of approvals. Pure; any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace voelspriet::crypto {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const Digest&) const = default;
  explicit operator bool() const { return *this != Digest{}; }
};

Digest sha256(std::string_view bytes);

// The same over pieces. After finish() it starts anew.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& update(std::string_view bytes);
  Digest finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// 64 lower-case hex digits.
std::string to_string(const Digest& digest);
std::optional<Digest> parse_digest(std::string_view hex);
// HMAC-SHA-256 (RFC 2104), for webhooks.
Digest hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace voelspriet::crypto
