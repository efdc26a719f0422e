// SPDX-License-Identifier: Apache-2.0
// UTF-8 at the border: is it valid, how long do people call it, and may we publish it. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"

namespace voelspriet::text {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

// At most `bytes_max` bytes of it, whole code points. For what strangers say, where a bound must hold; never for our
// own texts.
std::string cut_utf8(std::string text, std::size_t bytes_max);

// User-perceived characters (UAX 29 extended grapheme clusters): what Bluesky and people count. Invalid bytes count one
// each.
std::size_t graphemes(std::string_view text);

// What we write ourselves may hold nothing a reader cannot see: bidi controls, zero-width characters (a joiner inside
// an emoji is allowed), tags, control characters except line feed and tab. Fails with the byte and the code point.
Result<void> check_own_text(std::string_view text);

// Text of a stranger as one plain line: no URLs, no @handles, no "RT", spaces folded; cut at a word to `graphemes_max`
// with an ellipsis. For the working title of a claim, never for what is published.
std::string plain_line(std::string_view text, std::size_t graphemes_max);

}  // namespace voelspriet::text
