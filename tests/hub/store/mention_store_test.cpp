// SPDX-License-Identifier: Apache-2.0
#include "hub/store/mention_store.hpp"

#include <filesystem>

#include "hub/wire/json.hpp"
#include "tests/hub/store/store_fixture.hpp"
#include "tests/support/cut_wire.hpp"

namespace voelspriet::store {
namespace {

constexpr domain::IncidentId kFire{3};

engine::IncomingMention mention(int number, const std::string& text = "Ik ruik chloor bij de Kadeweg") {
  domain::HeardMention heard;
  heard.source = "bluesky";
  heard.id = "at://did:plc:proef/app.bsky.feed.post/" + std::to_string(number);
  heard.author = "did:plc:proef";
  heard.handle = "@wulp31.example";
  heard.url = "https://wulp31.example/foto";
  heard.text = text;
  heard.media = {"bafkreiproef Mijn dochter voor de rook"};
  heard.said_at = Time{std::chrono::seconds{1'795'000'000 + number}};
  return {heard, "jetstream", heard.said_at};
}

std::vector<engine::IncomingMention> mentions(int first, int count) {
  std::vector<engine::IncomingMention> batch;
  for (int i = 0; i < count; ++i) batch.push_back(mention(first + i));
  return batch;
}

class MentionStoreTest : public StoreTest {
 protected:
  std::unique_ptr<MentionStore> open(std::string socket = "", std::chrono::milliseconds timeout = std::chrono::seconds{2}) {
    return std::make_unique<MentionStore>(
        MentionStore::Settings{socket.empty() ? server.socket_path() : socket, folder / "keys", ++epoch, budget, timeout}, random);
  }
  std::size_t stored() { return open()->range(kFire, 0, 1'000'000)->size(); }

  crypto::SystemRandom random;
  std::uint64_t epoch = 0, budget = 1 << 20;
};

TEST_F(MentionStoreTest, NumbersStoresAndGivesBack) {
  auto store = open();
  const auto first = store->store(kFire, mentions(1, 3), {{"jetstream", "cursor 3"}});
  ASSERT_OK(first);
  ASSERT_EQ(first->size(), 3u);
  EXPECT_EQ((*first)[2].record.ordinal, 3u);
  EXPECT_EQ((*first)[2].text, "Ik ruik chloor bij de Kadeweg");
  ASSERT_OK(store->store(kFire, mentions(4, 2), {{"jetstream", "cursor 5"}}));
  EXPECT_EQ(store->cursors()->at("jetstream"), "cursor 5");

  auto again = open();
  const auto page = again->range(kFire, 1, 2);
  ASSERT_OK(page);
  ASSERT_EQ(page->size(), 2u);
  EXPECT_EQ((*page)[0].record, (*first)[1].record);
  EXPECT_EQ((*page)[1].text, "Ik ruik chloor bij de Kadeweg");
  const auto named = again->by_ordinal(kFire, {5, 99, 1});
  ASSERT_OK(named);
  ASSERT_EQ(named->size(), 2u);
  EXPECT_EQ((*named)[0].record.ordinal, 5u);
  EXPECT_EQ((*named)[1].record.ordinal, 1u);
}

TEST_F(MentionStoreTest, WhatWasHeardBeforeIsStoredOnceAlsoAfterARestart) {
  auto batch = mentions(1, 2);
  batch.push_back(mention(1));
  EXPECT_EQ(open()->store(kFire, batch, {{"f", "1"}})->size(), 2u);
  EXPECT_EQ(open()->store(kFire, mentions(1, 3), {{"f", "2"}})->size(), 1u);
  EXPECT_EQ(stored(), 3u);
}

TEST_F(MentionStoreTest, EditsAndDeletesAreNewRecords) {
  auto store = open();
  auto edit = mention(1, "Het is geen chloor"), removal = mention(1, "");
  edit.heard.kind = domain::MentionKind::edited;
  edit.heard.revision = "2";
  removal.heard.kind = domain::MentionKind::deleted;
  const auto answer = store->store(kFire, {mention(1), edit, edit, removal}, {{"f", "1"}});
  ASSERT_OK(answer);
  ASSERT_EQ(answer->size(), 3u);
  EXPECT_EQ((*answer)[1].record.id, (*answer)[0].record.id);
  EXPECT_EQ((*answer)[1].text, "Het is geen chloor");
}

TEST_F(MentionStoreTest, NothingPersonalCanBeReadInTheServersFiles) {
  ASSERT_OK(open()->store(kFire, mentions(1, 3), {{"f", "1"}}));
  server.stop();
  for (const auto& file : std::filesystem::recursive_directory_iterator{folder.path()}) {
    if (!file.is_regular_file()) continue;
    const auto bytes = support::read_file(file.path());
    for (const auto* secret : {"chloor", "did:plc", "wulp31", "dochter", "bafkreiproef"}) EXPECT_EQ(bytes.find(secret), bytes.npos) << secret << " in " << file.path();
  }
}

TEST_F(MentionStoreTest, IdsOfOneSourceNeverMeetThoseOfAnother) {
  auto store = open();
  auto other = mention(1);
  other.heard.source = "mastodon";
  const auto answer = store->store(kFire, {mention(1), other}, {{"f", "1"}});
  ASSERT_EQ(answer->size(), 2u);
  EXPECT_NE((*answer)[0].record.id, (*answer)[1].record.id);
  EXPECT_NE((*answer)[0].record.author, (*answer)[1].record.author);
}

TEST_F(MentionStoreTest, AnAuthorKeepsOnePseudonymWithinAnIncident) {
  auto store = open();
  const auto here = store->store(kFire, mentions(1, 2), {{"f", "1"}});
  const auto there = store->store({4}, mentions(1, 1), {{"f", "1"}});
  EXPECT_EQ((*here)[0].record.pseudonym, (*here)[1].record.pseudonym);
  EXPECT_NE((*here)[0].record.pseudonym, "");
  EXPECT_NE((*here)[0].record.author, (*there)[0].record.author);
}

TEST_F(MentionStoreTest, WithoutTheKeyTheTextIsGoneAndNothingIsAdded) {
  ASSERT_OK(open()->store(kFire, mentions(1, 1), {{"f", "1"}}));
  ASSERT_OK(crypto::Keyring{folder / "keys"}.destroy(kFire.value));
  auto store = open();
  EXPECT_EQ(code_of(store->store(kFire, mentions(2, 1), {{"f", "2"}})), Errc::kExpired);
  const auto page = store->range(kFire, 0, 10);
  ASSERT_OK(page);
  EXPECT_EQ((*page)[0].text, "");
  EXPECT_EQ(store->cursors()->at("f"), "1");
}

TEST_F(MentionStoreTest, ASealedTextOpensOnlyWhereItWasSealed) {
  const auto key = crypto::Keyring{folder / "keys"}.create(9, random);
  ASSERT_OK(key);
  const MentionSealer here{kFire, *key, random}, elsewhere{{4}, *key, random};
  auto record = here.seal(mention(1));
  EXPECT_EQ(here.open(record)->handle, "@wulp31.example");
  EXPECT_EQ(code_of(elsewhere.open(record)), Errc::kCrypto);
  record.sealed = here.seal(mention(2)).sealed;
  EXPECT_EQ(code_of(here.open(record)), Errc::kCrypto);
}

TEST_F(MentionStoreTest, MediaAreSealedAndOlderRecordsWithoutThemOpen) {
  const auto key = crypto::Keyring{folder / "keys"}.create(9, random);
  ASSERT_OK(key);
  const auto record = MentionSealer{kFire, *key, random}.seal(mention(1));
  EXPECT_TRUE(record.media.empty());
  EXPECT_EQ((MentionSealer{kFire, *key, random}.open(record)->media), mention(1).heard.media);
  const auto older = wire::from_json<domain::Personal>(R"({"author":"a","handle":"@a","url":"","text":"Rook"})");
  ASSERT_OK(older);
  EXPECT_EQ(older->text, "Rook");
}

TEST_F(MentionStoreTest, TheNewestHubWinsAndTheOlderIsFenced) {
  auto older = open();
  ASSERT_OK(older->store(kFire, mentions(1, 1), {{"f", "1"}}));
  auto newer = open();
  ASSERT_OK(newer->cursors());
  EXPECT_EQ(code_of(older->store(kFire, mentions(2, 1), {{"f", "2"}})), Errc::kFenced);
  EXPECT_EQ(newer->store(kFire, mentions(2, 1), {{"f", "2"}})->size(), 1u);
}

TEST_F(MentionStoreTest, AnOlderHubThatFindsTheServerLaterFencesNobody) {
  server.stop();
  auto older = open(), newer = open();
  EXPECT_EQ(code_of(older->cursors()), Errc::kStoreAway);
  server.start();
  ASSERT_OK(newer->store(kFire, mentions(1, 1), {{"f", "1"}}));
  const auto refused = older->store(kFire, mentions(2, 1), {{"f", "2"}});
  EXPECT_EQ(code_of(refused), Errc::kFenced);
  EXPECT_NE(refused.error().what.find("raise log:epoch there to 2"), std::string::npos) << "what to do when the log is a copy: " << refused.error().what;
  ASSERT_OK(newer->store(kFire, mentions(2, 1), {{"f", "2"}}));
}

TEST_F(MentionStoreTest, AServerThatIsAwayAtTheStartIsTakenUpWhenItComes) {
  server.stop();
  auto store = open();
  EXPECT_EQ(code_of(store->range(kFire, 0, 10)), Errc::kStoreAway);
  EXPECT_EQ(store->state(kFire), domain::StoreState::away);
  EXPECT_EQ(store->state({99}), domain::StoreState::away) << "also of an incident nobody asked about";
  server.start();
  ASSERT_OK(store->store(kFire, mentions(1, 2), {{"f", "1"}}));
  EXPECT_EQ(store->state(kFire), domain::StoreState::well);
}

TEST_F(MentionStoreTest, AReplicaIsReadOnlyUntilItCanBeWrittenTo) {
  auto store = open();
  ASSERT_OK(store->store(kFire, mentions(1, 1), {{"f", "1"}}));
  redis_says({"REPLICAOF", "127.0.0.1", "1"});
  EXPECT_EQ(code_of(store->store(kFire, mentions(2, 1), {{"f", "2"}})), Errc::kStoreReadOnly);
  EXPECT_EQ(store->range(kFire, 0, 10)->size(), 1u) << "it can still be read";
  EXPECT_EQ(store->state(kFire), domain::StoreState::read_only);
  redis_says({"REPLICAOF", "NO", "ONE"});
  ASSERT_OK(store->store(kFire, mentions(2, 1), {{"f", "2"}}));
  EXPECT_EQ(store->state(kFire), domain::StoreState::well);
}

TEST_F(MentionStoreTest, AnEntryThatCannotBeReadIsSetAsideAndCountedOnce) {
  ASSERT_OK(open()->store(kFire, mentions(1, 3), {{"f", "1"}}));
  ASSERT_OK(open()->store_matches(kFire, {{1, {7}, domain::MatchState::joined, {2}, {}}}));
  const auto whole = open()->range(kFire, 0, 1)->front().record;
  auto sealed_elsewhere = whole, out_of_place = whole;
  sealed_elsewhere.ordinal = 5;
  sealed_elsewhere.id = {};
  redis_says({"XADD", "mentions:3", "4-0", "m", "{half a rec"});
  redis_says({"XADD", "mentions:3", "5-0", "m", wire::to_json(sealed_elsewhere)});
  redis_says({"XADD", "mentions:3", "6-0", "m", wire::to_json(out_of_place)});
  redis_says({"XADD", "matches:3", "2-0", "m", "[]"});

  auto store = open();
  const auto added = store->store(kFire, mentions(7, 1), {{"f", "2"}});
  ASSERT_OK(added);
  EXPECT_EQ(added->front().record.ordinal, 7u) << "no place is given twice";
  for (int times = 0; times < 2; ++times) {
    EXPECT_EQ(store->range(kFire, 0, 4)->size(), 4u) << "a page is as full as without them";
    EXPECT_EQ(store->by_ordinal(kFire, {7, 6, 5, 4, 3})->size(), 2u);
    std::uint64_t next = 0;
    EXPECT_EQ(store->matches(kFire, next, 10)->size(), 1u);
    EXPECT_EQ(store->unreadable(), 4u);
  }
}

TEST_F(MentionStoreTest, AMentionThatWasLostInTheMiddleIsLeftOut) {
  ASSERT_OK(open()->store(kFire, mentions(1, 3), {{"f", "1"}}));
  redis_says({"XDEL", "mentions:3", "2-0"});
  auto store = open();
  EXPECT_EQ(store->range(kFire, 0, 10)->size(), 2u);
  EXPECT_EQ(store->store(kFire, mentions(2, 1), {{"f", "2"}})->front().record.ordinal, 4u);
}

TEST_F(MentionStoreTest, KnowsWhereAMentionStandsAlsoAfterARestart) {
  ASSERT_OK(open()->store(kFire, mentions(1, 3), {{"f", "1"}}));
  auto store = open();
  EXPECT_EQ(*store->ordinal_of(kFire, mention(2).heard), 2u);
  EXPECT_EQ(*store->ordinal_of(kFire, mention(9).heard), 0u);
  EXPECT_EQ(*store->ordinal_of({4}, mention(2).heard), 0u);
}

TEST_F(MentionStoreTest, ALostAnswerIsStillAnswered) {
  support::CutWire wire{folder / "wire", server.socket_path()};
  auto store = open(wire.path());
  ASSERT_OK(store->store(kFire, mentions(1, 1), {{"f", "1"}}));
  wire.cut_answer("bluesky");
  const auto answer = store->store(kFire, mentions(2, 3), {{"f", "2"}});
  ASSERT_OK(answer);
  ASSERT_EQ(answer->size(), 3u);
  EXPECT_EQ((*answer)[0].record.ordinal, 2u);
  EXPECT_EQ(stored(), 4u);
}

TEST_F(MentionStoreTest, ALostRequestIsSentAgain) {
  support::CutWire wire{folder / "wire", server.socket_path()};
  auto store = open(wire.path());
  ASSERT_OK(store->store(kFire, mentions(1, 1), {{"f", "1"}}));
  wire.cut_request("bluesky");
  EXPECT_EQ(store->store(kFire, mentions(2, 3), {{"f", "2"}})->size(), 3u);
  EXPECT_EQ(stored(), 4u);
}

TEST_F(MentionStoreTest, WhatAFrozenServerDidAfterAllComesWithTheNextAnswer) {
  auto store = open("", std::chrono::milliseconds{100});
  ASSERT_OK(store->store(kFire, mentions(1, 1), {{"f", "1"}}));
  server.freeze();
  EXPECT_EQ(code_of(store->store(kFire, mentions(2, 2), {{"f", "3"}})), Errc::kStoreAway);
  EXPECT_EQ(store->state(kFire), domain::StoreState::away);
  server.thaw();
  Result<std::vector<engine::StoredMention>> answer = fail(Errc::kStoreAway, "", "");
  ASSERT_TRUE(support::eventually(std::chrono::seconds{10}, [&] { return (answer = store->store(kFire, mentions(2, 3), {{"f", "4"}})).has_value(); }));
  EXPECT_EQ(answer->size(), 3u);
  EXPECT_EQ(stored(), 4u);
}

TEST_F(MentionStoreTest, AnIncidentOverItsBudgetIsRefusedAndOthersAreNot) {
  budget = 4'000;
  auto store = open();
  Result<std::vector<engine::StoredMention>> answer = std::vector<engine::StoredMention>{};
  bool was_high = false;
  for (int i = 1; i < 100 && answer; ++i) {
    was_high = was_high || store->state(kFire) == domain::StoreState::high;
    answer = store->store(kFire, mentions(i, 1), {{"f", std::to_string(i)}});
  }
  EXPECT_EQ(code_of(answer), Errc::kTooLarge);
  EXPECT_TRUE(was_high);
  EXPECT_EQ(store->state(kFire), domain::StoreState::full);
  EXPECT_TRUE(store->store({4}, mentions(1, 1), {{"f", "1"}}));
  EXPECT_EQ(code_of(open()->store(kFire, mentions(200, 1), {{"f", "1"}})), Errc::kTooLarge) << "a restart gives no new room";
}

TEST_F(MentionStoreTest, AServerThatLostMentionsIsAConflict) {
  auto store = open();
  ASSERT_OK(store->store(kFire, mentions(1, 3), {{"f", "1"}}));
  redis_says({"XDEL", "mentions:3", "3-0"});
  EXPECT_EQ(code_of(store->store(kFire, mentions(4, 1), {{"f", "2"}})), Errc::kConflict);
}

TEST_F(MentionStoreTest, MatchesAreKeptInOrderAndReadInPages) {
  auto store = open();
  std::vector<domain::Match> matches;
  for (domain::Ordinal i = 1; i <= 5; ++i) matches.push_back({i, {7}, domain::MatchState::joined, {2}, {"match.words", "6"}});
  ASSERT_OK(store->store_matches(kFire, {matches.begin(), matches.begin() + 2}));
  ASSERT_OK(open()->store_matches(kFire, {matches.begin() + 2, matches.end()}));
  std::uint64_t next = 0;
  auto page = open()->matches(kFire, next, 4);
  ASSERT_OK(page);
  EXPECT_EQ(*page, (std::vector<domain::Match>{matches.begin(), matches.begin() + 4}));
  page = open()->matches(kFire, next, 4);
  EXPECT_EQ(*page, (std::vector<domain::Match>{matches[4]}));
  EXPECT_TRUE(open()->matches(kFire, next, 4)->empty());
}

}  // namespace
}  // namespace voelspriet::store
