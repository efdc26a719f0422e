// SPDX-License-Identifier: Apache-2.0
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;

MentionRef mention(Ordinal ordinal) {
  KeyedId id;
  id.bytes[0] = static_cast<std::uint8_t>(ordinal);
  return {ordinal, id};
}

struct ClaimTest : testing::Test, Desk {};

TEST_F(ClaimTest, AnObserverMakesNoClaim) { EXPECT_EQ(refused(kObserver, MakeClaim{"x", {}}), Errc::kForbidden); }

TEST_F(ClaimTest, AnUnknownPersonDoesNothing) { EXPECT_EQ(refused(PersonId{99}, MakeClaim{"x", {}}), Errc::kForbidden); }

TEST_F(ClaimTest, NobodyButTheHubPromotes) {
  EXPECT_EQ(refused(kLead, PromoteGroup{"x", "origins", {1}}), Errc::kForbidden);
  must(PersonId{}, PromoteGroup{"Drie gewonden", "origins", {1, 2, 3}});
  EXPECT_EQ(claim(1).rule, "origins");
}

TEST_F(ClaimTest, AVerdictNeedsEvidence) {
  const ClaimId id = make_claim();
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{id, Verdict::false_, {}, ""}, claim(1).version), Errc::kNotEnoughEvidence);
}

TEST_F(ClaimTest, FalseNeedsEvidenceThatContradicts) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::supports, "beller");
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{id, Verdict::false_, {}, ""}, claim(1).version), Errc::kNotEnoughEvidence);
  add_evidence(id, Stance::contradicts, "meetwagen");
  propose(id, Verdict::false_);
  EXPECT_EQ(claim(1).status, ClaimStatus::checking) << "a proposal is no verdict";
}

TEST_F(ClaimTest, ConfirmingNeedsTwoIndependentSources) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::supports, "beller");
  add_evidence(id, Stance::supports, "beller");
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{id, Verdict::confirmed, {}, ""}, claim(1).version), Errc::kNotEnoughEvidence);
  add_evidence(id, Stance::supports, "krant");
  propose(id, Verdict::confirmed);
}

TEST_F(ClaimTest, OneOfficialSourceConfirms) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::supports, "brandweer", true);
  propose(id, Verdict::confirmed);
}

TEST_F(ClaimTest, AnOpenContradictionStopsConfirming) {
  const ClaimId a = make_claim("Er is chloor");
  const ClaimId b = make_claim("Er is geen chloor");
  add_evidence(a, Stance::supports, "brandweer", true);
  must(kAnalyst, RaiseContradiction{a, b, ""});
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{a, Verdict::confirmed, {}, ""}, claim(1).version), Errc::kContradicted);
  EXPECT_EQ(refused(kAnalyst, MergeClaims{a, b}, claim(1).version), Errc::kContradicted);
  must(kAnalyst, ResolveContradiction{ContradictionId{1}, "gemeten: geen chloor"});
  propose(a, Verdict::confirmed);
}

TEST_F(ClaimTest, AContradictionTheMachineFoundStopsConfirmingToo) {
  const ClaimId three = make_claim("Drie gewonden");
  const ClaimId five = make_claim("Vijf gewonden");
  add_evidence(three, Stance::supports, "meldkamer", true);
  machine_contradicted = {{three, five}};
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{three, Verdict::confirmed, {}, ""}, claim(1).version), Errc::kContradicted);
}

TEST_F(ClaimTest, OnceTheOtherSideFellTheMachinesContradictionIsSettled) {
  const ClaimId three = make_claim("Drie gewonden");
  const ClaimId five = make_claim("Vijf gewonden");
  machine_contradicted = {{three, five}};
  add_evidence(three, Stance::supports, "meldkamer", true);
  add_evidence(five, Stance::contradicts, "meldkamer");
  must(kAnalyst, ProposeVerdict{five, Verdict::false_, {}, ""}, claim(2).version);
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{three, Verdict::confirmed, {}, ""}, claim(1).version), Errc::kContradicted);
  must(kSpokesperson, SignVerdict{five}, claim(2).version);
  propose(three, Verdict::confirmed);
}

TEST_F(ClaimTest, APersonsResolutionOutranksTheMachinesContradiction) {
  const ClaimId a = make_claim("De brug is dicht");
  const ClaimId b = make_claim("De brug is open");
  machine_contradicted = {{a, b}};
  add_evidence(a, Stance::supports, "wegbeheerder", true);
  must(kAnalyst, RaiseContradiction{b, a, ""});
  must(kAnalyst, ResolveContradiction{ContradictionId{1}, "twee bruggen"});
  propose(a, Verdict::confirmed);
}

