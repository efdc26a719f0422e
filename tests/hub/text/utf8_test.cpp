// SPDX-License-Identifier: Apache-2.0
#include "hub/text/utf8.hpp"

#include <gtest/gtest.h>

namespace voelspriet::text {
namespace {

TEST(Utf8, RefusesOverlongSurrogateAndCutSequences) {
  EXPECT_TRUE(valid_utf8("brand é 🔥"));
  EXPECT_FALSE(valid_utf8("\xC0\xAF"));
  EXPECT_FALSE(valid_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(valid_utf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(valid_utf8("a\xE2\x82"));
}

TEST(Graphemes, CountsWhatPeopleSee) {
  EXPECT_EQ(graphemes("brand"), 5u);
  EXPECT_EQ(graphemes("a\r\nb"), 3u);
  EXPECT_EQ(graphemes("e\xCC\x81"), 1u);
  EXPECT_EQ(graphemes("👩‍👩‍👧"), 1u);
  EXPECT_EQ(graphemes("🇳🇱🇧🇪"), 2u);
  EXPECT_EQ(graphemes(""), 0u);
}

TEST(PlainLine, TakesOutNamesAndLinksAndCutsAtAWord) {
  EXPECT_EQ(plain_line("RT @wulp31: Er ligt  chloor\nin de loods https://example.org", 140),
            "Er ligt chloor in de loods");
  EXPECT_EQ(plain_line("Er ligt chloor in de loods", 18), "Er ligt chloor in…");
  EXPECT_LE(graphemes(plain_line(std::string(400, 'x'), 140)), 140u);
}

}  // namespace
}  // namespace voelspriet::text
