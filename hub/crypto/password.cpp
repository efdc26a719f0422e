// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/password.hpp"

#include "hub/crypto/detail/sodium.hpp"

namespace voelspriet::crypto {

static_assert(sizeof(Salt) == crypto_pwhash_SALTBYTES);

Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
  detail::sodium_ready();
  std::array<char, crypto_pwhash_STRBYTES> line{};
  if (crypto_pwhash_str_alg(line.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(Errc::kCrypto, "argon2id", "not enough memory");
  }
  return std::string{line.data()};
}

bool verify_password(std::string_view hash, std::string_view password) {
  detail::sodium_ready();
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  std::array<char, crypto_pwhash_STRBYTES> line{};
  hash.copy(line.data(), hash.size());
  return crypto_pwhash_str_verify(line.data(), password.data(), password.size()) == 0;
}

Result<Secret> derive_key(std::string_view passphrase, const Salt& salt, PasswordCost cost) {
  detail::sodium_ready();
  if (cost.passes < kPasswordCostLeast.passes || cost.passes > kPasswordCostMost.passes ||
      cost.memory_bytes < kPasswordCostLeast.memory_bytes || cost.memory_bytes > kPasswordCostMost.memory_bytes) {
    return fail(Errc::kBadValue, "argon2id", "cost outside 1-16 passes, 8 KiB-1 GiB");
  }
  Secret key;
  if (crypto_pwhash(key.data(), Secret::kBytes, passphrase.data(), passphrase.size(), salt.data(), cost.passes,
                    cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(Errc::kCrypto, "argon2id", "not enough memory");
  }
  return key;
}

}  // namespace voelspriet::crypto
