// SPDX-License-Identifier: Apache-2.0
// Argon2id (RFC 9106, libsodium crypto_pwhash). Slow by intent: only on the password thread, or in a program that waits
// for a person.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"
#include "hub/crypto/secret.hpp"

namespace voelspriet::crypto {

struct PasswordCost {
  std::uint64_t passes = 2;
  std::size_t memory_bytes = 64U << 20;
  bool operator==(const PasswordCost&) const = default;
};
inline constexpr PasswordCost kPasswordCost{};                  // some 0.1 s
inline constexpr PasswordCost kPasswordCostLeast{1, 8U << 10};  // for tests only
inline constexpr PasswordCost kPasswordCostMost{16, 1U << 30};  // a file that asks for more is refused

using Salt = std::array<std::uint8_t, 16>;

// A self-describing line ("$argon2id$v=19$..."). kCrypto: the memory cannot be had.
Result<std::string> hash_password(std::string_view password, PasswordCost cost = kPasswordCost);
bool verify_password(std::string_view hash, std::string_view password);

// kBadValue: a cost outside Least..Most. kCrypto: the memory cannot be had.
Result<Secret> derive_key(std::string_view passphrase, const Salt& salt, PasswordCost cost);

}  // namespace voelspriet::crypto
