// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/keyring.hpp"

#include "hub/crypto/detail/private_file.hpp"
#include "hub/crypto/detail/sodium.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::crypto {
namespace {

namespace fs = std::filesystem;

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "incident";
static_assert(Secret::kBytes == crypto_kdf_KEYBYTES);
static_assert(sizeof(KeyId) + 8 == crypto_kdf_BYTES_MIN);

// Numbers of sub-keys are part of the stored format: never reused for another purpose.
IncidentKey derive(const Secret& root) {
  detail::sodium_ready();
  IncidentKey key;
  crypto_kdf_derive_from_key(key.sealing.secret.data(), Secret::kBytes, 1, kContext, root.data());
  crypto_kdf_derive_from_key(key.keyed.secret.data(), Secret::kBytes, 2, kContext, root.data());
  std::array<std::uint8_t, crypto_kdf_BYTES_MIN> id{};
  crypto_kdf_derive_from_key(id.data(), id.size(), 3, kContext, root.data());
  std::copy_n(id.begin(), key.sealing.id.size(), key.sealing.id.begin());
  return key;
}

}  // namespace

fs::path Keyring::file_of(std::uint32_t incident) const {
  return directory_ / ("incident-" + std::to_string(incident) + ".key");
}

Result<IncidentKey> Keyring::create(std::uint32_t incident, Random& random) const {
  const fs::path file = file_of(incident);
  std::error_code error;
  if (fs::create_directories(directory_, error)) fs::permissions(directory_, fs::perms::owner_all, error);
  if (error) return fail(Errc::kIo, directory_.string(), error.message());
  if (fs::exists(file, error)) return fail(Errc::kAlreadyExists, file.string(), "this incident has a key");
  const Secret root{random};
  if (auto saved = save_secret(file, root); !saved) return tl::unexpected(saved.error());
  return derive(root);
}

Result<IncidentKey> Keyring::load(std::uint32_t incident) const { return load_secret(file_of(incident)).map(derive); }

Result<void> Keyring::destroy(std::uint32_t incident) const { return detail::shred_file(file_of(incident)); }

}  // namespace voelspriet::crypto
