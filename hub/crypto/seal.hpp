// SPDX-License-Identifier: Apache-2.0
// Text that becomes unreadable when its key is destroyed: XChaCha20-Poly1305-IETF (draft-irtf-cfrg-xchacha, libsodium).
// Pure but for the nonce; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"
#include "hub/crypto/secret.hpp"

namespace voelspriet::crypto {

class Random;

// Names a key without telling it: enough to say "this was sealed with another key".
using KeyId = std::array<std::uint8_t, 8>;

struct SealingKey {
  KeyId id{};
  Secret secret;
};

enum class SealAlgorithm : std::uint8_t { kXChaCha20Poly1305 = 1 };

struct Sealed {
  std::uint8_t v = 1;
  SealAlgorithm algorithm = SealAlgorithm::kXChaCha20Poly1305;
  KeyId key_id{};
  std::array<std::uint8_t, 24> nonce{};
  std::string ciphertext;  // ends with the 16 bytes of the tag
  bool operator==(const Sealed&) const = default;
};

// `associated` is not stored: it must be given again to open, so that a sealed text cannot be moved to another place.
Sealed seal(const SealingKey& key, std::string_view plaintext, std::string_view associated, Random& random);
// kCrypto: another key, another place, or changed bytes.
Result<std::string> open(const SealingKey& key, const Sealed& sealed, std::string_view associated);

// One base64 string: v, algorithm, key id, nonce, ciphertext.
std::string to_string(const Sealed& sealed);
Result<Sealed> parse_sealed(std::string_view text);

}  // namespace voelspriet::crypto
