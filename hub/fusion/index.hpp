// SPDX-License-Identifier: Apache-2.0
// The newest mentions by their terms: an inverted index. Of each term the newest `postings` mentions are looked at; with as many as the
// window holds it sees all, and is the oracle. Owned by Fusion.
//
// Memory decides its speed: a posting is four bytes and a sum two, so that the sums of the whole window stay near the core.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "hub/fusion/terms.hpp"

namespace voelspriet::fusion {

using Place = std::uint64_t;  // in the order of adding, from 0; never given twice

struct Neighbour {
  Place place = 0;
  std::uint32_t nearness = 0;  // of kOne: the cosine as Index::near() sums it
  bool operator==(const Neighbour&) const = default;
};

class Index {
 public:
  explicit Index(std::size_t window, std::size_t postings = kExact);
  static constexpr std::size_t kExact = SIZE_MAX;

  // Cosines in whole numbers, so that their sums are the same in any order: kOne is 1, rounding only takes away, at most kRounding.
  static constexpr std::uint32_t kOne = 1 << 15, kRounding = 64;

  // Forgets the oldest when the window is full.
  Place add(const Vector& vector);
  // All that reach `least` by the postings looked at: at most their true cosine. In the order in which they reached it; lent until the
  // next call.
  const std::vector<Neighbour>& near(const Vector& query, float least) const;

  // The true cosine and the terms in common. REQUIRES: holds(place).
  Lookup::Overlap compare(const Vector& query, Place place) const { return Lookup(at(place)).with(query); }

  const Vector& at(Place place) const { return vectors_[slot_of(place)]; }
  bool holds(Place place) const { return place >= first_ && place - first_ < vectors_.size(); }
  Place first() const { return first_; }
  std::size_t size() const { return vectors_.size(); }

 private:
  using Posting = std::uint32_t;  // slot, and the weight in its last kWeightBits
  static constexpr int kWeightBits = 12;
  static constexpr std::uint32_t kWeightOne = (1 << kWeightBits) - 1;
  struct List {  // by place; the oldest fall out in front
    std::vector<Posting> all;
    std::size_t begin = 0;

    void add(Posting posting, std::size_t most);
    void drop(std::uint32_t slot);
    bool empty() const { return begin == all.size(); }
    std::span<const Posting> living() const { return std::span(all).subspan(begin); }
  };
  std::uint32_t slot_of(Place place) const { return static_cast<std::uint32_t>(place % window_); }
  Place place_of(std::uint32_t slot) const;

  const std::size_t window_, postings_most_;
  Place first_ = 0;
  std::vector<Vector> vectors_;                       // by slot
  boost::unordered_flat_map<Term, List> postings_;    // looked up, never walked
  mutable std::vector<std::uint16_t> sums_;           // by slot; all zero between calls
  mutable std::vector<std::pair<std::span<const Posting>, std::uint32_t>> looked_at_;  // scratch: and the weight of the query's term
  mutable std::vector<Neighbour> near_;                                               // the answer
};

}  // namespace voelspriet::fusion
