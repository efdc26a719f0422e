// SPDX-License-Identifier: Apache-2.0
// UTF-8 at the border: is it valid, and how long do people call it. Pure functions, any thread.
// What may stand in our own texts: hub/base/utf8.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voelspriet::text {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

// At most `bytes_max` bytes of it, whole code points. For what strangers say, where a bound must hold; never for our
// own texts.
std::string cut_utf8(std::string text, std::size_t bytes_max);

// User-perceived characters (UAX 29 extended grapheme clusters): what Bluesky and people count. Invalid bytes count one
// each.
std::size_t graphemes(std::string_view text);

// Text of a stranger as one plain line: no URLs, no @handles, no "RT", spaces folded; cut at a word to `graphemes_max`
// with an ellipsis. For the working title of a claim, never for what is published.
std::string plain_line(std::string_view text, std::size_t graphemes_max);

}  // namespace voelspriet::text
