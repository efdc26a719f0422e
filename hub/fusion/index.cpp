// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/index.hpp"

#include <algorithm>
#include <utility>

namespace voelspriet::fusion {

Index::Index(std::size_t window) : window_(window), sums_(window) {}

Place Index::add(Vector vector) {
  if (vectors_.size() == window_) {
    for (const Weight& it : vectors_.front()) {
      const auto at = postings_.find(it.term);
      at->second.pop_front();  // the oldest place of every list it is in
      if (at->second.empty()) postings_.erase(at);
    }
    vectors_.pop_front();
    ++first_;
  }
  const Place place = first_ + vectors_.size();
  for (const Weight& it : vector) postings_[it.term].push_back({place, it.weight});
  vectors_.push_back(std::move(vector));
  return place;
}

std::vector<Neighbour> Index::near(const Vector& query, float least) const {
  std::vector<Place> touched;
  for (const Weight& it : query) {
    const auto at = postings_.find(it.term);
    if (at == postings_.end()) continue;
    for (const Posting& posting : at->second) {
      Sum& sum = sums_[posting.place % window_];
      if (sum.shared++ == 0) touched.push_back(posting.place);
      sum.cosine += it.weight * posting.weight;
    }
  }
  std::vector<Neighbour> found;
  for (const Place place : touched) {
    Sum& sum = sums_[place % window_];
    if (sum.cosine >= least) found.push_back({place, sum.cosine, sum.shared});
    sum = {};
  }
  std::ranges::sort(found, {}, &Neighbour::place);
  return found;
}

}  // namespace voelspriet::fusion
