// SPDX-License-Identifier: Apache-2.0
#include "console/model/strip.hpp"

#include <gtest/gtest.h>

namespace voelspriet::console {
namespace {

TEST(Strip, GoesOnTheSecondKeyWhenNothingIsMissing) {
  Strip strip = make_strip(StripKind::submit);
  EXPECT_EQ(press(strip, Act::next_row), StripAnswer::waits);
  EXPECT_EQ(press(strip, Act::enter), StripAnswer::go);
}

TEST(Strip, WaitsInTheFieldThatIsStillEmpty) {
  Strip strip = make_strip(StripKind::evidence);
  strip.fields[0].text = "Meetwagen 2";
  EXPECT_EQ(press(strip, Act::enter), StripAnswer::waits);
  EXPECT_EQ(strip.focus, 1U);
  strip.fields[1].text = "geen chloor";
  EXPECT_EQ(press(strip, Act::enter), StripAnswer::go);
}

TEST(Strip, StanceAndWeightOfEvidenceChangeWithSpace) {
  Strip strip = make_strip(StripKind::evidence);
  strip.focus = strip.fields.size();
  press(strip, Act::select);
  EXPECT_EQ(strip.stance, domain::Stance::supports);
  press(strip, Act::next_field);
  press(strip, Act::select);
  EXPECT_TRUE(strip.official);
}

TEST(Strip, WordsOfSpacesAreNoReason) {
  Strip strip = make_strip(StripKind::send_back);
  strip.fields[0].text = "  ";
  EXPECT_FALSE(strip.complete());
  EXPECT_EQ(press(strip, Act::enter), StripAnswer::waits);
}

TEST(Strip, EscapeCancelsAndTabWalksTheFields) {
  Strip strip = make_strip(StripKind::evidence);
  press(strip, Act::next_field);
  EXPECT_EQ(strip.focus, 1U);
  press(strip, Act::next_field);
  press(strip, Act::next_field);
  EXPECT_FALSE(strip.in_field());
  press(strip, Act::next_field);
  press(strip, Act::next_field);
  EXPECT_EQ(strip.focus, 0U);
  EXPECT_EQ(press(strip, Act::back), StripAnswer::cancelled);
}

}  // namespace
}  // namespace voelspriet::console
