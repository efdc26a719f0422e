// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/encoding.hpp"

#include <array>

#include "hub/crypto/detail/sodium.hpp"

namespace voelspriet::crypto {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kZ85 =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
static_assert(kBase32.size() == 32 && kZ85.size() == 85);

constexpr std::array<std::int8_t, 256> values_of(std::string_view alphabet) {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr auto kBase32Values = values_of(kBase32);
constexpr auto kZ85Values = values_of(kZ85);

}  // namespace

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

bool read_hex(std::string_view text, std::span<std::uint8_t> out) {
  if (text.size() != out.size() * 2) return false;
  std::size_t length = 0;
  return sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, nullptr) == 0 &&
         length == out.size();
}

std::optional<std::string> from_hex(std::string_view text) {
  std::string bytes(text.size() / 2, '\0');
  if (!read_hex(text, {detail::bytes_of(bytes), bytes.size()})) return std::nullopt;
  return bytes;
}

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), detail::bytes_of(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  const int bad = sodium_base642bin(detail::bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &length,
                                    &end, sodium_base64_VARIANT_ORIGINAL);
  if (bad != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(length);
  return bytes;
}

std::string to_base32(std::string_view bytes) {
  std::string text;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = buffer << 8 | static_cast<std::uint8_t>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kBase32[buffer >> (bits - 5) & 31];
  }
  if (bits > 0) text += kBase32[buffer << (5 - bits) & 31];
  return text;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string bytes;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    const int value = kBase32Values[static_cast<std::uint8_t>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)];
    if (value < 0) return std::nullopt;
    buffer = buffer << 5 | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits >= 8) bytes += static_cast<char>(buffer >> (bits -= 8) & 255);
  }
  if (bits >= 5 || (buffer & ((1U << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

std::string to_z85(std::string_view bytes) {
  VOELSPRIET_ASSERT(bytes.size() % 4 == 0, "Z85 takes 4 bytes at a time");
  std::string text;
  text.reserve(bytes.size() / 4 * 5);
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t value = 0;
    for (std::size_t j = 0; j < 4; ++j) value = value << 8 | static_cast<std::uint8_t>(bytes[i + j]);
    for (std::uint32_t divisor = 85 * 85 * 85 * 85; divisor != 0; divisor /= 85) text += kZ85[value / divisor % 85];
  }
  return text;
}

std::optional<std::string> from_z85(std::string_view text) {
  if (text.size() % 5 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 5 * 4);
  for (std::size_t i = 0; i < text.size(); i += 5) {
    std::uint64_t value = 0;
    for (std::size_t j = 0; j < 5; ++j) {
      const int digit = kZ85Values[static_cast<std::uint8_t>(text[i + j])];
      if (digit < 0) return std::nullopt;
      value = value * 85 + static_cast<std::uint64_t>(digit);
    }
    if (value > UINT32_MAX) return std::nullopt;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
  }
  return bytes;
}

}  // namespace voelspriet::crypto
