// SPDX-License-Identifier: Apache-2.0
// Bytes as text: hex, base64 and base32 (RFC 4648), Z85 (ZeroMQ RFC 32). Bytes travel as std::string. Pure; any thread.
// Readers are strict: a wrong character, length or padding gives nothing at all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace voelspriet::crypto {

inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(std::string_view bytes);  // lower case
std::optional<std::string> from_hex(std::string_view text);
// Fills `out` exactly; false when the text is not 2 lower- or upper-case digits for each of its bytes.
bool read_hex(std::string_view text, std::span<std::uint8_t> out);

std::string to_base64(std::string_view bytes);  // with padding
std::optional<std::string> from_base64(std::string_view text);

// As authenticator apps want a TOTP secret: without padding, upper case; reading ignores case and spaces.
std::string to_base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

// REQUIRES: bytes.size() % 4 == 0.
std::string to_z85(std::string_view bytes);
std::optional<std::string> from_z85(std::string_view text);

}  // namespace voelspriet::crypto
