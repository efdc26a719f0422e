// SPDX-License-Identifier: Apache-2.0
#include "hub/text/local_time.hpp"

#include <gtest/gtest.h>

namespace voelspriet::text {
namespace {

Time at(const char* text) { return parse_rfc3339(text).value(); }

TEST(LocalTime, IsOneHourAheadInWinterAndTwoInSummer) {
  EXPECT_EQ(clock_time(at("2026-11-21T13:47:48.9Z")), "14:47:48");
  EXPECT_EQ(clock_time(at("2026-07-21T13:47:48Z")), "15:47:48");
}

TEST(LocalTime, FollowsTheNightTheClockGoesBack) {
  EXPECT_EQ(clock_time(at("2026-10-25T00:59:59Z")), "02:59:59");
  EXPECT_EQ(clock_time(at("2026-10-25T01:00:00Z")), "02:00:00");
}

TEST(LocalTime, TurnsTheDayAtLocalMidnight) {
  EXPECT_EQ(date(at("2026-11-21T23:00:00Z")), "22-11-2026");
  EXPECT_EQ(local_rfc3339(at("2026-11-21T23:00:00Z")), "2026-11-22T00:00:00+01:00");
  EXPECT_EQ(clock_minutes(at("2026-11-21T22:59:00Z")), "23:59");
}

TEST(LocalTime, DurationsReadAsPeopleSayThem) {
  using std::chrono::seconds;
  EXPECT_EQ(duration(seconds(-5)), "0 s");
  EXPECT_EQ(duration(seconds(40)), "40 s");
  EXPECT_EQ(duration(seconds(449)), "7 min");
  EXPECT_EQ(duration(seconds(7500)), "2 u 5 min");
}

}  // namespace
}  // namespace voelspriet::text
