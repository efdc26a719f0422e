// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/index.hpp"

#include <algorithm>

#include "hub/base/assert.hpp"

namespace voelspriet::fusion {
namespace {

constexpr std::size_t kCompactFrom = 64;

// A posting has no room for a larger weight, nor for a negative one.
std::uint32_t fixed(float weight, std::uint32_t one) {
  VOELSPRIET_ASSERT(weight >= 0 && weight < 1.001F, std::to_string(weight));
  return std::min(static_cast<std::uint32_t>(weight * static_cast<float>(one)), one);
}

}  // namespace

Index::Index(std::size_t window, std::size_t postings) : window_(window), postings_most_(postings) {
  VOELSPRIET_ASSERT(window > 0 && window <= std::size_t{1} << (32 - kWeightBits), std::to_string(window));
}

Place Index::add(const Vector& vector) {
  const Place place = first_ + vectors_.size();
  const std::uint32_t slot = slot_of(place);
  if (vectors_.size() < window_) {
    vectors_.push_back(vector);
    sums_.push_back(0);
  } else {
    for (const Weight& it : vectors_[slot]) {
      const auto at = postings_.find(it.term);
      if (at == postings_.end()) continue;
      at->second.drop(slot);
      if (at->second.empty()) postings_.erase(at);
    }
    vectors_[slot] = vector;
    ++first_;
  }
  for (const Weight& it : vector) postings_[it.term].add(slot << kWeightBits | fixed(it.weight, kWeightOne), postings_most_);
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
  if (!empty() && all[begin] >> kWeightBits == slot) ++begin;
}

Place Index::place_of(std::uint32_t slot) const {
  const std::uint32_t oldest = slot_of(first_);
  return first_ + (slot >= oldest ? slot - oldest : slot + window_ - oldest);
}

const std::vector<Neighbour>& Index::near(const Vector& query, float least) const {
  const std::uint32_t bar = std::max(fixed(least, kOne), 1U);
  std::uint16_t* const sums = sums_.data();
  near_.clear();
  looked_at_.clear();
  for (const Weight& it : query)
    if (const auto at = postings_.find(it.term); at != postings_.end()) looked_at_.push_back({at->second.living(), fixed(it.weight, kOne)});
  for (const auto& [postings, weight] : looked_at_)
    for (const Posting posting : postings) {
      const std::uint32_t slot = posting >> kWeightBits;
      const std::uint32_t before = sums[slot], now = before + (weight * (posting & kWeightOne) >> kWeightBits);
      sums[slot] = static_cast<std::uint16_t>(now);
      if (before < bar && now >= bar) near_.push_back({slot, 0});
    }
  for (Neighbour& it : near_) it = {place_of(static_cast<std::uint32_t>(it.place)), sums[it.place]};
  for (const auto& [postings, weight] : looked_at_)
    for (const Posting posting : postings) sums[posting >> kWeightBits] = 0;
  return near_;
}

}  // namespace voelspriet::fusion
