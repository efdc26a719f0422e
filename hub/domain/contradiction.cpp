// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/contradiction.hpp"

#include <algorithm>

namespace voelspriet::domain {

bool settled(const State& state, const ClaimPair& between) {
  const auto fell = [&](ClaimId id) {
    const Claim* claim = state.claims.find(id);
    return claim && (claim->status == ClaimStatus::false_ || claim->status == ClaimStatus::misleading || claim->status == ClaimStatus::closed);
  };
  return fell(between.first) || fell(between.second) || std::ranges::any_of(state.contradictions.rows, [&](const Contradiction& said) {
           return said.resolution && std::minmax(said.a, said.b) == std::minmax(between.first, between.second);
         });
}

}  // namespace voelspriet::domain
