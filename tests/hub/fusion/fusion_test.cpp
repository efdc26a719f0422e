// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/fusion.hpp"

#include <gtest/gtest.h>

#include "hub/text/tr.hpp"
#include "tests/hub/fusion/fire.hpp"

namespace voelspriet::fusion {
namespace {

using domain::MatchState;

constexpr const char* kTanks = "Een werknemer zegt dat er tanks met chloor liggen in de loods van Van Dalen";

TEST(Fusion, WhatAPersonWouldFileTogetherStandsTogetherAndNothingElse) {
  Desk desk;
  std::map<std::string, GroupId> groups;
  for (const Said& said : fire()) {
    const Outcome outcome = desk.says(said.author, said.text);
    ASSERT_TRUE(outcome.group);
    if (*said.about == '\0') continue;
    const auto [at, fresh] = groups.emplace(said.about, outcome.group);
    EXPECT_EQ(at->second, outcome.group) << said.text;
    if (fresh)
      for (const auto& [about, group] : groups)
        if (about != said.about) {
          EXPECT_NE(group, outcome.group) << about << " | " << said.text;
        }
  }
  EXPECT_EQ(groups.size(), 11u);
}

TEST(Fusion, WhatCannotBothHoldIsAContradictionWithItsReason) {
  Desk desk;
  std::vector<std::string> reasons;
  for (const Said& said : fire())
    for (const Contradiction& it : desk.says(said.author, said.text).contradictions)
      reasons.push_back(text::tr_reason(it.reason));
  EXPECT_EQ(reasons,
            (std::vector<std::string>{"5 / 3 gewonden", "open / dicht", "geen tanks / tanks", "veilig / niet veilig"}));
}

TEST(Fusion, GroupsThatReachTheRuleAreProposedOnceWithAPlainTitle) {
  Desk desk;
  std::vector<Promotion> promotions;
  for (const Said& said : fire()) {
    desk.says(said.author, said.text);
    for (auto& it : desk.fusion.take_changes().promotions) promotions.push_back(it);
  }
  ASSERT_EQ(promotions.size(), 3u);  // three a stretch; the others wait
  EXPECT_EQ(promotions[0].rule, "promotion.harm");
  EXPECT_EQ(promotions[0].ordinals, (std::vector<Ordinal>{4, 6}));
  EXPECT_EQ(promotions[0].assertion, "Een werknemer zegt dat er tanks met chloor liggen in die loods van Van Dalen!!");
  EXPECT_EQ(promotions[1].rule, "promotion.origins");
  for (int i = 0; i < 50; ++i) desk.says("Mees", "niets");
  EXPECT_EQ(desk.fusion.take_changes().promotions.size(), 1u);
}

TEST(Fusion, OneVoiceIsNoRumourHoweverOftenItSpeaks) {
  Desk desk;
  for (const char* text :
       {"chloor in de loods van Van Dalen", "er is chloor in de loods van Van Dalen", "loods van Van Dalen vol chloor"})
    desk.says("Fuut", text);
  EXPECT_TRUE(desk.fusion.take_changes().promotions.empty());
}

TEST(Fusion, CopiesAndRepostsFoldAndAreNoOrigins) {
  Desk desk;
  const Outcome first = desk.says("Fuut", kTanks);
  EXPECT_TRUE(first.origin);
  const Outcome copy = desk.says(
      "Gans", "een WERKNEMER zegt dat er tanks met chloor liggen in de loods van Van Dalen! https://example.org");
  EXPECT_EQ(copy.copy_of, 1u);
  EXPECT_EQ(copy.group, first.group);
  EXPECT_FALSE(copy.origin);
  const Outcome repost = desk.reposts("Uil", 2);
  EXPECT_EQ(repost.copy_of, 2u);
  EXPECT_EQ(repost.group, first.group);
  EXPECT_EQ(desk.says("Roek", "ja").group == desk.says("Kauw", "ja").group, false);
}

TEST(Fusion, OrderIsPartOfACopy) {
  Desk desk;
  desk.says("Fuut", "hond bijt man in de haven");
  EXPECT_EQ(desk.says("Gans", "man bijt hond in de haven").copy_of, 0u);
}

TEST(Fusion, RepliesBelongToTheirThreadButADenialIsNotCountedForIt) {
  Desk desk;
  const Outcome first = desk.says("Fuut", kTanks);
  const std::vector<Ordinal> seeds{1};
  desk.fusion.set_claim(ClaimId{1}, kTanks, seeds);
  const Outcome worry = desk.replies("Gans", 1, "wat erg");
  EXPECT_EQ(worry.group, first.group);
  EXPECT_EQ(worry.match->state, MatchState::joined);
  const Outcome denial = desk.replies("Uil", 1, "er liggen daar geen tanks");
  EXPECT_EQ(denial.group, first.group);
  EXPECT_EQ(denial.match->state, MatchState::suggested);
  EXPECT_EQ(denial.match->reason, Reason{"match.contradicts"});
  const auto figures = desk.figures(1);
  EXPECT_EQ(figures.joined, 2u);
  EXPECT_EQ(figures.suggested, 1u);
  EXPECT_EQ(figures.denials, 1u);
  EXPECT_EQ(figures.origins, 1u);
}

TEST(Fusion, AMatchSaysWhyAndShortOrOldTextsAreOnlySuggested) {
  Desk desk;
  desk.says("Fuut", kTanks);
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1});
  desk.last += 11;  // four minutes pass
  const Outcome near = desk.says("Gans", "volgens een werknemer liggen er tanks met chloor in de loods van Van Dalen");
  ASSERT_TRUE(near.match);
  EXPECT_EQ(near.match->state, MatchState::joined);
  EXPECT_EQ(text::tr_reason(near.match->reason), "6 gedeelde woorden, 4 min later");
  EXPECT_EQ(desk.says("Uil", "tanks chloor loods van dalen").match->state, MatchState::suggested);
  desk.last += 18 * 60 * 7;  // seven hours pass
  EXPECT_EQ(
      desk.says("Vink", "werknemer zegt dat er tanks chloor liggen in de loods van Van Dalen Chemie").match->state,
      MatchState::suggested);
}

