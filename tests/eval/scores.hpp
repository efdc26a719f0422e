// SPDX-License-Identifier: Apache-2.0
// How well a grouping meets a labelling: B-cubed (Bagga and Baldwin 1998) and normalised mutual information.
#pragma once

#include <cstdint>
#include <span>

namespace voelspriet::eval {

struct Scores {
  double precision = 0, recall = 0, f1 = 0;  // means over rows; F1 is their harmonic mean
  double nmi = 0;                            // 2 I / (H + H); 1 when both are one group
};

// One group number and one label number per row. REQUIRES: as many of each, at least one.
Scores score(std::span<const std::uint64_t> groups, std::span<const std::uint64_t> labels);

}  // namespace voelspriet::eval
