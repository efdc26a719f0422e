// SPDX-License-Identifier: Apache-2.0
// One code point above ASCII folded for matching (Unicode 15: NFKD, case folding, marks dropped; then look-alikes of
// Latin letters).
#pragma once

#include <string_view>

namespace voelspriet::text::detail {

struct Folded {
  enum class Kind : unsigned char { letters, nothing, separator };
  Kind kind = Kind::separator;
  unsigned char size = 0;
  bool upper = false;  // before folding
  char bytes[22] = {};

  std::string_view letters() const { return {bytes, size}; }
};

// `nothing` is a mark, joiner or other zero-width character: it neither shows nor parts words.
Folded fold_code(char32_t code);

}  // namespace voelspriet::text::detail