TEST(Fusion, AGuessMakesNoOtherJoin) {
  Desk desk;
  desk.says("Fuut", kTanks);
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1});
  const char* guess = "tanks met chloor in een loods, hele wijk moet weg schreeuwt mijn buurvrouw";
  const Outcome first = desk.says("Gans", guess);
  ASSERT_TRUE(first.match);
  EXPECT_EQ(first.match->state, MatchState::suggested);
  EXPECT_EQ(desk.says("Uil", guess).match->state, MatchState::suggested);  // a copy of a guess is a guess
}

TEST(Fusion, WhatAPersonRejectedLeavesAndIsNeverPutBack) {
  Thresholds often;
  often.merge_every = 4;
  Desk desk(often);
  for (const char* author : {"Fuut", "Gans", "Uil"}) desk.says(author, std::string(kTanks) + " " + author);
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1, 2});
  desk.fusion.rule(Desk::ref(3), ClaimId{1}, MatchState::rejected);
  EXPECT_EQ(desk.figures(1).joined, 2u);
  for (int i = 0; i < 40; ++i) desk.says("Mees" + std::to_string(i), std::string(kTanks) + " Uil");
  EXPECT_EQ(desk.figures(1).joined, 2u);  // copies of the rejected text follow it
  desk.fusion.unrule(Desk::ref(3), ClaimId{1});
  EXPECT_EQ(desk.figures(1).joined, 3u);
}

TEST(Fusion, AConfirmedMentionMovesToTheClaimAndBackOnUndo) {
  Desk desk;
  desk.says("Fuut", kTanks);
  const Outcome other = desk.says("Gans", "gifwolk uit die hal, ben doodsbang");
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1});
  desk.fusion.rule(Desk::ref(2), ClaimId{1}, MatchState::confirmed);
  EXPECT_EQ(desk.figures(1).confirmed, 1u);
  EXPECT_EQ(desk.figures(1).origins, 2u);
  desk.fusion.unrule(Desk::ref(2), ClaimId{1});
  EXPECT_EQ(desk.figures(1).confirmed, 0u);
  EXPECT_EQ(desk.replies("Uil", 2, "waar?").group, other.group);
}

TEST(Fusion, ARulingFollowsTheKeyedIdWhenAnOrdinalWasGivenAgain) {
  Desk desk;
  desk.says("Fuut", kTanks);
  desk.says("Gans", "gifwolk uit die hal, ben doodsbang");
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1});
  desk.fusion.rule({1, Desk::id(2)}, ClaimId{1}, MatchState::confirmed);
  EXPECT_EQ(desk.figures(1).confirmed, 1u);
  EXPECT_EQ(desk.figures(1).joined, 1u);
}

TEST(Fusion, ASplitPartsAGroupAndUndoPutsItTogether) {
  Desk desk;
  for (const char* author : {"Fuut", "Gans", "Uil"}) desk.says(author, std::string(kTanks) + " " + author);
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1, 2, 3});
  desk.fusion.set_claim(ClaimId{2}, "chloor bij de buren", std::vector<Ordinal>{3});
  EXPECT_EQ(desk.figures(1).joined, 2u);
  EXPECT_EQ(desk.figures(2).joined, 1u);
  desk.fusion.drop_claim(ClaimId{2});
  EXPECT_EQ(desk.figures(1).joined, 3u);
}

