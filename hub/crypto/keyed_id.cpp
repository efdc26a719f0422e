// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/keyed_id.hpp"

#include "hub/crypto/detail/sodium.hpp"
#include "hub/crypto/encoding.hpp"

namespace voelspriet::crypto {

KeyedId keyed_id(const KeyedIdKey& key, std::string_view identifier) {
  detail::sodium_ready();
  KeyedId id;
  crypto_generichash(id.bytes.data(), id.bytes.size(), detail::bytes_of(identifier), identifier.size(),
                     key.secret.data(), Secret::kBytes);
  return id;
}

std::string to_string(const KeyedId& id) { return id ? to_hex(as_text(id.bytes)) : std::string{}; }

std::optional<KeyedId> parse_keyed_id(std::string_view text) {
  KeyedId id;
  if (!text.empty() && !read_hex(text, id.bytes)) return std::nullopt;
  return id;
}

}  // namespace voelspriet::crypto
