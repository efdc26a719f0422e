// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace voelspriet::fusion {
namespace {

// The definition itself: every text of the window against the query, term by term, in whole numbers and as it is.
class Naive {
 public:
  explicit Naive(std::size_t window) : window_(window) {}

  void add(const Vector& vector) { all_.push_back(vector); }

  std::vector<Neighbour> near(const Vector& query, float least) const {
    std::vector<Neighbour> found;
    for (Place place = all_.size() > window_ ? all_.size() - window_ : 0; place < all_.size(); ++place) {
      std::uint32_t sum = 0;
      for (const Weight& ours : query)
        for (const Weight& theirs : all_[place])
          if (ours.term == theirs.term)
            sum += static_cast<std::uint32_t>(ours.weight * 32'768) * static_cast<std::uint32_t>(theirs.weight * 4'095) / 4'096;
      if (sum > 0 && sum >= static_cast<std::uint32_t>(least * 32'768)) found.push_back({place, sum});
    }
    return found;
  }

  Lookup::Overlap compare(const Vector& query, Place place) const {
    Lookup::Overlap found;
    for (const Weight& ours : query)
      for (const Weight& theirs : all_[place])
        if (ours.term == theirs.term) {
          found.dot += ours.weight * theirs.weight;
          ++found.shared;
        }
    return found;
  }

 private:
  const std::size_t window_;
  std::vector<Vector> all_;
};

Vector random_vector(std::mt19937& random) {
  std::string text;
  const auto words = 1 + random() % 20;
  for (std::size_t i = 0; i < words; ++i) {
    const double skew = static_cast<double>(random() % 1000) / 1000.0;
    text += "w" + std::to_string(static_cast<int>(skew * skew * skew * 60)) + " ";
  }
  static Vocabulary vocabulary;
  return vocabulary.learn(text::normalise(text), text::Language::nl);
}

TEST(Index, AgreesWithComparingEveryTextBitForBit) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    constexpr std::size_t kWindow = 64;
    Index index(kWindow);
    Naive naive(kWindow);
    for (int i = 0; i < 400; ++i) {
      const Vector vector = random_vector(random);
      const float least = static_cast<float>(random() % 10) / 10.0F;
      std::vector<Neighbour> found = index.near(vector, least);
      std::ranges::sort(found, {}, &Neighbour::place);
      ASSERT_EQ(found, naive.near(vector, least));
      for (const Neighbour& it : found) {
        const auto [dot, shared] = index.compare(vector, it.place);
        ASSERT_EQ(dot, naive.compare(vector, it.place).dot);
        ASSERT_EQ(shared, naive.compare(vector, it.place).shared);
        const float said = static_cast<float>(it.nearness) / Index::kOne;
        ASSERT_LE(said, dot);
        ASSERT_GE(said + static_cast<float>(Index::kRounding) / Index::kOne, dot);
      }
      ASSERT_EQ(index.add(vector), static_cast<Place>(i));
      naive.add(vector);
    }
    EXPECT_EQ(index.size(), kWindow);
  }
}

TEST(Terms, AVectorHasUnitLengthAndItsHeaviestTermsOnly) {
  Vocabulary vocabulary;
  std::string text;
  for (int i = 0; i < 40; ++i) text += "woord" + std::to_string(i) + " ";
  const Vector vector = vocabulary.learn(text::normalise(text), text::Language::nl);
  ASSERT_EQ(vector.size(), kTermsMax);
  float sum = 0;
  for (const Weight& it : vector) sum += it.weight * it.weight;
  EXPECT_NEAR(sum, 1.0F, 1e-5F);
}

TEST(Terms, StopWordsAreLeftOutAndNegationsNever) {
  const Vocabulary vocabulary;
  EXPECT_EQ(vocabulary.weigh(text::normalise("het is niet de brug en zonder drie"), text::Language::nl).size(), 4u);
}

// Found by trying: words are free, counters are not.
TEST(Terms, WordsThatShareACounterStillWeighSomething) {
  std::string text;
  std::size_t found = 0;
  for (std::uint64_t i = 0; found < 5; ++i) {
    const std::string word = "w" + std::to_string(i);
    if ((text::hash_word(word) >> 32 & 0xFFFFF) != 7) continue;
    text += word + " ";
    ++found;
  }
  Vocabulary vocabulary;
  Index index(16);
  for (int i = 0; i < 32; ++i) {
    const Vector vector = vocabulary.learn(text::normalise(text), text::Language::nl);
    for (const Weight& it : vector) EXPECT_GT(it.weight, 0.0F);
    EXPECT_EQ(index.near(vector, 0.9F).size(), index.size());
    index.add(vector);
  }
}

TEST(Terms, ACentreIsTheSumOfItsMembers) {
  const Vocabulary vocabulary;
  const Vector one = vocabulary.weigh(text::normalise("chloor loods brand"), text::Language::nl);
  const Vector other = vocabulary.weigh(text::normalise("brug afgesloten verkeer"), text::Language::nl);
  Centre centre;
  EXPECT_EQ(centre.cosine(one), 0.0F);
  centre.add(one);
  EXPECT_NEAR(centre.cosine(one), 1.0F, 1e-5F);
  EXPECT_EQ(centre.cosine(other), 0.0F);
  centre.add(other);
  EXPECT_NEAR(centre.cosine(one), std::sqrt(0.5F), 1e-5F);
  EXPECT_EQ(centre.heaviest().size(), 6u);
}

}  // namespace
}  // namespace voelspriet::fusion