TEST(Fusion, MergedClaimsCountAsOneUntilUndone) {
  Desk desk;
  desk.says("Fuut", kTanks);
  desk.says("Roek", "Enorme knal gehoord, ramen trilden in de Meeuwenstraat");
  desk.fusion.set_claim(ClaimId{1}, "tanks", std::vector<Ordinal>{1});
  desk.fusion.set_claim(ClaimId{2}, "knal", std::vector<Ordinal>{2});
  desk.fusion.merge(ClaimId{2}, ClaimId{1});
  EXPECT_EQ(desk.figures(1).joined, 2u);
  EXPECT_EQ(desk.fusion.figures(desk.now).size(), 1u);
  EXPECT_EQ(desk.reposts("Uil", 2).match->claim, ClaimId{1});
  desk.fusion.merge(ClaimId{1}, ClaimId{2});  // a ring is refused
  desk.fusion.unmerge(ClaimId{2});
  EXPECT_EQ(desk.figures(1).joined, 1u);
  EXPECT_EQ(desk.figures(2).joined, 2u);
}

TEST(Fusion, AClaimThatNobodySaidYetHearsItsFirstMention) {
  Desk desk;
  desk.fusion.set_claim(ClaimId{7}, "De sluis bij Waterdorp loopt over door het bluswater", {});
  const Outcome first = desk.says("Gans", "de sluis bij Waterdorp loopt over, allemaal bluswater daar");
  ASSERT_TRUE(first.match);
  EXPECT_EQ(first.match->claim, ClaimId{7});
  EXPECT_EQ(first.match->reason, Reason{"match.claim"});
}

TEST(Fusion, ClaimsThatContradictShowItInTheirFigures) {
  Desk desk;
  for (const Said& said : fire()) desk.says(said.author, said.text);
  desk.fusion.set_claim(ClaimId{1}, "brug dicht", std::vector<Ordinal>{8});
  desk.fusion.set_claim(ClaimId{2}, "brug open", std::vector<Ordinal>{15});
  const auto found = desk.fusion.contradictions();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text::tr_reason(found[0].reason), "open / dicht");
  double contradiction = 0;
  for (const auto& part : desk.figures(1).parts)
    if (part.key == "rank.contradiction") contradiction = part.value;
  EXPECT_EQ(contradiction, 10.0);
}

TEST(Fusion, FiguresCountPerMinuteBackFromTheTimeHandedIn) {
  Desk desk;
  for (int i = 0; i < 6; ++i) desk.says("Wulp" + std::to_string(i), kTanks);  // 20 s apart
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1});
  const auto figures = desk.figures(1);
  EXPECT_EQ(figures.joined, 6u);
  EXPECT_EQ(figures.growth, 6);
  EXPECT_EQ(figures.said.back(), 1u) << "of the minute that runs";
  EXPECT_EQ(figures.said[domain::kHistoryMinutes - 2], 3u);
  const auto later = desk.fusion.figures(desk.now + std::chrono::minutes(15));
  EXPECT_EQ(later.front().growth, -6);
}

TEST(Fusion, WhatWasDeletedNoLongerCountsAndAnEditReplaces) {
  Desk desk;
  desk.says("Fuut", kTanks);
  desk.says("Gans", std::string(kTanks) + " zeggen ze");
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1, 2});
  FusionItem gone = desk.item("Gans", "");
  gone.id = Desk::id(2);
  gone.kind = domain::MentionKind::deleted;
  desk.push(gone);
  EXPECT_EQ(desk.figures(1).joined, 1u);
  FusionItem edit = desk.item("Fuut", "Ramen en deuren dicht mensen, brandweer is er druk mee");
  edit.id = Desk::id(1);
  edit.kind = domain::MentionKind::edited;
  EXPECT_FALSE(desk.push(edit).match);
  EXPECT_EQ(desk.figures(1).joined, 0u);
}

TEST(Fusion, OfficialWordsAreNoOriginAndProveNothing) {
  Desk desk;
  desk.says("Fuut", kTanks);
  desk.fusion.set_claim(ClaimId{1}, kTanks, std::vector<Ordinal>{1});
  FusionItem bulletin =
      desk.item("region", "Een werknemer zegt dat er tanks met chloor liggen in de loods van Van Dalen in Waterdorp");
  bulletin.genre = domain::Genre::bulletin;
  const Outcome outcome = desk.push(bulletin);
  EXPECT_FALSE(outcome.origin);
  EXPECT_EQ(outcome.match->state, MatchState::suggested);
}

}  // namespace
}  // namespace voelspriet::fusion
