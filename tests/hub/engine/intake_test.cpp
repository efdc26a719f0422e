// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/intake.hpp"

#include "hub/base/stop.hpp"
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;
using engine::StoredMention;

KeyedId keyed(std::uint8_t who) {
  KeyedId id;
  id.bytes[0] = who;
  return id;
}

// What is stored of one incident. New mentions are only counted, unless `answers` says what to answer.
struct MemoryMentions final : engine::MentionPort {
  Result<std::vector<StoredMention>> store(IncidentId, const std::vector<engine::IncomingMention>& batch, const engine::Cursors& cursors) override {
    if (over_budget && !batch.empty()) return fail(Errc::kTooLarge, "incident 1", "has used its room");
    if (full) return fail(Errc::kStoreFull, "mentions", "no memory");
    for (const auto& [feed, cursor] : cursors) at[feed] = cursor;
    taken += batch.size();
    return std::exchange(answers, {});
  }
  Result<void> store_matches(IncidentId, const std::vector<Match>& matches) override {
    machine.insert(machine.end(), matches.begin(), matches.end());
    return {};
  }
  Result<engine::Cursors> cursors() override { return engine::Cursors{}; }
  Result<std::vector<StoredMention>> range(IncidentId, Ordinal after, std::size_t limit) override {
    if (away) return fail(Errc::kStoreAway, "mentions", "away");
    const auto begin = stored.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(after, stored.size()));
    return std::vector<StoredMention>(begin, begin + std::min<std::ptrdiff_t>(stored.end() - begin, static_cast<std::ptrdiff_t>(limit)));
  }
  Result<std::vector<Match>> matches(IncidentId, std::uint64_t& next, std::size_t) override {
    return std::vector<Match>(machine.begin() + static_cast<std::ptrdiff_t>(std::exchange(next, machine.size())), machine.end());
  }
  Result<std::vector<StoredMention>> by_ordinal(IncidentId, const std::vector<Ordinal>& ordinals) override {
    std::vector<StoredMention> found;
    for (const Ordinal ordinal : ordinals)
      if (ordinal <= stored.size()) found.push_back(stored[ordinal - 1]);
    return found;
  }
  Result<Ordinal> ordinal_of(IncidentId, const HeardMention&) override { return Ordinal{0}; }
  StoreState state(IncidentId) const override { return StoreState::well; }
  std::uint64_t unreadable() const override { return 0; }

  void add(std::uint8_t who, std::string text) {
    StoredMention mention;
    mention.record.ordinal = stored.size() + 1;
    mention.record.id = keyed(who);
    mention.record.author = keyed(who);
    mention.text = std::move(text);
    stored.push_back(std::move(mention));
  }
  std::vector<StoredMention> stored;
  std::vector<Match> machine;
  std::vector<StoredMention> answers;
  engine::Cursors at;
  std::size_t taken = 0;
  bool away = false, full = false, over_budget = false;
};

struct IntakeTest : testing::Test, Desk {
  IntakeTest() {
    store.add(1, "Er komt chloorgas vrij bij de fabriek aan de Kadeweg");
    store.add(2, "De brug over de haven is dicht voor al het verkeer");
  }
  void start() { ASSERT_TRUE(intake.start(state(), never)); }
  // Of the newest page: how the mention stands, or nothing.
  std::optional<MatchState> standing(Ordinal ordinal) {
    const auto page = intake.page(kFire, {}, 0, 100);
    if (!page) return std::nullopt;
    for (const MentionView& view : page->mentions)
      if (view.ordinal == ordinal && view.match) return view.match->state;
    return std::nullopt;
  }
  std::vector<Ordinal> of_claim(ClaimId id) {
    std::vector<Ordinal> ordinals;
    const auto page = intake.page(kFire, id, 0, 100);
    for (const MentionView& view : page->mentions) ordinals.push_back(view.ordinal);
    return ordinals;
  }
  // The events since the last call, as they happened.
  void happen() {
    for (; told < log.lines.size(); ++told) intake.apply(*kCodec.decode(log.lines[told]));
  }

  engine::Intake::Lot lot(const std::string& feed, const std::string& cursor, std::size_t mentions) {
    HeardMention mention;
    mention.text = "Brand aan de Kadeweg";
    mention.incidents = {kFire};
    return {feed, cursor, clock.now(), std::vector(mentions, mention)};
  }

