// SPDX-License-Identifier: Apache-2.0
// The newest mentions by their terms: an inverted index. Of each term the newest `postings` mentions are looked at; with as many as the
// window holds it is exact, and the oracle. Owned by Fusion.
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
  explicit Index(std::size_t window, std::size_t postings = kExact);
  static constexpr std::size_t kExact = SIZE_MAX;

  // Forgets the oldest when the window is full.
  Place add(Vector vector);
  // All that reach `least` by the postings looked at, by place: at most their true cosine and shared terms. Sums run over the query's
  // terms in its order.
  std::vector<Neighbour> near(const Vector& query, float least) const;

  // The true cosine. REQUIRES: holds(place).
  Neighbour compare(const Vector& query, Place place) const;

  const Vector& at(Place place) const { return vectors_[place - first_]; }
  bool holds(Place place) const { return place >= first_ && place - first_ < vectors_.size(); }
  Place first() const { return first_; }
  std::size_t size() const { return vectors_.size(); }

 private:
  struct Posting {
    std::uint32_t slot;
    float weight;
  };
  struct List {  // by place; the oldest fall out in front
    std::vector<Posting> all;
    std::size_t begin = 0;

    void add(Posting posting, std::size_t most);
    void drop(std::uint32_t slot);
    bool empty() const { return begin == all.size(); }
  };
  struct Sum {
    float cosine = 0;
    std::uint32_t shared = 0;
  };
  std::uint32_t slot_of(Place place) const { return static_cast<std::uint32_t>(place % window_); }

  const std::size_t window_, postings_most_;
  Place first_ = 0;
  std::deque<Vector> vectors_;                     // from first_ on
  std::unordered_map<TokenHash, List> postings_;   // looked up, never walked
  mutable std::vector<Sum> sums_;                  // by slot; all zero between calls
  mutable std::vector<std::uint32_t> touched_;     // scratch
};

}  // namespace voelspriet::fusion
