// SPDX-License-Identifier: Apache-2.0
// The word lists behind hub/text/lexicon.hpp: words folded as normalise() folds them, parted by single spaces.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "hub/text/lexicon.hpp"

namespace voelspriet::text::detail {

struct NumberWord {
  std::string_view word;
  std::int32_t value;
};

struct SideWords {
  Axis axis;
  std::uint8_t poles;  // 1 and 2 for an axis with two poles
  std::string_view words;
};

std::string_view stop_words_nl();
std::string_view stop_words_en();
std::string_view negations();
std::string_view denials();
std::string_view fillers();
std::string_view harm_terms();
std::span<const NumberWord> number_words();
std::span<const SideWords> sides();

}  // namespace voelspriet::text::detail
