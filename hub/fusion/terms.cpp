// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/terms.hpp"

#include <algorithm>
#include <cmath>

#include "hub/base/limits.hpp"
#include "hub/text/lexicon.hpp"

namespace voelspriet::fusion {
namespace {

constexpr std::size_t kCounters = 1 << 20;

void keep_heaviest(Vector& terms, std::size_t most) {
  std::ranges::sort(terms, [](const Weight& a, const Weight& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  if (terms.size() > most) terms.resize(most);
}

float length_of(const Vector& terms) {
  float sum = 0;
  for (const Weight& it : terms) sum += it.weight * it.weight;
  return std::sqrt(sum);
}

void to_unit_length(Vector& terms) {
  const float length = length_of(terms);
  for (Weight& it : terms) it.weight /= length;
}

const Weight* find(const Vector& sorted_by_term, TokenHash term) {
  const auto at = std::ranges::lower_bound(sorted_by_term, term, {}, &Weight::term);
  return at != sorted_by_term.end() && at->term == term ? &*at : nullptr;
}

}  // namespace

Vocabulary::Vocabulary() : counts_(kCounters) {}

Vector Vocabulary::learn(const text::Normal& text, text::Language language) {
  const auto terms = terms_of(text, language);
  for (const TokenHash term : terms) ++counter(term);
  if (++texts_ == 2 * limits::kFusionWindow) {
    texts_ /= 2;
    for (std::uint32_t& count : counts_) count /= 2;
  }
  return weighed(terms);
}

Vector Vocabulary::weigh(const text::Normal& text, text::Language language) const {
  return weighed(terms_of(text, language));
}

std::vector<TokenHash> Vocabulary::terms_of(const text::Normal& text, text::Language language) const {
  std::vector<TokenHash> terms;
  terms.reserve(text.tokens.size());
  for (const text::Token& token : text.tokens) {
    const text::Meaning* it = text::meaning(token.hash);
    const bool letter = token.size == 1 && !it && text.text[token.at] > '9';
    if (!letter && !(it && it->stop(language))) terms.push_back(token.hash);
  }
  std::ranges::sort(terms);
  terms.erase(std::ranges::unique(terms).begin(), terms.end());
  return terms;
}

Vector Vocabulary::weighed(const std::vector<TokenHash>& terms) const {
  Vector vector;
  vector.reserve(terms.size());
  for (const TokenHash term : terms) {
    const float count = static_cast<float>(counts_[term & (counts_.size() - 1)]);
    vector.push_back({term, 1.0F + std::log((static_cast<float>(texts_) + 1.0F) / (count + 1.0F))});
  }
  keep_heaviest(vector, kTermsMax);
  to_unit_length(vector);
  return vector;
}

void Centre::add(const Vector& vector) {
  for (const Weight& it : vector) {
    const auto at = std::ranges::lower_bound(terms_, it.term, {}, &Weight::term);
    if (at != terms_.end() && at->term == it.term)
      at->weight += it.weight;
    else
      terms_.insert(at, it);
  }
  settle();
}

void Centre::add(const Centre& other) { add(other.terms_); }

void Centre::settle() {
  if (terms_.size() > kSlots) {
    keep_heaviest(terms_, kSlots);
    std::ranges::sort(terms_, {}, &Weight::term);
  }
  length_ = length_of(terms_);
}

float Centre::cosine(const Vector& vector) const {
  if (terms_.empty()) return 0;
  float sum = 0;
  for (const Weight& it : vector)
    if (const Weight* ours = find(terms_, it.term)) sum += it.weight * ours->weight;
  return sum / length_;
}

float Centre::cosine(const Centre& other) const {
  return other.terms_.empty() ? 0 : cosine(other.terms_) / other.length_;
}

std::size_t Centre::shared(const Centre& other) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(other.terms_, [&](const Weight& it) { return find(terms_, it.term) != nullptr; }));
}

Vector Centre::heaviest() const {
  Vector vector = terms_;
  keep_heaviest(vector, kTermsMax);
  if (!vector.empty()) to_unit_length(vector);
  return vector;
}

}  // namespace voelspriet::fusion
