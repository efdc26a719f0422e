// SPDX-License-Identifier: Apache-2.0
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;

engine::Channels one_channel() {
  engine::Channels channels;
  channels.push_back(std::make_unique<FakeChannel>("web", Promise::once));
  return channels;
}

struct DeliveryTest : testing::Test, Desk {
  DeliveryTest() : Desk(one_channel()) {
    const StatementId id = draft();
    submit(id);
    approve(id);
  }
  void settle(DeliveryStatus outcome, std::string reason = "") {
    must(PersonId{}, SettleDelivery{DeliveryId{1}, outcome, std::move(reason), "", {}});
  }
};

TEST_F(DeliveryTest, OnlyTheHubStartsAndSettles) {
  EXPECT_EQ(refused(kLead, StartDelivery{DeliveryId{1}}), Errc::kForbidden);
  EXPECT_EQ(refused(kLead, SettleDelivery{DeliveryId{1}, DeliveryStatus::delivered, "", "", {}}), Errc::kForbidden);
}

TEST_F(DeliveryTest, WhatArrivedNeverBecomesReadyAgain) {
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  settle(DeliveryStatus::delivered);
  EXPECT_EQ(statement(1).status, StatementStatus::sent);
  EXPECT_EQ(refused(PersonId{}, StartDelivery{DeliveryId{1}}), Errc::kWrongState);
  EXPECT_EQ(refused(kEditor, RetryDelivery{DeliveryId{1}, ""}), Errc::kWrongState);
  EXPECT_EQ(refused(PersonId{}, SettleDelivery{DeliveryId{1}, DeliveryStatus::queued, "", "", {}}), Errc::kWrongState);
}

TEST_F(DeliveryTest, UncertainIsLookedForNotRetried) {
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  settle(DeliveryStatus::uncertain, "no answer");
  EXPECT_EQ(refused(kEditor, RetryDelivery{DeliveryId{1}, ""}), Errc::kWrongState);
  must(kEditor, LookDelivery{DeliveryId{1}});
  settle(DeliveryStatus::failed, "not there");
  must(kEditor, RetryDelivery{DeliveryId{1}, ""});
  EXPECT_EQ(delivery(1).status, DeliveryStatus::queued);
}

TEST_F(DeliveryTest, AStatementThatArrivedNowhereSaysSo) {
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  EXPECT_EQ(statement(1).status, StatementStatus::sending);
  settle(DeliveryStatus::uncertain, "no answer");
  EXPECT_EQ(statement(1).status, StatementStatus::uncertain);
  settle(DeliveryStatus::failed, "not there");
  EXPECT_EQ(statement(1).status, StatementStatus::failed);
  must(kEditor, RetryDelivery{DeliveryId{1}, ""});
  EXPECT_EQ(statement(1).status, StatementStatus::sending);
}

TEST_F(DeliveryTest, TheBrakeStopsWhatHasNotStarted) {
  must(kAnalyst, PullBrake{"verkeerd nummer"});
  EXPECT_EQ(refused(PersonId{}, StartDelivery{DeliveryId{1}}), Errc::kBraked);
  EXPECT_EQ(refused(kAnalyst, ReleaseBrake{""}), Errc::kForbidden);
  must(kSpokesperson, ReleaseBrake{"nummer nagekeken"});
  must(PersonId{}, StartDelivery{DeliveryId{1}});
}

TEST_F(DeliveryTest, AnIncidentStaysOpenWhileSomethingIsOnItsWay) {
  EXPECT_EQ(refused(kLead, CloseIncident{"voorbij"}), Errc::kWrongState);
}

TEST_F(DeliveryTest, EveryTryCarriesTheSameKey) {
  const std::string key = delivery(1).key;
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  settle(DeliveryStatus::queued, "not sent");
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  EXPECT_EQ(delivery(1).key, key);
  EXPECT_EQ(delivery(1).tries, 2u);
  EXPECT_EQ(key.size(), 32u);
}

}  // namespace
}  // namespace voelspriet::test
