// SPDX-License-Identifier: Apache-2.0
#include "hub/text/normalise.hpp"

#include <gtest/gtest.h>

namespace voelspriet::text {
namespace {

TEST(Normalise, FoldsCasePunctuationAndSpaces) {
  EXPECT_EQ(fold("  GROTE brand,\n bij  'De Haven'!  "), "grote brand bij de haven");
}

TEST(Normalise, TakesOutLinksHandlesAndTheSignOfSharing) {
  EXPECT_EQ(fold("RT @wulp31: kijk https://example.org/a?b=c en www.example.org dan"), "kijk en dan");
  EXPECT_EQ(fold("RT is geen woord zonder naam"), "rt is geen woord zonder naam");
  EXPECT_EQ(fold("Rook &amp; stank"), "rook stank");
}

TEST(Normalise, SplitsHashtagsOnCamelCaseAndKeepsThemWhole) {
  const Normal text = normalise("Zie #GroteBrandMoerdijk, #NLAlert en #brand_2026.");
  EXPECT_EQ(text.text, "zie grote brand moerdijk nl alert en brand 2026");
  ASSERT_EQ(text.hashtags.size(), 3u);
  EXPECT_EQ(text.hashtags[0].hash, normalise("#grotebrandmoerdijk").hashtags[0].hash);
  EXPECT_EQ(text.hashtags[1].hash, normalise("#NLALERT").hashtags[0].hash);
}

TEST(Normalise, FoldsAccentsFullWidthAndOtherNotations) {
  EXPECT_EQ(fold("geëvacueerd Café ＢＲＡＮＤ ﬁets ĳs Straße"), "geevacueerd cafe brand fiets ijs strasse");
  EXPECT_EQ(fold("geëvacueerd"), fold("gee\xCC\x88vacueerd"));  // composed or not
}

TEST(Normalise, FoldsLookAlikesAndZeroWidth) {
  EXPECT_EQ(fold("сhlооr"), "chloor");                      // Cyrillic es and o
  EXPECT_EQ(fold("ch\xE2\x80\x8Bl\xC2\xADoor"), "chloor");  // zero width space, soft hyphen
}

TEST(Normalise, CutsRunsOfALetterToTwoAndLeavesNumbersAlone) {
  EXPECT_EQ(fold("Heeeeeeelp 112000 vuuuur"), "heelp 112000 vuur");
}

TEST(Normalise, ReadsNumbersAsPeopleWriteThem) {
  EXPECT_EQ(fold("1.204 mensen, 3,5 km, 14:47 of 14.47 uur. 112."), "1204 mensen 3.5 km 14.47 of 14.47 uur 112");
}

TEST(Normalise, KeepsApostrophesInsideAWord) { EXPECT_EQ(fold("auto's don’t 's avonds"), "autos dont s avonds"); }

TEST(Normalise, EmojiPartWords) { EXPECT_EQ(fold("brand🔥🔥weg"), "brand weg"); }

TEST(Normalise, EveryWordLeadsBackToItsBytes) {
  const std::string_view original = "Ze zeggen: CHLÓÓR in #DeLoods";
  const Normal text = normalise(original);
  ASSERT_EQ(text.tokens.size(), 6u);
  const auto source = [&](std::size_t i) {
    return original.substr(text.tokens[i].begin, text.tokens[i].end - text.tokens[i].begin);
  };
  EXPECT_EQ(source(2), "CHLÓÓR");
  EXPECT_EQ(text.word(text.tokens[2]), "chloor");
  EXPECT_EQ(source(5), "Loods");
  EXPECT_EQ(text.tokens[2].hash, hash_word("chloor"));
}

TEST(Normalise, BytesThatAreNotUtf8PartWords) { EXPECT_EQ(fold("brand\xFF\xFEweg \xC3"), "brand weg"); }

TEST(Normalise, ReadsNoFurtherThanItsLimit) {
  std::string text;
  for (std::size_t i = 0; i < kTokensMax + 10; ++i) text += "w" + std::to_string(i) + " ";
  EXPECT_EQ(normalise(text).tokens.size(), kTokensMax);
}

TEST(Normalise, FoldingTwiceChangesNothing) {
  for (const char* text : {"Grote BRAND in #DeLoods 1.204 m2", "geëvacueerd ﬁets", "14:47 uur", "heeeelp"})
    EXPECT_EQ(fold(fold(text)), fold(text));
}

}  // namespace
}  // namespace voelspriet::text
