// SPDX-License-Identifier: Apache-2.0
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;

engine::Channels two_channels() {
  engine::Channels channels;
  channels.push_back(std::make_unique<FakeChannel>("web", Promise::once));
  channels.push_back(std::make_unique<FakeChannel>("x", Promise::by_person));
  return channels;
}

struct StatementTest : testing::Test, Desk {
  StatementTest() : Desk(two_channels()) {}
  Sequence version(StatementId id) { return statement(id.value).version; }
  Wording reworded(StatementId id, std::string body) {
    Wording wording = statement(id.value).wording;
    wording.body = std::move(body);
    return wording;
  }
};

TEST_F(StatementTest, TheAuthorCannotApprove) {
  const StatementId id = draft();
  submit(id);
  EXPECT_EQ(refused(kEditor, ApproveStatement{id, leaves(1)}, version(id)), Errc::kForbidden);
  must(kLead, ChangeRoles{kEditor, {Role::editor, Role::spokesperson}}, state().person(kEditor)->version);
  EXPECT_EQ(refused(kEditor, ApproveStatement{id, leaves(1)}, version(id)), Errc::kOwnWork);
  approve(id);
  EXPECT_EQ(statement(1).approval->by, kSpokesperson);
}

TEST_F(StatementTest, EveryoneWhoChangedAWordIsAnAuthor) {
  const StatementId id = draft();
  must(kLead, EditStatement{id, reworded(id, "Anders.")}, version(id));
  submit(id);
  EXPECT_EQ(refused(kLead, ApproveStatement{id, leaves(1)}, version(id)), Errc::kOwnWork);
}

TEST_F(StatementTest, AnyEditVoidsWhatWasSubmitted) {
  const StatementId id = draft();
  submit(id);
  const auto old = leaves(1);
  const Sequence seen = version(id);
  must(kEditor, EditStatement{id, reworded(id, "Een ander woord.")}, version(id));
  EXPECT_TRUE(statement(1).variants.empty());
  submit(id);
  EXPECT_EQ(refused(kSpokesperson, ApproveStatement{id, old}, seen), Errc::kStale);
  EXPECT_EQ(refused(kSpokesperson, ApproveStatement{id, old}, version(id)), Errc::kStale);
  EXPECT_NE(old, leaves(1));
}

TEST_F(StatementTest, TwoEditorsNeverOverwriteEachOther) {
  const StatementId id = draft();
  const Sequence seen = version(id);
  must(kEditor, EditStatement{id, reworded(id, "Eerst.")}, seen);
  EXPECT_EQ(refused(kLead, EditStatement{id, reworded(id, "Daarna.")}, seen), Errc::kStale);
}

TEST_F(StatementTest, AMendedStatementIsReleasedByAnEarlierAuthor) {
  const StatementId id = draft();
  submit(id);
  EXPECT_EQ(refused(kEditor, ReleaseStatement{id, leaves(1)}, version(id)), Errc::kForbidden) << "nobody mended it";
  must(kSpokesperson, EditStatement{id, reworded(id, "De brandweer meet nergens chloor.")}, version(id));
  must(kSpokesperson, SubmitStatement{id}, version(id));
  EXPECT_EQ(refused(kSpokesperson, ApproveStatement{id, leaves(1)}, version(id)), Errc::kOwnWork);
  EXPECT_EQ(refused(kSpokesperson, ReleaseStatement{id, leaves(1)}, version(id)), Errc::kForbidden);
  EXPECT_EQ(refused(kAnalyst, ReleaseStatement{id, leaves(1)}, version(id)), Errc::kForbidden) << "never an author";
  must(kEditor, ReleaseStatement{id, leaves(1)}, version(id));
  EXPECT_TRUE(statement(1).approval->released);
}

TEST_F(StatementTest, ApprovingSignsTheCitedVerdict) {
  const ClaimId claim_id = make_claim();
  add_evidence(claim_id, Stance::contradicts, "meetwagen");
  propose(claim_id, Verdict::false_);
  const StatementId id = draft({claim_id});
  submit(id);
  approve(id);
  EXPECT_EQ(claim(1).status, ClaimStatus::false_);
  EXPECT_EQ(claim(1).verdict->statement, id);
  EXPECT_EQ(claim(1).verdict->signed_by, kSpokesperson);
}

