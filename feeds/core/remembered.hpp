// SPDX-License-Identifier: Apache-2.0
// A bounded set of identifiers that forgets the oldest. Kept as keyed hashes: nobody reads an identifier out of it, and
// nobody outside can make two of them fall together. One thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "hub/crypto/keyed_id.hpp"

namespace voelspriet::feeds {

class Remembered {
 public:
  explicit Remembered(std::size_t most) : most_(most) {}

  // True when it was not there yet.
  bool insert(const crypto::KeyedId& id);
  bool contains(const crypto::KeyedId& id) const { return ids_.contains(id); }
  std::size_t size() const { return ids_.size(); }
  void clear();

 private:
  const std::size_t most_;
  std::unordered_set<crypto::KeyedId> ids_;
  std::vector<crypto::KeyedId> by_age_;  // a ring once it is full
  std::size_t oldest_ = 0;
};

}  // namespace voelspriet::feeds
