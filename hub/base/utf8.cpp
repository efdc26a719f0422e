// SPDX-License-Identifier: Apache-2.0
#include "hub/base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

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

struct Range {
  std::uint32_t first, last;
};

template <std::size_t N>
bool among(const Range (&ranges)[N], std::uint32_t c) {
  const Range* at = std::ranges::lower_bound(ranges, c, {}, &Range::last);
  return at != std::end(ranges) && at->first <= c;
}

// Controls, line and paragraph separators, and Default_Ignorable_Code_Point of Unicode 15.
constexpr Range kInvisible[] = {{0, 0x8},           {0xB, 0x1F},        {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},
                                {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},
                                {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
                                {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},   {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
// The symbols among which Unicode 15 has its Extended_Pictographic: between two of them a joiner hides no letter.
constexpr Range kPictures[] = {{0xA9, 0xA9},     {0xAE, 0xAE},     {0x203C, 0x203C}, {0x2049, 0x2049}, {0x2122, 0x2122},
                               {0x2139, 0x2139}, {0x2190, 0x21FF}, {0x2300, 0x23FF}, {0x24C2, 0x24C2}, {0x25A0, 0x27BF},
                               {0x2900, 0x297F}, {0x2B00, 0x2BFF}, {0x3030, 0x3030}, {0x303D, 0x303D}, {0x3297, 0x3299},
                               {0x1F000, 0x1FAFF}};
constexpr std::uint32_t kJoiner = 0x200D, kTextStyle = 0xFE0E, kEmojiStyle = 0xFE0F, kKeycap = 0x20E3;

bool picture(std::uint32_t c) { return among(kPictures, c); }

// The walk over a text: what stands at `at`, whether anybody sees it, and where the next begins.
struct Step {
  std::uint32_t character;
  bool seen;
};

Step step(std::string_view text, std::size_t& at, std::uint32_t before) {
  const std::uint32_t c = next(text, at);
  if (c == kBroken || !among(kInvisible, c)) return {c, c != kBroken};
  std::size_t ahead = at;
  const std::uint32_t after = at < text.size() ? next(text, ahead) : kBroken;
  if (c == kTextStyle || c == kEmojiStyle) return {c, picture(before) || after == kKeycap};
  return {c, c == kJoiner && (picture(before) || before == kEmojiStyle) && picture(after)};
}

}  // namespace

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next(text, at) == kBroken) return false;
  return true;
}

std::size_t find_invisible(std::string_view utf8) {
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const Step now = step(utf8, at, before);
    if (!now.seen) return start;
    before = now.character;
  }
  return std::string_view::npos;
}

std::string without_invisible(std::string_view utf8) {
  std::string seen;
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t start = at;
    const Step now = step(utf8, at, before);
    if (now.character == kBroken) break;
    if (!now.seen) continue;
    seen.append(utf8.substr(start, at - start));
    before = now.character;
  }
  return seen;
}

}  // namespace voelspriet