TEST_F(ClaimTest, TheProposerDoesNotSign) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::contradicts, "meetwagen");
  must(kLead, ProposeVerdict{id, Verdict::false_, {}, ""}, claim(1).version);
  EXPECT_EQ(refused(kLead, SignVerdict{id}, claim(1).version), Errc::kOwnWork);
  EXPECT_EQ(refused(kAnalyst, SignVerdict{id}, claim(1).version), Errc::kForbidden);
  must(kSpokesperson, SignVerdict{id}, claim(1).version);
  EXPECT_EQ(claim(1).status, ClaimStatus::false_);
}

TEST_F(ClaimTest, WhatIsClosedOrDecidedHasNoProposalToSign) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::contradicts, "meetwagen");
  propose(id, Verdict::false_);
  must(kAnalyst, CloseClaim{id, "voorbij"}, claim(1).version);
  EXPECT_EQ(refused(kSpokesperson, SignVerdict{id}, claim(1).version), Errc::kWrongState);
  must(kAnalyst, ReopenClaim{id, "toch niet"}, claim(1).version);
  propose(id, Verdict::false_);
  must(kSpokesperson, SignVerdict{id}, claim(1).version);
  EXPECT_EQ(refused(kLead, SignVerdict{id}, claim(1).version), Errc::kWrongState) << "once";
  EXPECT_EQ(refused(kLead, DeclineVerdict{id, "toch niet"}, claim(1).version), Errc::kWrongState);
}

TEST_F(ClaimTest, EvidenceGoesToTheClaimThatStands) {
  const ClaimId a = make_claim("Er is chloor");
  const ClaimId b = make_claim("Chloorgas vrij");
  must(kAnalyst, MergeClaims{a, b}, claim(1).version);
  EXPECT_EQ(refused(kAnalyst, AddEvidence{a, "krant", "gemeten", "", "", Stance::supports, false, {}, {}}), Errc::kWrongState);
  add_evidence(b, Stance::supports, "krant");
}

TEST_F(ClaimTest, AStaleVerdictIsRefused) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::contradicts, "meetwagen");
  const Sequence seen = claim(1).version;
  add_evidence(id, Stance::supports, "krant");
  EXPECT_EQ(refused(kAnalyst, ProposeVerdict{id, Verdict::false_, {}, ""}, seen), Errc::kStale);
}

TEST_F(ClaimTest, ReopeningForgetsTheVerdict) {
  const ClaimId id = make_claim();
  add_evidence(id, Stance::contradicts, "meetwagen");
  propose(id, Verdict::false_);
  must(kSpokesperson, SignVerdict{id}, claim(1).version);
  must(kAnalyst, ReopenClaim{id, "nieuwe meting"}, claim(1).version);
  EXPECT_EQ(claim(1).status, ClaimStatus::checking);
  EXPECT_FALSE(claim(1).verdict);
  EXPECT_FALSE(claim(1).proposal);
}

TEST_F(ClaimTest, RulingsOfTwoAnalystsDoNotCollide) {
  const ClaimId id = make_claim();
  const Sequence seen = claim(1).version;
  must(kAnalyst, RuleMatches{id, {mention(4), mention(2)}, MatchState::confirmed});
  must(kSecondAnalyst, RuleMatches{id, {mention(2)}, MatchState::rejected});
  EXPECT_EQ(claim(1).version, seen);
  EXPECT_EQ(claim(1).ruling_on(mention(2))->state, MatchState::rejected);
  EXPECT_EQ(claim(1).ruling_on(mention(4))->state, MatchState::confirmed);
  EXPECT_EQ(claim(1).ruling_on(mention(3)), nullptr);
}

TEST_F(ClaimTest, UndoBringsTheRulingsBack) {
  const ClaimId id = make_claim();
  must(kAnalyst, RuleMatches{id, {mention(1)}, MatchState::confirmed});
  const Sequence act = must(kAnalyst, RuleMatches{id, {mention(1), mention(2)}, MatchState::rejected});
  must(kAnalyst, Undo{act});
  EXPECT_EQ(claim(1).ruling_on(mention(1))->state, MatchState::confirmed);
  EXPECT_EQ(claim(1).ruling_on(mention(2)), nullptr);
}

