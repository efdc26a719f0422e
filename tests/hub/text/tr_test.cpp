// SPDX-License-Identifier: Apache-2.0
#include "hub/text/tr.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "hub/text/detail/words.hpp"

namespace voelspriet::text {
namespace {

std::set<char> places(std::string_view text) {
  std::set<char> found;
  for (std::size_t at = 0; at + 2 < text.size(); ++at)
    if (text[at] == '{' && text[at + 2] == '}') found.insert(text[at + 1]);
  return found;
}

// The language is the process's own: each test leaves Dutch behind.
class Tr : public ::testing::Test {
 protected:
  ~Tr() override { set_lang(Lang::nl); }
};

TEST_F(Tr, KeysAreSortedInBothLanguages) {
  for (const auto words : {detail::words_nl(), detail::words_en()})
    for (std::size_t at = 1; at < words.size(); ++at)
      EXPECT_LT(std::string_view(words[at - 1].key), std::string_view(words[at].key));
}

TEST_F(Tr, DutchAndEnglishHaveTheSameKeysAndPlaces) {
  const auto nl = detail::words_nl();
  const auto en = detail::words_en();
  for (std::size_t at = 0; at < std::min(nl.size(), en.size()); ++at) {
    ASSERT_STREQ(nl[at].key, en[at].key);
    EXPECT_EQ(places(nl[at].text), places(en[at].text)) << nl[at].key;
    EXPECT_NE(*nl[at].text, '\0') << nl[at].key;
    EXPECT_NE(*en[at].text, '\0') << en[at].key;
    EXPECT_EQ(std::string_view(nl[at].text).find('!'), std::string_view::npos) << nl[at].key;
  }
  EXPECT_EQ(nl.size(), en.size());
}

TEST_F(Tr, SpeaksTheLanguageThatMainChose) {
  EXPECT_STREQ(tr("noun.claims"), "Geruchten");
  set_lang(Lang::en);
  EXPECT_STREQ(tr("noun.claims"), "Claims");
}

TEST_F(Tr, AnUnknownKeyIsShownAsItIs) { EXPECT_STREQ(tr("no.such.key"), "no.such.key"); }

TEST_F(Tr, ValuesStandInTheirPlacesAndNumbersAreGrouped) {
  EXPECT_EQ(tr("match.words", 6, 1204), "6 gedeelde woorden, 1.204 min later");
  EXPECT_EQ(tr("contradiction.number", "3", "5", std::string("gewonden")), "3 / 5 gewonden");
  EXPECT_EQ(number(-1234567), "-1.234.567");
  set_lang(Lang::en);
  EXPECT_EQ(number(1204), "1,204");
  EXPECT_EQ(number(999), "999");
}

TEST_F(Tr, OneReadsInTheSingular) {
  EXPECT_EQ(tr("count.mentions", 1), "1 bericht");
  EXPECT_EQ(tr("count.mentions", 0), "0 berichten");
}

TEST_F(Tr, AValueWithBracesIsNotReadAsAPlace) { EXPECT_EQ(tr("contradiction.side", "{1}", "open"), "{1} / open"); }

TEST_F(Tr, AReasonIsItsKeyThenItsValues) {
  EXPECT_EQ(tr_reason(std::vector<std::string>{"match.words", "6", "4"}), "6 gedeelde woorden, 4 min later");
  EXPECT_EQ(tr_reason({}), "");
}

}  // namespace
}  // namespace voelspriet::text
