// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/terms.hpp"

#include <algorithm>
#include <cmath>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/text/lexicon.hpp"

namespace voelspriet::fusion {
namespace {

constexpr std::size_t kCounters = 1 << 20;

bool heavier(const Weight& a, const Weight& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; }

float length_of(std::span<const Weight> terms) {
  float sum = 0;
  for (const Weight& it : terms) sum += it.weight * it.weight;
  return std::sqrt(sum);
}

Vector heaviest_of(std::vector<Weight> terms) {
  const auto end = terms.begin() + static_cast<std::ptrdiff_t>(std::min(terms.size(), kTermsMax));
  std::ranges::partial_sort(terms, end, heavier);
  Vector vector(terms.begin(), end);
  const float length = length_of(vector);
  for (Weight& it : vector) it.weight /= length;
  return vector;
}

}  // namespace

Lookup::Lookup(std::span<const Weight> terms) : terms_(terms) {
  VOELSPRIET_ASSERT(terms.size() <= kMost, std::to_string(terms.size()));
  for (std::size_t i = 0; i < terms.size(); ++i) {
    std::size_t place = terms[i].term % kPlaces;
    while (at_[place] != 0) place = (place + 1) % kPlaces;
    at_[place] = static_cast<std::uint8_t>(i + 1);
  }
}

Lookup::Overlap Lookup::with(std::span<const Weight> others) const {
  Overlap found;
  for (const Weight& other : others) {
    for (std::size_t place = other.term % kPlaces; at_[place] != 0; place = (place + 1) % kPlaces) {
      const Weight& ours = terms_[at_[place] - 1U];
      if (ours.term != other.term) continue;
      found.dot += other.weight * ours.weight;
      ++found.shared;
      break;
    }
  }
  return found;
}

Vocabulary::Vocabulary() : counts_(kCounters) {}

Vector Vocabulary::learn(const text::Normal& text, text::Language language) {
  const auto terms = terms_of(text, language);
  for (const Term term : terms) ++counter(term);
  if (++texts_ == 2 * limits::kFusionWindow) {
    texts_ /= 2;
    for (std::uint32_t& count : counts_) count /= 2;
  }
  return weighed(terms);
}

Vector Vocabulary::weigh(const text::Normal& text, text::Language language) const {
  return weighed(terms_of(text, language));
}

std::vector<Term> Vocabulary::terms_of(const text::Normal& text, text::Language language) const {
  std::vector<Term> terms;
  terms.reserve(text.tokens.size());
  for (const text::Token& token : text.tokens) {
    const text::Meaning* it = text::meaning(token.hash);
    const bool letter = token.size == 1 && !it && text.text[token.at] > '9';
    if (!letter && !(it && it->stop(language))) terms.push_back(static_cast<Term>(token.hash >> 32));
  }
  std::ranges::sort(terms);
  terms.erase(std::ranges::unique(terms).begin(), terms.end());
  return terms;
}

Vector Vocabulary::weighed(const std::vector<Term>& terms) const {
  std::vector<Weight> weights;
  weights.reserve(terms.size());
  for (const Term term : terms) {
    // No term is in more texts than there are: words that share a counter, also chosen ones, weigh no less than the commonest.
    const auto count = static_cast<float>(std::min<std::uint64_t>(counts_[term & (counts_.size() - 1)], texts_));
    weights.push_back({term, 1.0F + std::log((static_cast<float>(texts_) + 1.0F) / (count + 1.0F))});
  }
  return heaviest_of(std::move(weights));
}

void Centre::add(const Vector& vector) { add(std::span<const Weight>(vector)); }

void Centre::add(const Centre& other) { add(std::span<const Weight>(other.terms_)); }

void Centre::add(std::span<const Weight> terms) {
  for (const Weight& it : terms) {
    const auto at = std::ranges::lower_bound(terms_, it.term, {}, &Weight::term);
    if (at != terms_.end() && at->term == it.term)
      at->weight += it.weight;
    else
      terms_.insert(at, it);
  }
  if (terms_.size() > Lookup::kMost) {
    std::ranges::nth_element(terms_, terms_.begin() + Lookup::kMost, heavier);
    terms_.resize(Lookup::kMost);
    std::ranges::sort(terms_, {}, &Weight::term);
  }
  length_ = length_of(terms_);
}

float Centre::cosine(const Vector& vector) const {
  return terms_.empty() ? 0 : Lookup(vector).with(terms_).dot / length_;
}

float Centre::cosine(const Centre& other) const {
  return terms_.empty() || other.terms_.empty() ? 0 : Lookup(other.terms_).with(terms_).dot / length_ / other.length_;
}

std::size_t Centre::shared(const Centre& other) const { return Lookup(other.terms_).with(terms_).shared; }

Vector Centre::heaviest() const { return heaviest_of(terms_); }

}  // namespace voelspriet::fusion
