// SPDX-License-Identifier: Apache-2.0
#include "hub/text/utf8.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "hub/base/assert.hpp"

namespace voelspriet::text {
namespace {

bool ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

// Takes one code point from `text` at `at` and moves on; negative for a byte that is not UTF-8.
UChar32 take(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto position = static_cast<std::int64_t>(at);
  const auto size = static_cast<std::int64_t>(text.size());
  UChar32 code = 0;
  U8_NEXT(bytes, position, size, code);
  at = static_cast<std::size_t>(position);
  return code;
}

// The iterator is dear to make and not shareable: one per thread.
icu::BreakIterator& characters() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made{
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status)};
    VOELSPRIET_ASSERT(U_SUCCESS(status), u_errorName(status));
    return made;
  }();
  return *iterator;
}

// Byte where the grapheme after `count` of them begins; `seen` becomes how many there were up to there.
std::size_t after_graphemes(std::string_view text, std::size_t count, std::size_t& seen) {
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
  characters().setText(&view, status);
  VOELSPRIET_ASSERT(U_SUCCESS(status), u_errorName(status));
  std::int32_t at = 0;
  for (seen = 0; seen < count; ++seen) {
    const auto next = characters().next();
    if (next == icu::BreakIterator::DONE) break;
    at = next;
  }
  utext_close(&view);
  return static_cast<std::size_t>(at);
}

bool dropped_word(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") ||
         word.starts_with("@") || word.starts_with(".@") || word == "RT" || word == "MT";
}

}  // namespace

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (take(text, at) < 0) return false;
  return true;
}

std::string cut_utf8(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0) == 0x80) --bytes_max;
  text.resize(bytes_max);
  return text;
}

std::size_t graphemes(std::string_view text) {
  if (ascii(text)) {
    std::size_t count = text.size();
    for (auto at = text.find("\r\n"); at != std::string_view::npos; at = text.find("\r\n", at + 2)) --count;
    return count;
  }
  std::size_t seen = 0;
  after_graphemes(text, text.size(), seen);
  return seen;
}

std::string plain_line(std::string_view text, std::size_t graphemes_max) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = text.find_first_not_of(" \t\r\n", at);
    if (start == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n", start), text.size());
    const auto word = text.substr(start, at - start);
    if (dropped_word(word)) continue;
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (graphemes(line) <= graphemes_max) return line;
  std::size_t seen = 0;
  const std::size_t cut = after_graphemes(line, graphemes_max - 1, seen);
  const auto space = line.rfind(' ', cut);
  line.resize(space == std::string::npos ? cut : space);
  return line + "…";
}

}  // namespace voelspriet::text