TEST_F(ClaimTest, UndoIsRefusedOnceSomebodyWentOn) {
  const ClaimId id = make_claim();
  const Sequence act = must(kAnalyst, CheckClaim{id}, claim(1).version);
  add_evidence(id, Stance::supports, "beller");
  EXPECT_EQ(refused(kAnalyst, Undo{act}), Errc::kStale);
}

TEST_F(ClaimTest, UndoLeavesWhatAnotherRuledSince) {
  const ClaimId id = make_claim();
  const Sequence act = must(kAnalyst, RuleMatches{id, {mention(1), mention(2)}, MatchState::confirmed});
  const Sequence elsewhere = must(kSecondAnalyst, RuleMatches{id, {mention(3)}, MatchState::rejected});
  const Sequence other = must(kSecondAnalyst, RuleMatches{id, {mention(2)}, MatchState::rejected});
  must(kAnalyst, RuleMatches{id, {mention(2)}, MatchState::confirmed});
  EXPECT_EQ(refused(kSecondAnalyst, Undo{other}), Errc::kStale);
  EXPECT_EQ(refused(kAnalyst, Undo{act}), Errc::kStale) << "theirs again, but not by that act";
  must(kSecondAnalyst, Undo{elsewhere});
}

TEST_F(ClaimTest, AClaimThatOthersWorkedOnIsNotUnmade) {
  const Sequence act = must(kAnalyst, MakeClaim{"Er komt chloorgas vrij", {}});
  const Sequence ruled = must(kSecondAnalyst, RuleMatches{ClaimId{1}, {mention(1)}, MatchState::confirmed});
  EXPECT_EQ(refused(kAnalyst, Undo{act}), Errc::kStale);
  must(kSecondAnalyst, Undo{ruled});
  must(kAnalyst, Undo{act});
  EXPECT_EQ(claim(1).status, ClaimStatus::closed);
}

TEST_F(ClaimTest, OnlyTheOneWhoDidItOrALeadUndoes) {
  const ClaimId id = make_claim();
  const Sequence act = must(kAnalyst, CheckClaim{id}, claim(1).version);
  EXPECT_EQ(refused(kSecondAnalyst, Undo{act}), Errc::kForbidden);
  must(kLead, Undo{act});
  EXPECT_EQ(claim(1).status, ClaimStatus::new_);
  EXPECT_EQ(refused(kLead, Undo{act}), Errc::kNotFound) << "once";
}

TEST_F(ClaimTest, SplitMovesMentionsAndUndoPutsThemBack) {
  const ClaimId id = make_claim();
  must(kAnalyst, RuleMatches{id, {mention(1), mention(2)}, MatchState::confirmed});
  const Sequence act = must(kAnalyst, SplitClaim{id, "Er is een tweede brand", {mention(2)}});
  EXPECT_EQ(claim(1).ruling_on(mention(2))->state, MatchState::rejected);
  EXPECT_EQ(claim(2).ruling_on(mention(2))->state, MatchState::confirmed);
  must(kAnalyst, Undo{act});
  EXPECT_EQ(claim(1).ruling_on(mention(2))->state, MatchState::confirmed);
  EXPECT_EQ(claim(2).status, ClaimStatus::closed);
}

TEST_F(ClaimTest, MergedClaimsStandAsOneAndUndoPartsThem) {
  const ClaimId a = make_claim("Er is chloor");
  const ClaimId b = make_claim("Chloorgas vrij");
  const Sequence act = must(kAnalyst, MergeClaims{a, b}, claim(1).version);
  EXPECT_EQ(state().standing(a), b);
  EXPECT_EQ(refused(kAnalyst, TakeClaim{a}), Errc::kWrongState);
  must(kAnalyst, Undo{act});
  EXPECT_EQ(state().standing(a), a);
}

TEST_F(ClaimTest, TextThatHidesCharactersIsRefusedWithItsPlace) {
  const auto answer = ask(kAnalyst, MakeClaim{"chloor\u202Egas", {}});
  ASSERT_TRUE(answer.refused);
  EXPECT_EQ(to_string(*answer.refused), "/assertion: byte 6 is a character nobody can see");
}

TEST_F(ClaimTest, NothingHappensInAClosedIncident) {
  must(kLead, CloseIncident{"voorbij"});
  EXPECT_EQ(refused(kAnalyst, MakeClaim{"x", {}}), Errc::kWrongState);
}

}  // namespace
}  // namespace voelspriet::test
