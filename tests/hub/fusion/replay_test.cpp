// SPDX-License-Identifier: Apache-2.0
// A restart replays mentions and rulings in the order of the log: what comes out must be the same bit for bit.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/hub/fusion/fire.hpp"

namespace voelspriet::fusion {
namespace {

struct Transcript {
  std::vector<Outcome> outcomes;
  std::vector<Changes> changes;
  std::vector<domain::ClaimFigures> figures;
  std::vector<domain::FoundContradiction> contradictions;
  std::size_t groups = 0;
  bool operator==(const Transcript&) const = default;
};

// A long noisy evening: the fire's texts with words dropped and swapped, threads, copies, edits, claims and rulings.
Transcript evening(std::uint32_t seed, int mentions) {
  Thresholds often;
  often.merge_every = 32;
  Desk desk(often);
  Transcript out;
  std::mt19937 random(seed);
  std::uint32_t claims = 0;
  for (int i = 0; i < mentions; ++i) {
    const Said& said = fire()[random() % fire().size()];
    std::string text;
    for (const char* at = said.text; *at; ++at)
      if (*at != ' ' || random() % 12) text += *at;
    FusionItem item = desk.item(std::string(said.author) + std::to_string(random() % 5), text);
    const Ordinal earlier = 1 + random() % item.ordinal;
    const auto kind = random() % 20;
    if (kind == 0) item.repost = Desk::id(earlier);
    if (kind == 1 || kind == 2) item.parent = Desk::id(earlier);
    if (kind == 3) item.id = Desk::id(earlier), item.kind = domain::MentionKind::edited;
    if (kind == 4) item.id = Desk::id(earlier), item.kind = domain::MentionKind::deleted;
    out.outcomes.push_back(desk.push(item));
    Changes changes = desk.fusion.take_changes();
    for (const Promotion& it : changes.promotions) desk.fusion.set_claim(ClaimId{++claims}, it.assertion, it.ordinals);
    out.changes.push_back(std::move(changes));
    if (claims == 0) continue;
    const ClaimId claim{1 + static_cast<std::uint32_t>(random() % claims)};
    const ClaimId other{1 + static_cast<std::uint32_t>(random() % claims)};
    switch (random() % 60) {
      case 0:
        desk.fusion.rule(Desk::ref(earlier), claim, domain::MatchState::rejected);
        break;
      case 1:
        desk.fusion.rule(Desk::ref(earlier), claim, domain::MatchState::confirmed);
        break;
      case 2:
        desk.fusion.unrule(Desk::ref(earlier), claim);
        break;
      case 3:
        desk.fusion.merge(claim, other);
        break;
      case 4:
        desk.fusion.unmerge(claim);
        break;
      case 5:
        desk.fusion.set_claim(ClaimId{++claims}, text, std::vector<Ordinal>{earlier});
        break;
      case 6:
        desk.fusion.drop_claim(claim);
        break;
      default:
        break;
    }
  }
  out.figures = desk.fusion.figures(desk.now);
  out.contradictions = desk.fusion.contradictions();
  out.groups = desk.fusion.group_count();
  return out;
}

TEST(Replay, TheSameCallsGiveTheSameResultBitForBit) {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    EXPECT_EQ(evening(seed, 1'500), evening(seed, 1'500));
  }
}

// What a person rejected may sit in no group of that claim, whatever the machine merged since.
TEST(Replay, ARejectionSurvivesEveryMerge) {
  Thresholds often;
  often.merge_every = 8;
  Desk desk(often);
  std::mt19937 random(11);
  std::vector<Ordinal> rejected;
  for (int i = 0; i < 600; ++i) {
    const Said& said = fire()[random() % fire().size()];
    const Outcome outcome =
        desk.says(said.author + std::to_string(random() % 9), std::string(said.text) + " nr" + std::to_string(i));
    if (i == 40) desk.fusion.set_claim(ClaimId{1}, "chloor", std::vector<Ordinal>{4});
    if (i > 40 && outcome.match && outcome.match->claim == ClaimId{1} && random() % 4 == 0) {
      desk.fusion.rule(Desk::ref(desk.last), ClaimId{1}, domain::MatchState::rejected);
      rejected.push_back(desk.last);
    }
  }
  ASSERT_GT(rejected.size(), 3u);
  desk.fusion.take_changes();
  desk.fusion.merge(ClaimId{1}, ClaimId{});  // announces every match of the claim again
  for (const domain::Match& match : desk.fusion.take_changes().matches)
    EXPECT_EQ(std::ranges::count(rejected, match.ordinal), 0) << match.ordinal;
}

}  // namespace
}  // namespace voelspriet::fusion
