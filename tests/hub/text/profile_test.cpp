// SPDX-License-Identifier: Apache-2.0
#include "hub/text/profile.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "hub/base/limits.hpp"

namespace voelspriet::text {
namespace {

struct Lists {
  std::vector<std::string> terms{}, hashtags{}, accounts{}, exclusions{};
  ProfileTerms of(std::uint32_t owner) const { return {owner, terms, hashtags, accounts, exclusions}; }
};

Profiles compiled(const Lists& lists) { return Profiles::compile(std::vector{lists.of(1)}).value(); }

// "term=what it was found in", in order.
std::vector<std::string> hits(const Profiles& profiles, std::string_view text, std::string_view account = {}) {
  std::vector<std::string> found;
  for (const Hit& hit : profiles.match(text, account))
    found.push_back(profiles.term(hit.term) + "=" + std::string(text.substr(hit.begin, hit.end - hit.begin)));
  return found;
}

using Found = std::vector<std::string>;

TEST(Profile, FindsWordsAndPhrasesWhateverTheirNotation) {
  const Profiles profile = compiled({.terms = {"chloor", "Kadeweg 14", "kadeweg"}});
  EXPECT_EQ(hits(profile, "CHLOOR bij de Kadeweg, 14 en verder"),
            (Found{"chloor=CHLOOR", "Kadeweg 14=Kadeweg, 14", "kadeweg=Kadeweg"}));
  EXPECT_EQ(hits(profile, "chloorgas bij de kadewegen"), Found{});
  EXPECT_EQ(hits(profile, "сhlооr"), Found{"chloor=сhlооr"});  // Cyrillic look-alikes
}

TEST(Profile, AStarStandsForTheRestOfADutchCompound) {
  const Profiles profile = compiled({.terms = {"*gevaar", "overstroming*"}});
  EXPECT_EQ(hits(profile, "Overstromingsgevaar en gevaar"),
            (Found{"*gevaar=Overstromingsgevaar", "overstroming*=Overstromingsgevaar", "*gevaar=gevaar"}));
  EXPECT_EQ(hits(profile, "gevaarlijk"), Found{});
}

TEST(Profile, HashtagsMatchWholeAndAccountsByNameOrAuthor) {
  const Profiles profile = compiled({.hashtags = {"BrandKadeweg"}, .accounts = {"gemeente.example"}});
  EXPECT_EQ(hits(profile, "zie #brandkadeweg"), Found{"#BrandKadeweg=#brandkadeweg"});
  EXPECT_EQ(hits(profile, "brand kadeweg"), Found{});
  EXPECT_EQ(hits(profile, "hoi @Gemeente.example!"), Found{"@gemeente.example=@Gemeente.example"});
  EXPECT_EQ(hits(profile, "goedemorgen", "gemeente.example"), Found{"@gemeente.example="});
}

TEST(Profile, AnExclusionDropsTheTextUnlessTheAccountIsListed) {
  const Profiles profile =
      compiled({.terms = {"brand"}, .accounts = {"korps"}, .exclusions = {"brand new", "kampvuur"}});
  EXPECT_EQ(hits(profile, "brand new shoes"), Found{});
  EXPECT_EQ(hits(profile, "brand"), Found{"brand=brand"});
  EXPECT_EQ(hits(profile, "kampvuur en brand", "korps"), Found{"@korps="});
}

TEST(Profile, OneWalkServesManyIncidents) {
  const Lists first{.terms = {"brand"}, .exclusions = {"oefening"}};
  const Lists second{.terms = {"brand", "rook"}};
  const Profiles profiles = Profiles::compile(std::vector{first.of(1), second.of(2)}).value();
  const auto found = profiles.match("brand, oefening");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].owner, 2u);
}

TEST(Profile, ATermThatCannotMatchIsRefusedByName) {
  for (const char* term : {"", "*", "!!", "*a", "a*b", "*brand*", "grote brand*"}) {
    const Lists lists{.terms = {term}};
    const auto made = Profiles::compile(std::vector{lists.of(1)});
    ASSERT_FALSE(made) << term;
    EXPECT_NE(made.error().where.find(term), std::string::npos);
  }
  const Lists lists{.accounts = {"twee namen"}};
  EXPECT_FALSE(Profiles::compile(std::vector{lists.of(1)}));
}

TEST(Profile, MoreTermsThanTheLimitAreRefused) {
  Lists lists;
  for (std::size_t i = 0; i <= limits::kWatchTermsMax; ++i) lists.terms.push_back("w" + std::to_string(i));
  const auto made = Profiles::compile(std::vector{lists.of(1)});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::kTooLarge);
}

TEST(Profile, AnEmptyProfileHearsNothing) {
  EXPECT_TRUE(Profiles().empty());
  EXPECT_EQ(Profiles().match("brand", "korps").size(), 0u);
}

}  // namespace
}  // namespace voelspriet::text
