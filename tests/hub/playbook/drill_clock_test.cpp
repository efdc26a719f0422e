// SPDX-License-Identifier: Apache-2.0
#include "hub/playbook/drill_clock.hpp"

#include <gtest/gtest.h>

namespace voelspriet::playbook {
namespace {

using namespace std::chrono_literals;
const Time kStart{1'700'000'000s};

TEST(DrillClock, PlaysTenMinutesInOne) {
  const DrillClock clock{kStart, 10.0};
  EXPECT_EQ(clock.drill_at(kStart), 0s);
  EXPECT_EQ(clock.drill_at(kStart + 6s), 60s);
  EXPECT_EQ(clock.wall_at(10min), kStart + 1min);
}

TEST(DrillClock, StandsStillBeforeItsStart) {
  const DrillClock clock{kStart, 1.0};
  EXPECT_EQ(clock.drill_at(kStart - 5s), 0s);
}

TEST(DrillClock, GoesOnWhereItWasTakenUp) {
  const DrillClock clock{kStart, 2.0, 4min};
  EXPECT_EQ(clock.drill_at(kStart + 30s), 5min);
  EXPECT_EQ(clock.wall_at(3min), kStart);
}

TEST(DrillClock, NeverWakesBeforeTheMomentItWaitsFor) {
  for (const double speed : {0.3, 1.0, 7.77, 10.0, 599.9}) {
    const DrillClock clock{kStart, speed};
    for (microseconds at{1}; at < 10min; at = at * 3 + 7us) EXPECT_GE(clock.drill_at(clock.wall_at(at)), at) << speed;
  }
}

}  // namespace
}  // namespace voelspriet::playbook
