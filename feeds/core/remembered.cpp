// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/remembered.hpp"

namespace voelspriet::feeds {

bool Remembered::insert(const crypto::KeyedId& id) {
  if (!ids_.insert(id).second) return false;
  if (by_age_.size() < most_) {
    by_age_.push_back(id);
    return true;
  }
  ids_.erase(by_age_[oldest_]);
  by_age_[oldest_] = id;
  oldest_ = (oldest_ + 1) % most_;
  return true;
}

void Remembered::clear() {
  ids_.clear();
  by_age_.clear();
  oldest_ = 0;
}

}  // namespace voelspriet::feeds
