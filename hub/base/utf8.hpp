// SPDX-License-Identifier: Apache-2.0
// The two questions every border asks of a text: is it UTF-8 (Unicode 15, table 3-7), and does it hold characters nobody can see?
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voelspriet {

bool valid_utf8(std::string_view text);

// Byte offset of the first character that hides or reorders others (C0 and C1 controls but \n and \t, zero-width, bidi controls,
// interlinear and tag characters), or npos. What we say ourselves must have none: what is approved is what is read.
std::size_t find_invisible(std::string_view utf8);

// The same text without them; REQUIRES valid UTF-8.
std::string without_invisible(std::string_view utf8);

}  // namespace voelspriet
