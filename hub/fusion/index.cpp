// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/index.hpp"

#include <algorithm>
#include <utility>

#include "hub/base/assert.hpp"

namespace voelspriet::fusion {
namespace {

constexpr std::size_t kCompactFrom = 64;

}  // namespace

Index::Index(std::size_t window, std::size_t postings) : window_(window), postings_most_(postings), sums_(window) {
  VOELSPRIET_ASSERT(window <= UINT32_MAX, std::to_string(window));
}

Place Index::add(Vector vector) {
  if (vectors_.size() == window_) {
    for (const Weight& it : vectors_.front()) {
      const auto at = postings_.find(it.term);
      if (at == postings_.end()) continue;
      at->second.drop(slot_of(first_));
      if (at->second.empty()) postings_.erase(at);
    }
    vectors_.pop_front();
    ++first_;
  }
  const Place place = first_ + vectors_.size();
  for (const Weight& it : vector) postings_[it.term].add({slot_of(place), it.weight}, postings_most_);
  vectors_.push_back(std::move(vector));
  return place;
}

void Index::List::add(Posting posting, std::size_t most) {
  all.push_back(posting);
  if (all.size() - begin > most) ++begin;
  if (begin < kCompactFrom || begin < all.size() / 2) return;
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(begin));
  begin = 0;
}

// The oldest of the window; a longer list has dropped it before.
void Index::List::drop(std::uint32_t slot) {
  if (!empty() && all[begin].slot == slot) ++begin;
}

std::vector<Neighbour> Index::near(const Vector& query, float least) const {
  touched_.clear();
  for (const Weight& it : query) {
    const auto at = postings_.find(it.term);
    if (at == postings_.end()) continue;
    const List& list = at->second;
    for (std::size_t i = list.begin; i < list.all.size(); ++i) {
      Sum& sum = sums_[list.all[i].slot];
      if (sum.shared++ == 0) touched_.push_back(list.all[i].slot);
      sum.cosine += it.weight * list.all[i].weight;
    }
  }
  std::vector<Neighbour> found;
  for (const std::uint32_t slot : touched_) {
    const Sum sum = std::exchange(sums_[slot], {});
    if (sum.cosine >= least) found.push_back({first_ + (slot + window_ - first_ % window_) % window_, sum.cosine, sum.shared});
  }
  std::ranges::sort(found, {}, &Neighbour::place);
  return found;
}

Neighbour Index::compare(const Vector& query, Place place) const {
  Neighbour it{place, 0, 0};
  const Vector& other = at(place);
  for (const Weight& ours : query) {
    const auto theirs = std::ranges::find(other, ours.term, &Weight::term);
    if (theirs == other.end()) continue;
    it.cosine += ours.weight * theirs->weight;
    ++it.shared;
  }
  return it;
}

}  // namespace voelspriet::fusion