TEST_F(StatementTest, WhoProposedTheVerdictCannotApproveTheStatementThatCitesIt) {
  const ClaimId claim_id = make_claim();
  add_evidence(claim_id, Stance::contradicts, "meetwagen");
  must(kLead, ProposeVerdict{claim_id, Verdict::false_, {}, ""}, claim(1).version);
  const StatementId id = draft({claim_id});
  submit(id);
  EXPECT_EQ(refused(kLead, ApproveStatement{id, leaves(1)}, version(id)), Errc::kOwnWork);
  EXPECT_FALSE(statement(1).approval);
}

TEST_F(StatementTest, PartOfTheChannelsCanBeApproved) {
  const StatementId id = draft();
  submit(id);
  must(kSpokesperson, ApproveStatement{id, {leaves(1)[1]}}, version(id));
  ASSERT_EQ(state().deliveries.rows.size(), 1u);
  EXPECT_EQ(delivery(1).channel, "x");
}

TEST_F(StatementTest, WhatAnApprovalLeftOutIsApprovedLater) {
  const StatementId id = draft();
  submit(id);
  const Digest web = leaves(1)[0], x = leaves(1)[1];
  must(kSpokesperson, ApproveStatement{id, {web}}, version(id));
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  must(PersonId{}, SettleDelivery{DeliveryId{1}, DeliveryStatus::delivered, "", "pagina 1", {}});
  EXPECT_EQ(statement(1).status, StatementStatus::partly_sent);
  EXPECT_EQ(refused(kLead, ApproveStatement{id, {web, x}}, version(id)), Errc::kWrongState) << "the page is approved and out";
  EXPECT_EQ(refused(kEditor, ApproveStatement{id, {x}}, version(id)), Errc::kForbidden);
  must(kLead, ApproveStatement{id, {x}}, version(id));
  ASSERT_EQ(state().deliveries.rows.size(), 2u) << "what is out is not sent again";
  EXPECT_EQ(delivery(2).channel, "x");
  EXPECT_EQ(statement(1).status, StatementStatus::sending);
  EXPECT_EQ(statement(1).approval_of(web)->by, kSpokesperson);
  EXPECT_EQ(statement(1).approval_of(x)->by, kLead);
  EXPECT_EQ(refused(kLead, ApproveStatement{id, {x}}, version(id)), Errc::kWrongState);
}

TEST_F(StatementTest, WhatAnApprovalLeftOutIsNotApprovedOnceItIsCorrected) {
  const StatementId first = draft();
  submit(first);
  must(kSpokesperson, ApproveStatement{first, {leaves(1)[0]}}, version(first));
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  must(PersonId{}, SettleDelivery{DeliveryId{1}, DeliveryStatus::delivered, "", "pagina 1", {}});
  Wording wording = statement(1).wording;
  wording.relation = Relation::corrects;
  wording.target = first;
  must(kEditor, DraftStatement{wording});
  submit(StatementId{2});
  approve(StatementId{2});
  must(PersonId{}, StartDelivery{DeliveryId{2}});
  must(PersonId{}, SettleDelivery{DeliveryId{2}, DeliveryStatus::delivered, "", "pagina 2", {}});
  EXPECT_EQ(refused(kSpokesperson, ApproveStatement{first, {leaves(1)[1]}}, version(first)), Errc::kWrongState);
}

TEST_F(StatementTest, AWithdrawnFactStopsApprovalAndSending) {
  must(kEditor, RegisterFact{FactKind::phone, "0800 555 01 90", "publieksinformatie", "gemeente", {}});
  const StatementId id = draft();
  Wording wording = reworded(id, "Bel 0800 555 01 90.");
  wording.facts = {FactId{1}};
  must(kEditor, EditStatement{id, wording}, version(id));
  submit(id);
  approve(id);
  must(kEditor, WithdrawFact{FactId{1}, "nummer klopt niet"});
  EXPECT_EQ(refused(PersonId{}, StartDelivery{DeliveryId{1}}), Errc::kExpired);
}

