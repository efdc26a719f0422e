// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/seal.hpp"

#include <algorithm>

#include "hub/crypto/detail/sodium.hpp"
#include "hub/crypto/encoding.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::crypto {
namespace {

constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(sizeof Sealed::nonce == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(Secret::kBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

std::string head_of(const Sealed& sealed) {
  std::string head;
  head += static_cast<char>(sealed.v);
  head += static_cast<char>(sealed.algorithm);
  head += as_text(sealed.key_id);
  return head;
}
constexpr std::size_t kHeadBytes = 2 + sizeof(KeyId);

}  // namespace

Sealed seal(const SealingKey& key, std::string_view plaintext, std::string_view associated, Random& random) {
  detail::sodium_ready();
  Sealed sealed;
  sealed.key_id = key.id;
  random.fill(sealed.nonce);
  sealed.ciphertext.resize(plaintext.size() + kTagBytes);
  const std::string bound = head_of(sealed).append(associated);
  crypto_aead_xchacha20poly1305_ietf_encrypt(detail::bytes_of(sealed.ciphertext), nullptr, detail::bytes_of(plaintext),
                                             plaintext.size(), detail::bytes_of(std::string_view{bound}), bound.size(),
                                             nullptr, sealed.nonce.data(), key.secret.data());
  return sealed;
}

Result<std::string> open(const SealingKey& key, const Sealed& sealed, std::string_view associated) {
  detail::sodium_ready();
  if (sealed.key_id != key.id)
    return fail(Errc::kCrypto, "key " + to_hex(as_text(sealed.key_id)), "sealed with another key");
  if (sealed.ciphertext.size() < kTagBytes) return fail(Errc::kMalformed, "ciphertext", "shorter than its tag");
  std::string plaintext(sealed.ciphertext.size() - kTagBytes, '\0');
  const std::string bound = head_of(sealed).append(associated);
  const std::string_view ciphertext = sealed.ciphertext;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          detail::bytes_of(plaintext), nullptr, nullptr, detail::bytes_of(ciphertext), ciphertext.size(),
          detail::bytes_of(std::string_view{bound}), bound.size(), sealed.nonce.data(), key.secret.data()) != 0) {
    return fail(Errc::kCrypto, "key " + to_hex(as_text(key.id)), "does not open this");
  }
  return plaintext;
}

std::string to_string(const Sealed& sealed) {
  return to_base64(head_of(sealed).append(as_text(sealed.nonce)).append(sealed.ciphertext));
}

Result<Sealed> parse_sealed(std::string_view text) {
  const auto bytes = from_base64(text);
  Sealed sealed;
  if (!bytes || bytes->size() < kHeadBytes + sealed.nonce.size() + kTagBytes) {
    return fail(Errc::kMalformed, "sealed", "not base64 of a sealed text");
  }
  sealed.v = static_cast<std::uint8_t>(bytes->front());
  sealed.algorithm = static_cast<SealAlgorithm>((*bytes)[1]);
  if (sealed.v != 1 || sealed.algorithm != SealAlgorithm::kXChaCha20Poly1305) {
    return fail(Errc::kUnsupported, "sealed", "version or algorithm is not known here");
  }
  std::copy_n(bytes->begin() + 2, sealed.key_id.size(), sealed.key_id.begin());
  std::copy_n(bytes->begin() + kHeadBytes, sealed.nonce.size(), sealed.nonce.begin());
  sealed.ciphertext = bytes->substr(kHeadBytes + sealed.nonce.size());
  return sealed;
}

}  // namespace voelspriet::crypto
