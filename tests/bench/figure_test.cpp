// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figure.hpp"

#include <gtest/gtest.h>

namespace voelspriet::bench {
namespace {

TEST(Figure, IsTheMedianOfItsRunsWithTheirRange) {
  EXPECT_EQ(
      to_json_line({"command.durable_p99_ms", "ms", 5}, {4, 1.5, 9, 3, 2}),
      R"({"name":"command.durable_p99_ms","value":3,"unit":"ms","min":1.5,"max":9,"runs":5,"goal":5,"holds":true})");
}

TEST(Figure, HoldsOnTheRightSideOfItsGoal) {
  const Figure share{"command.vs_redis", "ratio", 0.5, Comparison::kAtLeast};
  EXPECT_NE(to_json_line(share, {0.5}).find("\"holds\":true"), std::string::npos);
  EXPECT_NE(to_json_line(share, {0.49}).find("\"holds\":false"), std::string::npos);
}

TEST(Figure, WithoutAGoalIsOnlyShown) {
  EXPECT_EQ(
      to_json_line({"path.rate", "1/s", {}}, {6000}),
      R"({"name":"path.rate","value":6000,"unit":"1/s","min":6000,"max":6000,"runs":1,"goal":null,"holds":true})");
}

TEST(Figure, PercentilesAreValuesThatWereSeen) {
  EXPECT_EQ(percentile({5, 1, 4, 2, 3}, 50), 3);
  EXPECT_EQ(percentile({5, 1, 4, 2, 3}, 99), 5);
  EXPECT_EQ(percentile({7}, 0), 7);
  EXPECT_EQ(median({4, 1, 2, 3}), 2.5);
}

}  // namespace
}  // namespace voelspriet::bench
