// SPDX-License-Identifier: Apache-2.0
// Text as it is matched and grouped, never as it is shown: NFKC with case folding, accents, zero-width characters and
// homoglyphs folded, URLs and @handles out, hashtags split on camel case, runs of one letter cut to two, words
// single-spaced. Every word leads back to the bytes it came from. Never allocates per word and takes ASCII without ICU:
// this is the hot path of feeds and fusion. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace voelspriet::text {

using TokenHash = std::uint64_t;

struct Token {
  TokenHash hash = 0;
  std::uint32_t begin = 0, end = 0;  // bytes of the original
  std::uint32_t at = 0, size = 0;    // bytes of Normal::text
};

// A #hashtag or @handle as a whole; the hash is that of its folded name without the sign.
struct Tag {
  TokenHash hash = 0;
  std::uint32_t begin = 0, end = 0;
};

struct Normal {
  std::string text;           // "grote brand bij waalhaven", the ordered words
  std::vector<Token> tokens;  // at most kTokensMax; what comes after is not read
  std::vector<Tag> hashtags;
  std::vector<Tag> handles;

  std::string_view word(const Token& token) const { return std::string_view(text).substr(token.at, token.size); }
};

inline constexpr std::size_t kTokensMax = 2'048;

// Reuses what `out` has allocated. Bytes that are not UTF-8 part words and are otherwise ignored.
void normalise(std::string_view text, Normal& out);
Normal normalise(std::string_view text);

// The hash a folded word has as a token.
TokenHash hash_word(std::string_view folded);
// The words of one term folded as a text is, so that a profile and a post meet: "Café-brand" -> "cafe brand".
std::string fold(std::string_view text);

}  // namespace voelspriet::text
