// SPDX-License-Identifier: Apache-2.0
// The two tables behind tr(). Sorted by key, every key in both, the same places {n} in both.
#pragma once

#include <span>

namespace voelspriet::text::detail {

struct Word {
  const char* key;
  const char* text;
};

std::span<const Word> words_nl();
std::span<const Word> words_en();

}  // namespace voelspriet::text::detail
