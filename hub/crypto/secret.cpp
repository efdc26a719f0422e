// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/secret.hpp"

#include "hub/crypto/detail/private_file.hpp"
#include "hub/crypto/detail/sodium.hpp"
#include "hub/crypto/encoding.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::crypto {

Secret::Secret(Random& random) { random.fill(bytes_); }

Secret::~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }

bool Secret::operator==(const Secret& other) const { return sodium_memcmp(data(), other.data(), kBytes) == 0; }

Result<void> save_secret(const std::filesystem::path& path, const Secret& secret) {
  std::string text = to_hex(secret.text()) + "\n";
  auto saved = detail::write_private_file(path, text);
  sodium_memzero(text.data(), text.size());
  return saved;
}

Result<Secret> load_secret(const std::filesystem::path& path) {
  auto text = detail::read_private_file(path, 2 * Secret::kBytes + 1);
  if (!text) return tl::unexpected(text.error());
  Secret secret;
  const bool good = text->ends_with('\n') &&
                    read_hex(std::string_view{*text}.substr(0, text->size() - 1), {secret.data(), Secret::kBytes});
  sodium_memzero(text->data(), text->size());
  if (!good) return fail(Errc::kMalformed, path.string(), "not a secret of 64 hex digits");
  return secret;
}

}  // namespace voelspriet::crypto