  StopFlag never;
  MemoryMentions store;
  engine::Intake intake{store, clock};
  std::size_t told = 0;
};

TEST_F(IntakeTest, ARulingIsOnTheMentionItNamedAndNotOnWhoeverHasItsNumberNow) {
  const ClaimId id = make_claim();
  must(kAnalyst, RuleMatches{id, {{1, keyed(1)}, {2, keyed(9)}}, MatchState::confirmed});  // 9 was lost in a power cut
  start();
  EXPECT_EQ(standing(1), MatchState::confirmed);
  EXPECT_NE(standing(2), MatchState::confirmed);
  EXPECT_EQ(of_claim(id), (std::vector<Ordinal>{1}));
}

TEST_F(IntakeTest, ARulingFollowsItsMentionToTheNumberItHasNow) {
  start();
  told = log.lines.size();
  const ClaimId id = make_claim();
  const Sequence act = must(kAnalyst, RuleMatches{id, {{1, keyed(2)}}, MatchState::confirmed});
  happen();
  EXPECT_EQ(standing(2), MatchState::confirmed);
  EXPECT_NE(standing(1), MatchState::confirmed);
  intake.store_matches();
  must(kAnalyst, Undo{act});
  happen();
  EXPECT_NE(standing(2), MatchState::confirmed);
  EXPECT_TRUE(of_claim(id).empty());
  start();
  EXPECT_NE(standing(2), MatchState::confirmed) << "taken back, whatever was stored";
}

TEST_F(IntakeTest, StoresWhatSeveralFeedsHeardAtOnceWithTheNewestCursorOfEach) {
  start();
  const auto counts = intake.hear({lot("bluesky", "1", 2), lot("rss", "a", 1), lot("bluesky", "2", 1)});
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->size(), 3u);
  EXPECT_EQ(store.taken, 4u);
  EXPECT_EQ(store.at, (engine::Cursors{{"bluesky", "2"}, {"rss", "a"}}));
}

TEST_F(IntakeTest, AServerWithoutRoomRefusesNobodyTheLotsAreTriedAgain) {
  start();
  store.full = true;
  const auto counts = intake.hear({lot("bluesky", "1", 2)});
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().code, Errc::kStoreFull);
}

TEST_F(IntakeTest, AnIncidentOverItsBudgetRefusesItsOwnAndTheCursorsAreKept) {
  start();
  store.over_budget = true;
  const auto counts = intake.hear({lot("bluesky", "1", 2), lot("rss", "a", 0)});
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->at(0).refused.size(), 1u);
  EXPECT_TRUE(counts->at(1).refused.empty());
  EXPECT_EQ(store.at, (engine::Cursors{{"bluesky", "1"}, {"rss", "a"}}));
}

TEST_F(IntakeTest, WhatWasHeardAgainFromTheStoreMeanwhileIsNotHeardTwice) {
  start();
  store.answers = {store.stored[1]};  // stored by a call whose answer got lost, and read at the start
  const auto counts = intake.hear({lot("bluesky", "1", 1)});
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->at(0).stored, 0u);
  EXPECT_EQ(intake.pulse(kFire).ordinal, 2u);
}

TEST_F(IntakeTest, AReopenedIncidentIsHeardAgainWithWhatPeopleSaidOfIt) {
  start();
  told = log.lines.size();
  const ClaimId id = make_claim();
  must(kAnalyst, RuleMatches{id, {{1, keyed(1)}}, MatchState::confirmed});
  must(kLead, CloseIncident{"voorbij"});
  happen();
  EXPECT_FALSE(intake.listens_to(kFire));
  must(kLead, ReopenIncident{"correctie nodig", {}});
  happen();
  store.away = true;
  EXPECT_FALSE(intake.reopen(kFire, state(), never));
  store.away = false;
  ASSERT_TRUE(intake.reopen(kFire, state(), never));
  EXPECT_TRUE(intake.listens_to(kFire));
  EXPECT_EQ(standing(1), MatchState::confirmed);
  EXPECT_EQ(of_claim(id), (std::vector<Ordinal>{1}));
  EXPECT_EQ(intake.pulse(kFire).mentions, 2u);
}

}  // namespace
}  // namespace voelspriet::test
