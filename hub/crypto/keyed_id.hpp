// SPDX-License-Identifier: Apache-2.0
// A keyed hash of somebody's identifier: the same id gives the same 16 bytes within one key, and nothing can be read
// back. BLAKE2b-128 with a 32-byte key (RFC 7693, libsodium crypto_generichash).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "hub/crypto/secret.hpp"

namespace voelspriet::crypto {

struct KeyedId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const KeyedId&) const = default;
  explicit operator bool() const { return *this != KeyedId{}; }
};

// A key of its own type, so that a sealing key can never be handed in for it.
struct KeyedIdKey {
  Secret secret;
};

KeyedId keyed_id(const KeyedIdKey& key, std::string_view identifier);

// 32 lower-case hex digits, or "" for the zero id.
std::string to_string(const KeyedId& id);
std::optional<KeyedId> parse_keyed_id(std::string_view text);

}  // namespace voelspriet::crypto

template <>
struct std::hash<voelspriet::crypto::KeyedId> {
  std::size_t operator()(const voelspriet::crypto::KeyedId& id) const noexcept {
    std::size_t value;
    std::memcpy(&value, id.bytes.data(), sizeof value);  // already uniformly distributed
    return value;
  }
};
