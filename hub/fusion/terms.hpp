// SPDX-License-Identifier: Apache-2.0
// Texts as short weighted lists of terms: idf = 1 + ln((n + 1) / (df + 1)), binary tf, unit length, the 16 heaviest.
// Owned by Fusion.
#pragma once

#include <array>
#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "hub/text/language.hpp"
#include "hub/text/normalise.hpp"

namespace voelspriet::fusion {

using text::TokenHash;
using Term = std::uint32_t;  // half of the token's hash: small lists stay in the cache

struct Weight {
  Term term = 0;
  float weight = 0;
  bool operator==(const Weight&) const = default;
};

inline constexpr std::size_t kTermsMax = 16;
// Heaviest first, equal weights by term: every sum over it is made in one order, so that results are the same bit for
// bit.
using Vector = boost::container::static_vector<Weight, kTermsMax>;

// The terms of one list, to be found in others without a search. The list is lent.
class Lookup {
 public:
  static constexpr std::size_t kMost = 64;
  explicit Lookup(std::span<const Weight> terms);  // REQUIRES: at most kMost, each term once

  struct Overlap {
    float dot = 0;  // summed in the order of the others
    std::uint32_t shared = 0;
  };
  Overlap with(std::span<const Weight> others) const;

 private:
  static constexpr std::size_t kPlaces = 256;
  std::span<const Weight> terms_;
  std::array<std::uint8_t, kPlaces> at_{};  // place in terms_ from 1; 0 = none; what collides stands behind
};

// How often terms were heard. Counts are halved together each time a full window has passed, so that old news fades.
class Vocabulary {
 public:
  Vocabulary();

  // Counts the text's terms, then weighs them. Stop words of the language are left out; negations, numbers and sides
  // never are.
  Vector learn(const text::Normal& text, text::Language language);
  // Weighs without counting.
  Vector weigh(const text::Normal& text, text::Language language) const;

 private:
  std::vector<Term> terms_of(const text::Normal& text, text::Language language) const;
  Vector weighed(const std::vector<Term>& terms) const;
  std::uint32_t& counter(Term term) { return counts_[term & (counts_.size() - 1)]; }

  std::vector<std::uint32_t> counts_;  // hashed: two rare terms may share one
  std::uint64_t texts_ = 0;
};

// The centre of a group: the sum of its members, its 64 heaviest terms, sorted by term.
class Centre {
 public:
  void add(const Vector& vector);
  void add(const Centre& other);
  float cosine(const Vector& vector) const;
  float cosine(const Centre& other) const;
  std::size_t shared(const Centre& other) const;
  // Its heaviest terms at unit length, to look for neighbours with.
  Vector heaviest() const;
  bool empty() const { return terms_.empty(); }

 private:
  void add(std::span<const Weight> terms);

  std::vector<Weight> terms_;  // sorted by term, at most Lookup::kMost
  float length_ = 0;
};

}  // namespace voelspriet::fusion
