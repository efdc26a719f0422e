// SPDX-License-Identifier: Apache-2.0
#include "tests/eval/scores.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace voelspriet::eval {
namespace {

using Rows = std::vector<std::uint64_t>;

TEST(Scores, TheLabellingItselfIsPerfect) {
  const Rows labels{1, 1, 2, 3, 3, 3};
  const Scores scores = score(labels, labels);
  EXPECT_DOUBLE_EQ(scores.f1, 1);
  EXPECT_DOUBLE_EQ(scores.nmi, 1);
}

TEST(Scores, AllAloneIsPreciseAndRecallsLittle) {
  const Scores scores = score(Rows{1, 2, 3, 4}, Rows{1, 1, 1, 1});
  EXPECT_DOUBLE_EQ(scores.precision, 1);
  EXPECT_DOUBLE_EQ(scores.recall, 0.25);
  EXPECT_DOUBLE_EQ(scores.f1, 0.4);
}

// Rows weigh by what shares their group and their label.
TEST(Scores, AreMeansOverRows) {
  const Scores scores = score(Rows{1, 1, 1, 2}, Rows{1, 1, 2, 2});
  EXPECT_DOUBLE_EQ(scores.precision, (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1) / 4);
  EXPECT_DOUBLE_EQ(scores.recall, (1 + 1 + 0.5 + 0.5) / 4);
}

TEST(Scores, GroupsThatSayNothingAboutTheLabelsHaveNoInformation) {
  EXPECT_NEAR(score(Rows{1, 2, 1, 2}, Rows{1, 1, 2, 2}).nmi, 0, 1e-12);
}

}  // namespace
}  // namespace voelspriet::eval
