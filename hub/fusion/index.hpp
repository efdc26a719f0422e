// SPDX-License-Identifier: Apache-2.0
// The newest mentions by their terms: an inverted index that gives the exact cosine of every mention sharing a term.
// This is the oracle: faster ways are measured against it. Owned by Fusion.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "hub/fusion/terms.hpp"

namespace voelspriet::fusion {

using Place = std::uint64_t;  // in the order of adding, from 0; never given twice

struct Neighbour {
  Place place = 0;
  float cosine = 0;
  std::uint32_t shared = 0;  // terms in common
  bool operator==(const Neighbour&) const = default;
};

class Index {
 public:
  explicit Index(std::size_t window);

  // Forgets the oldest when the window is full.
  Place add(Vector vector);
  // All that reach `least`, by place. Exact: sums run over the query's terms in its order.
  std::vector<Neighbour> near(const Vector& query, float least) const;

  const Vector& at(Place place) const { return vectors_[place - first_]; }
  bool holds(Place place) const { return place >= first_ && place - first_ < vectors_.size(); }
  Place first() const { return first_; }
  std::size_t size() const { return vectors_.size(); }

 private:
  struct Posting {
    Place place;
    float weight;
  };
  struct Sum {
    float cosine = 0;
    std::uint32_t shared = 0;
  };

  const std::size_t window_;
  Place first_ = 0;
  std::deque<Vector> vectors_;                                   // from first_ on
  std::unordered_map<TokenHash, std::deque<Posting>> postings_;  // looked up, never walked; each by place
  mutable std::vector<Sum> sums_;                                // by place modulo window; all zero between calls
};

}  // namespace voelspriet::fusion
