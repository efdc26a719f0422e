// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/index.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "hub/base/assert.hpp"

namespace voelspriet::fusion {
namespace {

constexpr float kRounding = 1e-4F;      // more than sixteen sums of floats can be off
constexpr std::size_t kCompactFrom = 64;
constexpr float kLeft = 0.25F;          // of `least`: what the terms may come to that are not looked up

Neighbour compared(Place place, const Vector& query, const Vector& other) {
  Neighbour it{place, 0, 0};
  for (const Weight& ours : query) {
    const auto theirs = std::ranges::find(other, ours.term, &Weight::term);
    if (theirs == other.end()) continue;
    it.cosine += ours.weight * theirs->weight;
    ++it.shared;
  }
  return it;
}

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
  // The terms still to come add at most their length to a cosine (Cauchy-Schwarz: all vectors are of unit length).
  const float left = kLeft * least;
  float square = 1;
  for (const Weight& it : query) {
    if (square < left * left - kRounding) break;
    square -= it.weight * it.weight;
    const auto at = postings_.find(it.term);
    if (at == postings_.end()) continue;
    const List& list = at->second;
    for (std::size_t i = list.begin; i < list.all.size(); ++i) {
      float& sum = sums_[list.all[i].slot];
      if (sum == 0) touched_.push_back(list.all[i].slot);
      sum += it.weight * list.all[i].weight;
    }
  }
  const float enough = least - std::sqrt(std::max(0.0F, square)) - kRounding;
  std::vector<Neighbour> found;
  for (const std::uint32_t slot : touched_) {
    if (std::exchange(sums_[slot], 0.0F) < enough) continue;
    const Place place = first_ + (slot + window_ - first_ % window_) % window_;
    const Neighbour it = compared(place, query, at(place));
    if (it.cosine >= least) found.push_back(it);
  }
  std::ranges::sort(found, {}, &Neighbour::place);
  return found;
}

}  // namespace voelspriet::fusion
