// SPDX-License-Identifier: Apache-2.0
#include "hub/figures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "hub/bus_to_threads.hpp"
#include "hub/watch.hpp"

namespace voelspriet::hub {
namespace {

gateway::PartHealth part(const Figures& figures, const std::string& name) {
  const auto report = health_of("Moerhaven", false, figures);
  const auto found = std::ranges::find(report.parts, name, &gateway::PartHealth::name);
  return found == report.parts.end() ? gateway::PartHealth{} : *found;
}

TEST(Figures, WhoWasCutBeforeAThreadReadTheirHelloIsNotPresent) {
  Figures figures;
  Mailboxes mailboxes;
  BusToThreads bus{mailboxes, figures};
  wire::Hello hello;
  hello.follow = true;
  ASSERT_TRUE(bus.on_hello({domain::PersonId{7}, 3}, hello));
  EXPECT_EQ(figures.present(), (std::vector<domain::Presence>{{domain::PersonId{7}, 1}}));
  bus.on_gone(3);
  EXPECT_EQ(mailboxes.engine.size(), 1u) << "the hello still waits";
  EXPECT_TRUE(figures.present().empty());
}

TEST(Figures, AFeedThatWasCutBeforeTheIntakeReadItsHelloIsAway) {
  Figures figures;
  Mailboxes mailboxes;
  BusToThreads bus{mailboxes, figures};
  ASSERT_TRUE(bus.on_feed_hello({4, {}}, {"feeds", {"bluesky"}}));
  bus.on_gone(4);
  ASSERT_EQ(figures.feeds().size(), 1u);
  EXPECT_EQ(figures.feeds()[0].state, domain::FeedState::away);
}

TEST(Figures, ASnapshotThatFailsIsShownAndCountedAndStopsNothing) {
  Figures figures;
  EXPECT_EQ(part(figures, "snapshot").state, gateway::PartState::up);
  figures.snapshot_ended(fail(Errc::kStoreFull, "snapshot.json", "no space left"));
  EXPECT_EQ(part(figures, "snapshot").state, gateway::PartState::degraded);
  EXPECT_EQ(part(figures, "snapshot").detail, "snapshot.json: no space left");
  EXPECT_EQ(figures.counters().at("snapshot.failed"), 1u);
  figures.snapshot_ended({});
  EXPECT_EQ(part(figures, "snapshot").state, gateway::PartState::up);
}

TEST(Figures, MentionsThatAreAwayAreShownAlsoWithoutAnIncident) {
  Figures figures;
  figures.mentions_are(domain::StoreState::away, 2);
  EXPECT_EQ(part(figures, "mention_store").state, gateway::PartState::down);
  EXPECT_EQ(part(figures, "mention_store").detail, "away");
  EXPECT_EQ(figures.counters().at("mentions.set_aside"), 2u);
}

}  // namespace
}  // namespace voelspriet::hub
