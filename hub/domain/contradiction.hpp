// SPDX-License-Identifier: Apache-2.0
// Where a contradiction that the machine found ends: it only sees that two claims cannot both hold, people say how it is. Pure; any
// thread.
#pragma once

#include <utility>

#include "hub/domain/state.hpp"

namespace voelspriet::domain {

using ClaimPair = std::pair<ClaimId, ClaimId>;

// Whether people have said how it is between the two: one of them does not hold or is closed, or the contradiction was resolved.
bool settled(const State& state, const ClaimPair& between);

}  // namespace voelspriet::domain
