// SPDX-License-Identifier: Apache-2.0
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;

struct IncidentTest : testing::Test, Desk {
  const Incident& fire() const { return *state().incidents.find(kFire); }
};

TEST_F(IncidentTest, OnlyALeadReopensAndOnlyWhatIsClosed) {
  EXPECT_EQ(refused(kLead, ReopenIncident{"correctie nodig", {}}), Errc::kWrongState);
  must(kLead, CloseIncident{"voorbij"});
  EXPECT_EQ(refused(kSpokesperson, ReopenIncident{"correctie nodig", {}}), Errc::kForbidden);
  EXPECT_EQ(refused(kLead, ReopenIncident{"", {}}), Errc::kMissingField);
  must(kLead, ReopenIncident{"correctie nodig", {}});
  EXPECT_TRUE(fire().open());
  make_claim();
}

TEST_F(IncidentTest, ReopensWithWhatItListenedForAndAnEndThatLiesAhead) {
  const Time end = fire().ends_at;
  const WatchProfile profile = fire().profile;
  must(kLead, CloseIncident{"voorbij"});
  clock.set(end);
  EXPECT_EQ(refused(kLead, ReopenIncident{"correctie nodig", {}}), Errc::kBadValue);
  const Time later = end + std::chrono::hours{4};
  must(kLead, ReopenIncident{"correctie nodig", later});
  EXPECT_EQ(fire().ends_at, later);
  const auto event = kCodec.decode(log.lines.back());
  EXPECT_EQ(std::get<IncidentReopened>(event->body).profile, profile) << "who begins to listen needs nothing else";
}

TEST_F(IncidentTest, WhatWasSaidCanBeCorrectedAfterReopening) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::contradicts, "meetwagen");
  must(kLead, CloseIncident{"voorbij"});
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{id, Verdict::false_, {}, ""}, claim(1).version), Errc::kWrongState);
  must(kLead, ReopenIncident{"het klopte niet", {}});
  propose(id, Verdict::false_);
}

}  // namespace
}  // namespace voelspriet::test
