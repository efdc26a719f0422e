// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/dispatcher.hpp"

#include "hub/base/limits.hpp"
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;
using engine::SendOutcome;
using Kind = SendOutcome::Kind;

engine::Channels all_channels() {
  engine::Channels channels;
  channels.push_back(std::make_unique<FakeChannel>("web", Promise::once));
  channels.push_back(std::make_unique<FakeChannel>("webhook", Promise::at_least_once));
  channels.push_back(std::make_unique<FakeChannel>("telefoon", Promise::by_person));
  return channels;
}

// Statement 1 is approved; its deliveries are 1 (web), 2 (webhook) and 3 (telefoon, by hand).
struct DispatcherTest : testing::Test, Desk {
  DispatcherTest() : Desk(all_channels()) { send_out(); }
  void send_out() {
    const StatementId id = draft();
    submit(id);
    approve(id);
  }
  std::vector<std::uint64_t> due() {
    std::vector<std::uint64_t> ids;
    for (const StartDelivery& start : dispatcher.due(state(), clock.now())) ids.push_back(start.delivery.value);
    return ids;
  }
  void start(std::uint64_t id) { must(PersonId{}, StartDelivery{DeliveryId{id}}); }
  DeliveryStatus sent(std::uint64_t id, Kind kind) { return engine::settle_sent(delivery(id), {kind, "waarom", ""}, clock.now()).outcome; }
  DeliveryStatus looked(std::uint64_t id, Kind kind, bool orphan) {
    return engine::settle_looked(delivery(id), {kind, "", ""}, orphan).outcome;
  }
  engine::Dispatcher dispatcher;
};

TEST_F(DispatcherTest, StartsWhatIsQueuedAndNotDoneByHand) { EXPECT_EQ(due(), (std::vector<std::uint64_t>{1, 2})); }

TEST_F(DispatcherTest, StartsNothingUnderTheBrake) {
  must(kAnalyst, PullBrake{"verkeerd nummer"});
  EXPECT_TRUE(due().empty());
}

TEST_F(DispatcherTest, StartsNothingTwice) {
  dispatcher.taken(delivery(1));
  EXPECT_EQ(due(), (std::vector<std::uint64_t>{2}));
  dispatcher.returned(DeliveryId{1});
  start(1);
  EXPECT_EQ(due(), (std::vector<std::uint64_t>{2}));
}

TEST_F(DispatcherTest, WaitsLongerAfterEachTry) {
  for (const int seconds : {4, 8}) {
    start(2);
    must(PersonId{}, engine::settle_sent(delivery(2), {Kind::not_sent, "geen route", ""}, clock.now()));
    clock.advance(std::chrono::seconds{seconds - 1});
    EXPECT_EQ(due(), (std::vector<std::uint64_t>{1})) << seconds;
    clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(due(), (std::vector<std::uint64_t>{1, 2})) << seconds;
  }
}

TEST_F(DispatcherTest, StopsAtTheMostOfAnHour) {
  while (state().deliveries.rows.size() < 3 * (limits::kDeliveriesPerHourMax + 5)) send_out();
  std::size_t started = 0;
  for (auto starts = dispatcher.due(state(), clock.now()); !starts.empty(); starts = dispatcher.due(state(), clock.now())) {
    ASSERT_LE(starts.size(), 2u) << "one per channel at a time";
    for (const StartDelivery& one : starts) must(PersonId{}, one);
    started += starts.size();
  }
  EXPECT_EQ(started, 2 * limits::kDeliveriesPerHourMax) << "of each of the two channels";
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ(due().size(), 2u);
}

TEST_F(DispatcherTest, AClockThatWasSetBackHoldsNothingUp) {
  start(2);
  must(PersonId{}, engine::settle_sent(delivery(2), {Kind::not_sent, "geen route", ""}, clock.now()));
  clock.advance(-std::chrono::hours{1});
  EXPECT_EQ(due(), (std::vector<std::uint64_t>{1, 2}));
}

TEST_F(DispatcherTest, WhatWasSendingWhenTheHubStoppedIsAnOrphan) {
  start(1);
  EXPECT_EQ(dispatcher.orphans(state()), (std::vector<DeliveryId>{{1}}));
  dispatcher.taken(delivery(1));
  EXPECT_TRUE(dispatcher.orphans(state()).empty());
}

TEST_F(DispatcherTest, OnlyAtLeastOnceIsTriedAgainInDoubt) {
  start(1);
  start(2);
  EXPECT_EQ(sent(1, Kind::uncertain), DeliveryStatus::uncertain);
  EXPECT_EQ(sent(2, Kind::uncertain), DeliveryStatus::queued);
}

TEST_F(DispatcherTest, WhatTheChannelSaysOfASendingIsTakenAtItsWord) {
  start(1);
  EXPECT_EQ(sent(1, Kind::delivered), DeliveryStatus::delivered);
  EXPECT_EQ(sent(1, Kind::failed), DeliveryStatus::failed);
  EXPECT_EQ(sent(1, Kind::not_sent), DeliveryStatus::queued) << "nothing left this machine";
}

TEST_F(DispatcherTest, GivesUpAfterTheLastTry) {
  for (int tries = 0; tries < limits::kDeliveryTriesMax; ++tries) {
    start(2);
    EXPECT_EQ(sent(2, Kind::not_sent), tries + 1 < limits::kDeliveryTriesMax ? DeliveryStatus::queued : DeliveryStatus::failed);
    EXPECT_EQ(sent(2, Kind::uncertain), tries + 1 < limits::kDeliveryTriesMax ? DeliveryStatus::queued : DeliveryStatus::uncertain);
    must(PersonId{}, SettleDelivery{DeliveryId{2}, DeliveryStatus::queued, "", "", {}});
  }
}

TEST_F(DispatcherTest, AnOrphanThatIsNotThereIsSentAgain) {
  start(1);
  EXPECT_EQ(looked(1, Kind::absent, true), DeliveryStatus::queued);
  EXPECT_EQ(looked(1, Kind::delivered, true), DeliveryStatus::delivered);
  EXPECT_EQ(looked(1, Kind::uncertain, true), DeliveryStatus::uncertain) << "once: a person looks";
  start(2);
  EXPECT_EQ(looked(2, Kind::uncertain, true), DeliveryStatus::queued) << "at least once: the same key again";
}

TEST_F(DispatcherTest, WhatAPersonLookedForIsNeverSentByItself) {
  start(2);
  EXPECT_EQ(looked(2, Kind::absent, false), DeliveryStatus::failed);
  EXPECT_EQ(looked(2, Kind::uncertain, false), DeliveryStatus::uncertain);
}

TEST_F(DispatcherTest, ALookThatTellsNothingLeavesAFailureAFailure) {
  start(2);
  must(PersonId{}, engine::settle_sent(delivery(2), {Kind::failed, "status 404", ""}, clock.now()));
  EXPECT_EQ(looked(2, Kind::uncertain, false), DeliveryStatus::failed);
}

TEST_F(DispatcherTest, CarriesTheFrozenPart) {
  const auto job = engine::send_job(state(), DeliveryId{1}, clock.now());
  ASSERT_TRUE(job);
  EXPECT_EQ(job->variant.parts[job->delivery.part].bytes, "Er komt geen chloorgas vrij\nDe brandweer meet geen chloor.");
  EXPECT_EQ(job->statement.id, StatementId{1});
  EXPECT_FALSE(engine::send_job(state(), DeliveryId{99}, clock.now()));
}

}  // namespace
}  // namespace voelspriet::test
