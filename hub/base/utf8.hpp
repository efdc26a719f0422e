// SPDX-License-Identifier: Apache-2.0
// The two questions every border asks of a text: is it UTF-8 (Unicode 15, table 3-7), and does it hold characters nobody can see?
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voelspriet {

bool valid_utf8(std::string_view text);

// Byte offset of the first character that nobody sees or that reorders others (controls but \n and \t, zero-width, bidi controls,
// fillers, tags), or npos. The joiner and the style inside an emoji (a family, a flag) make one picture and are allowed. What we say
// ourselves must have none: what is approved is what is read. The one rule for our own texts.
std::size_t find_invisible(std::string_view utf8);

// The same text without them; REQUIRES valid UTF-8.
std::string without_invisible(std::string_view utf8);

}  // namespace voelspriet
