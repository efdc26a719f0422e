// SPDX-License-Identifier: Apache-2.0
#include "hub/base/utf8.hpp"

#include <gtest/gtest.h>

namespace voelspriet {
namespace {

constexpr auto kNone = std::string_view::npos;

TEST(OwnText, HoldsWhatReadersSee) {
  for (const char* text : {"Sluit ramen en deuren.\n\tBel 112.", "Café, 25 µg/m³ ❤️ ❤︎", "gezin 👩‍👩‍👧", "vlag 🇳🇱 🏳️‍🌈 🏴‍☠️", "👩🏽‍🚒", "kies 1️⃣ of #️⃣",
                           "Закрийте вікна", "أغلقوا النوافذ"})
    EXPECT_EQ(find_invisible(text), kNone) << text;
}

TEST(OwnText, HidesNothing) {
  for (const char* text : {"a\u202Eb", "a\u2066b", "a\u061Cb", "a\u200Eb", "a\u200Bb", "a\u00ADb", "a\uFEFFb", "a\x07"
                           "b",
                           "a\U000E0067b", "a\u2028b", "a\u034Fb", "a\u115Fb", "a\u3164b", "a\uFE0Fb", "a\U000E0101b", "a\xFF"
                           "b"})
    EXPECT_EQ(find_invisible(text), 1u) << text;
}

TEST(OwnText, JoinsPicturesAndNothingElse) {
  EXPECT_EQ(find_invisible("a\u200Db"), 1u);
  EXPECT_EQ(find_invisible("👩\u200Db"), 4u);
  EXPECT_EQ(find_invisible("👩\u200D"), 4u);
  EXPECT_EQ(find_invisible("👩\u200D\u200D👧"), 4u);
  EXPECT_EQ(find_invisible("0800 1\uFE0F351"), 6u) << "a style on a digit is for a keycap";
}

TEST(OwnText, OfAStrangerLosesWhatNobodySees) {
  EXPECT_EQ(without_invisible("chloor\u202Egas 👩‍👧\u200D"), "chloorgas 👩‍👧");
}

}  // namespace
}  // namespace voelspriet