TEST_F(StatementTest, AFactPastItsTimeCannotBeSubmitted) {
  must(kEditor, RegisterFact{FactKind::time, "15:00", "volgend bericht", "gemeente", clock.now() + std::chrono::minutes{5}});
  const StatementId id = draft();
  Wording wording = reworded(id, "Om 15:00 meer.");
  wording.facts = {FactId{1}};
  must(kEditor, EditStatement{id, wording}, version(id));
  clock.advance(std::chrono::minutes{6});
  EXPECT_EQ(refused(kEditor, SubmitStatement{id}, version(id)), Errc::kExpired);
}

TEST_F(StatementTest, ACorrectionMarksWhatItCorrectsOnceItArrives) {
  const StatementId first = draft();
  submit(first);
  approve(first);
  must(PersonId{}, StartDelivery{DeliveryId{1}});
  must(PersonId{}, SettleDelivery{DeliveryId{1}, DeliveryStatus::delivered, "", "pagina 1", {}});
  Wording wording = statement(1).wording;
  wording.title = "Correctie";
  wording.relation = Relation::corrects;
  wording.target = first;
  must(kEditor, DraftStatement{wording});
  const StatementId second{2};
  submit(second);
  approve(second);
  EXPECT_NE(statement(1).status, StatementStatus::corrected);
  must(PersonId{}, StartDelivery{DeliveryId{3}});
  must(PersonId{}, SettleDelivery{DeliveryId{3}, DeliveryStatus::delivered, "", "pagina 2", {}});
  EXPECT_EQ(statement(1).status, StatementStatus::corrected);
  EXPECT_EQ(statement(1).corrected_by, second);
  EXPECT_EQ(refused(PersonId{}, StartDelivery{DeliveryId{2}}), Errc::kWrongState) << "by hand, and not wanted any more";
}

TEST(Leaf, EveryFieldCountsAndNoneCanBeShiftedIntoTheNext) {
  const LeafFrame frame{"Moerhaven", false, kFire, StatementId{1}, 1, Relation::none, StatementId{}, {}};
  Variant variant;
  variant.channel = "web";
  variant.language = "nl";
  variant.parts = {{"text/plain", "Sluit ramen", {}, {}}};
  const Digest digest = leaf_digest(frame, variant);
  const auto differs = [&](auto change) {
    LeafFrame f = frame;
    Variant v = variant;
    change(f, v);
    return leaf_digest(f, v) != digest;
  };
  EXPECT_TRUE(differs([](auto& f, auto&) { f.exercise = true; }));
  EXPECT_TRUE(differs([](auto& f, auto&) { f.revision = 2; }));
  EXPECT_TRUE(differs([](auto& f, auto&) { f.facts = {{FactId{1}, 4}}; }));
  EXPECT_TRUE(differs([](auto&, auto& v) { v.audience = "a"; }));
  EXPECT_TRUE(differs([](auto&, auto& v) { v.parts[0].bytes += " "; }));
  EXPECT_TRUE(differs([](auto&, auto& v) { v.parts[0].alt_texts = {""}; }));
  EXPECT_TRUE(differs([](auto&, auto& v) { v.channel = "we", v.kind = "b"; }));
  EXPECT_TRUE(differs([](auto& f, auto& v) { f.desk = "Moer", v.language = "havennl"; }));
}

TEST_F(StatementTest, AnApprovalSignsNoOtherVerdictThanTheTextSays) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::contradicts, "Meetwagen 2", true);
  propose(id, Verdict::false_);
  const StatementId text = draft({id});
  submit(text);
  must(kSecondAnalyst, ProposeVerdict{id, Verdict::misleading, {}, ""}, claim(id.value).version);
  EXPECT_EQ(refused(kSpokesperson, ApproveStatement{text, leaves(text.value)}, statement(text.value).version), Errc::kStale);
  must(kSecondAnalyst, ProposeVerdict{id, Verdict::false_, {}, ""}, claim(id.value).version);
  approve(text);
  EXPECT_EQ(claim(id.value).status, ClaimStatus::false_);
}

}  // namespace
}  // namespace voelspriet::test
