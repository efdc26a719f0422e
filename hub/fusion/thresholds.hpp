// SPDX-License-Identifier: Apache-2.0
// Where fusion draws its lines. One set for everything; tests/eval prints what it is worth.
#pragma once

#include <chrono>
#include <cstddef>

namespace voelspriet::fusion {

struct Thresholds {
  float join = 0.60F;  // cosine to one mention from which a text is of its group at once; a match is `joined` from here
  float group = 0.30F;       // cosine to the centre of a group from which a text is put there; a match is `suggested`
  float merge = 0.30F;       // cosine between the centres of two groups
  float near = 0.20F;        // cosine below which a mention says nothing about its group
  float contradict = 0.25F;  // cosine from which two texts speak of one thing, so that what differs is a contradiction
  std::size_t shared_min = 2;       // terms two texts must share, whatever their cosine
  std::size_t match_words_min = 8;  // a shorter text is never more than suggested (after Meedan Check)
  std::size_t fold_words_min = 3;   // "ja" twice is not a copy
  std::chrono::hours old_after{6};  // a group not heard for this long takes suggestions only
  std::size_t postings = 512;       // newest mentions of a term that are looked at
  std::size_t candidates = 24;      // groups that are compared exactly
  std::size_t merge_every = 256;    // mentions between two merges: counts, never clocks
  std::size_t promote_origins = 3;
  std::size_t promote_harm_origins = 2;
  std::size_t promotions_max = 3;       // in each stretch of
  std::size_t promotions_stretch = 64;  // mentions
};

}  // namespace voelspriet::fusion
