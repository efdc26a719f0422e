// SPDX-License-Identifier: Apache-2.0
#include "hub/base/time.hpp"

#include <gtest/gtest.h>

namespace voelspriet {
namespace {

using namespace std::chrono_literals;

constexpr Time kAfternoon{1'795'272'468'123'456us};  // 14:47:48.123456 UTC

TEST(Rfc3339, IsWrittenInUtcWithSixDigitsSoThatItSortsAsText) {
  EXPECT_EQ(to_rfc3339(kAfternoon), "2026-11-21T14:47:48.123456Z");
  EXPECT_EQ(to_rfc3339(Time{}), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(to_rfc3339(Time{-1us}), "1969-12-31T23:59:59.999999Z");
}

TEST(Rfc3339, ReadsEveryFormPeopleAndProgramsWrite) {
  for (const char* text : {"2026-11-21T14:47:48.123456Z", "2026-11-21t14:47:48.123456z", "2026-11-21 14:47:48.123456Z",
                           "2026-11-21T15:47:48.123456+01:00", "2026-11-21T09:17:48.123456-05:30", "2026-11-22T14:46:48.123456+23:59"})
    EXPECT_EQ(parse_rfc3339(text), kAfternoon) << text;
  EXPECT_EQ(parse_rfc3339("2026-11-21T14:47:48.1234569Z"), kAfternoon) << "what is finer than we count is cut off";
  EXPECT_EQ(parse_rfc3339("2026-11-21T14:47:48.1Z"), kAfternoon - 23'456us);
  EXPECT_EQ(parse_rfc3339("2026-11-21T14:47:48Z"), kAfternoon - 123'456us);
}

TEST(Rfc3339, ReadsNothingElse) {
  for (const char* text :
       {"", "2026-11-21", "2026-11-21T14:47Z", "2026-11-21T14:47:48", "2026-11-21T14:47:48.Z", "2026-11-21T14:47:48,5Z", "2026-11-21T14:47:48Z ",
        " 2026-11-21T14:47:48Z", "2026-11-21T14:47:48+1:00", "2026-11-21T14:47:48+0100", "2026-11-21T14:47:48+24:00", "2026-11-21T14:47:48+01:60",
        "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T14:60:00Z",
        "2026-11-21T14:47:61Z", "-026-11-21T14:47:48Z", "+2026-11-21T14:47:48Z", "12026-11-21T14:47:48Z", "2026-11-2%T14:47:48Z", "%s%n", "###"})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Rfc3339, KnowsLeapYearsAndCountsALeapSecondToTheNextMinute) {
  EXPECT_TRUE(parse_rfc3339("2028-02-29T00:00:00Z"));
  EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), parse_rfc3339("2017-01-01T00:00:00Z"));
}

TEST(Rfc3339, StaysWithinTheYearsThatItCanWrite) {
  for (const char* text : {"0000-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"}) {
    ASSERT_TRUE(parse_rfc3339(text)) << text;
    EXPECT_EQ(to_rfc3339(*parse_rfc3339(text)), text);
  }
  EXPECT_FALSE(parse_rfc3339("0000-01-01T00:00:00+00:01")) << "lies in the year before the first";
  EXPECT_FALSE(parse_rfc3339("9999-12-31T23:59:59-00:01"));
  EXPECT_FALSE(parse_rfc3339("9999-12-31T23:59:60Z"));
}

}  // namespace
}  // namespace voelspriet
