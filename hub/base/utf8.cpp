// SPDX-License-Identifier: Apache-2.0
#include "hub/base/utf8.hpp"

#include <cstdint>

namespace voelspriet {
namespace {

// Reads one character at `at` and moves past it; 0xFFFFFFFF when the bytes are not UTF-8.
constexpr std::uint32_t kBroken = 0xFFFFFFFF;

std::uint32_t next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return kBroken;
  std::uint32_t value = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return kBroken;
    value = value << 6 | (byte(at + i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) return kBroken;
  at += length;
  return value;
}

bool invisible(std::uint32_t c) {
  if (c < 0x20) return c != '\n' && c != '\t';
  return (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next(text, at) == kBroken) return false;
  return true;
}

std::size_t find_invisible(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const std::uint32_t c = next(utf8, at);
    if (c == kBroken || invisible(c)) return start;
  }
  return std::string_view::npos;
}

std::string without_invisible(std::string_view utf8) {
  std::string seen;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const std::uint32_t c = next(utf8, at);
    if (c == kBroken) break;
    if (!invisible(c)) seen.append(utf8.substr(start, at - start));
  }
  return seen;
}

}  // namespace voelspriet
