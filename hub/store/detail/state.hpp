// SPDX-License-Identifier: Apache-2.0
// What screens are shown of a Redis, told from the last answer it gave.
#pragma once

#include "hub/domain/pulse.hpp"

namespace voelspriet::store::detail {

template <class T>
domain::StoreState state_after(const Result<T>& outcome) {
  if (outcome) return domain::StoreState::well;
  switch (outcome.error().code) {
    case Errc::kStoreFull:
    case Errc::kTooLarge: return domain::StoreState::full;  // the server, or the budget of an incident
    case Errc::kStoreReadOnly: return domain::StoreState::read_only;
    case Errc::kExpired: return domain::StoreState::well;  // an incident's key was destroyed
    default: return domain::StoreState::away;
  }
}

}  // namespace voelspriet::store::detail
