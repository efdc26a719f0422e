// SPDX-License-Identifier: Apache-2.0
// A claim: one checkable assertion that goes round, with its evidence, the rulings of people on its mentions, and its verdict.
// The machine may promote a group to a claim; it never decides one. A verdict is proposed by one person and signed by another.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hub/crypto/digest.hpp"
#include "hub/domain/mention.hpp"

namespace voelspriet::domain {

using crypto::Digest;

// A trailing underscore only dodges a C++ keyword; it is not part of the word in JSON.
BOOST_DEFINE_ENUM_CLASS(ClaimStatus, new_, checking, confirmed, false_, misleading, undetermined, closed)
BOOST_DEFINE_ENUM_CLASS(Verdict, confirmed, false_, misleading, undetermined)
BOOST_DEFINE_ENUM_CLASS(Stance, supports, contradicts)

// What a verdict rests on. The text and its hash never change; a mistake is answered by more evidence.
struct Evidence {
  EvidenceId id{};
  std::string source;                 // who or what says so: "Meetwagen 2"
  std::string text;                   // what it says
  std::string link;                   // where it can be seen, "" = nowhere
  std::string origin;                 // the independent first source it goes back to; equal origins count once
  Stance stance = Stance::supports;
  bool official = false;
  Digest sha256{};                    // of the file handed in, or of `text`
  std::optional<MentionRef> mention;  // the mention it comes from
  PersonId by{};
  Time at{};
  bool operator==(const Evidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (id, source, text, link, origin, stance, official, sha256, mention, by, at))

struct Proposal {
  Verdict verdict = Verdict::undetermined;
  std::vector<EvidenceId> evidence;
  std::string note;
  PersonId by{};
  Time at{};
  bool operator==(const Proposal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Proposal, (), (verdict, evidence, note, by, at))

struct SignedVerdict {
  Verdict verdict = Verdict::undetermined;
  PersonId proposed_by{}, signed_by{};
  StatementId statement{};            // signed by approving this one; 0 = by itself
  Time at{};
  bool operator==(const SignedVerdict&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignedVerdict, (), (verdict, proposed_by, signed_by, statement, at))

// A person's word on one mention and this claim; outranks every machine match.
struct Ruling {
  MentionRef mention;
  MatchState state = MatchState::confirmed;  // confirmed or rejected
  PersonId by{};
  bool operator==(const Ruling&) const = default;
};
BOOST_DESCRIBE_STRUCT(Ruling, (), (mention, state, by))

struct Claim {
  ClaimId id{};
  IncidentId incident{};
  std::string assertion;
  ClaimStatus status = ClaimStatus::new_;
  std::string rule;                   // of promotion, "" = made by a person
  std::vector<Ordinal> promoted_from; // the mentions it was promoted from
  PersonId owner{};                   // whoever took it
  std::vector<Evidence> evidence;     // in order of arrival
  std::optional<Proposal> proposal;
  std::optional<SignedVerdict> verdict;
  std::vector<Ruling> rulings;        // sorted by ordinal, then by id
  ClaimId merged_into{};
  Time made_at{};
  Sequence version = 0;

  const Ruling* ruling_on(const MentionRef& mention) const;
  bool operator==(const Claim&) const = default;
};
BOOST_DESCRIBE_STRUCT(Claim, (), (id, incident, assertion, status, rule, promoted_from, owner, evidence, proposal, verdict, rulings, merged_into, made_at,
                                  version))

// Two claims that cannot both hold; stays open until a person says how it is.
struct Contradiction {
  ContradictionId id{};
  IncidentId incident{};
  ClaimId a{}, b{};
  std::string note;
  std::optional<std::string> resolution;
  Sequence version = 0;
  bool operator==(const Contradiction&) const = default;
};
BOOST_DESCRIBE_STRUCT(Contradiction, (), (id, incident, a, b, note, resolution, version))

// Commands. `base` of the command's meta is the version of `claim`.
struct MakeClaim {
  static constexpr std::string_view kType = "make_claim";
  std::string assertion;
  std::vector<MentionRef> mentions;   // confirmed with it
};
BOOST_DESCRIBE_STRUCT(MakeClaim, (), (assertion, mentions))
struct PromoteGroup {                 // the hub's only; the bus refuses it from anyone
  static constexpr std::string_view kType = "promote_group";
  std::string assertion, rule;
  std::vector<Ordinal> ordinals;
};
BOOST_DESCRIBE_STRUCT(PromoteGroup, (), (assertion, rule, ordinals))
struct RewordClaim {
  static constexpr std::string_view kType = "reword_claim";
  ClaimId claim{};
  std::string assertion;
};
BOOST_DESCRIBE_STRUCT(RewordClaim, (), (claim, assertion))
struct TakeClaim {
  static constexpr std::string_view kType = "take_claim";
  ClaimId claim{};
};
BOOST_DESCRIBE_STRUCT(TakeClaim, (), (claim))
struct CheckClaim {
  static constexpr std::string_view kType = "check_claim";
  ClaimId claim{};
};
BOOST_DESCRIBE_STRUCT(CheckClaim, (), (claim))
struct CloseClaim {
  static constexpr std::string_view kType = "close_claim";
  ClaimId claim{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CloseClaim, (), (claim, reason))
struct ReopenClaim {
  static constexpr std::string_view kType = "reopen_claim";
  ClaimId claim{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReopenClaim, (), (claim, reason))
struct AddEvidence {
  static constexpr std::string_view kType = "add_evidence";
  ClaimId claim{};
  std::string source, text, link, origin;
  Stance stance = Stance::supports;
  bool official = false;
  std::optional<Digest> file;         // hash of a file that `link` or `text` describes
  std::optional<MentionRef> mention;
};
BOOST_DESCRIBE_STRUCT(AddEvidence, (), (claim, source, text, link, origin, stance, official, file, mention))
struct ProposeVerdict {
  static constexpr std::string_view kType = "propose_verdict";
  ClaimId claim{};
  Verdict verdict = Verdict::undetermined;
  std::vector<EvidenceId> evidence;   // empty = all of it
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ProposeVerdict, (), (claim, verdict, evidence, note))
struct SignVerdict {
  static constexpr std::string_view kType = "sign_verdict";
  ClaimId claim{};
};
BOOST_DESCRIBE_STRUCT(SignVerdict, (), (claim))
struct DeclineVerdict {
  static constexpr std::string_view kType = "decline_verdict";
  ClaimId claim{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DeclineVerdict, (), (claim, reason))
struct RuleMatches {
  static constexpr std::string_view kType = "rule_matches";
  ClaimId claim{};
  std::vector<MentionRef> mentions;
  MatchState state = MatchState::confirmed;
};
BOOST_DESCRIBE_STRUCT(RuleMatches, (), (claim, mentions, state))
struct MergeClaims {
  static constexpr std::string_view kType = "merge_claims";
  ClaimId claim{}, into{};
};
BOOST_DESCRIBE_STRUCT(MergeClaims, (), (claim, into))
struct SplitClaim {
  static constexpr std::string_view kType = "split_claim";
  ClaimId claim{};
  std::string assertion;
  std::vector<MentionRef> mentions;
};
BOOST_DESCRIBE_STRUCT(SplitClaim, (), (claim, assertion, mentions))
struct RaiseContradiction {
  static constexpr std::string_view kType = "raise_contradiction";
  ClaimId claim{}, with{};
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RaiseContradiction, (), (claim, with, note))
struct ResolveContradiction {
  static constexpr std::string_view kType = "resolve_contradiction";
  ContradictionId contradiction{};
  std::string resolution;
};
BOOST_DESCRIBE_STRUCT(ResolveContradiction, (), (contradiction, resolution))

// Events
struct ClaimMade {
  static constexpr std::string_view kType = "claim_made";
  ClaimId claim{};
  std::string assertion;
  std::vector<MentionRef> mentions;
};
BOOST_DESCRIBE_STRUCT(ClaimMade, (), (claim, assertion, mentions))
struct ClaimPromoted {                // the only machine act on claims in the log
  static constexpr std::string_view kType = "claim_promoted";
  ClaimId claim{};
  std::string assertion, rule;
  std::vector<Ordinal> ordinals;
};
BOOST_DESCRIBE_STRUCT(ClaimPromoted, (), (claim, assertion, rule, ordinals))
struct ClaimReworded {
  static constexpr std::string_view kType = "claim_reworded";
  ClaimId claim{};
  std::string assertion;
};
BOOST_DESCRIBE_STRUCT(ClaimReworded, (), (claim, assertion))
struct ClaimTaken {
  static constexpr std::string_view kType = "claim_taken";
  ClaimId claim{};
  PersonId from{};                    // whose it was
};
BOOST_DESCRIBE_STRUCT(ClaimTaken, (), (claim, from))
struct ClaimStatusChanged {
  static constexpr std::string_view kType = "claim_status_changed";
  ClaimId claim{};
  ClaimStatus from = ClaimStatus::new_, to = ClaimStatus::new_;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ClaimStatusChanged, (), (claim, from, to, reason))
struct EvidenceAdded {
  static constexpr std::string_view kType = "evidence_added";
  ClaimId claim{};
  Evidence evidence;
};
BOOST_DESCRIBE_STRUCT(EvidenceAdded, (), (claim, evidence))
struct VerdictProposed {
  static constexpr std::string_view kType = "verdict_proposed";
  ClaimId claim{};
  Proposal proposal;
};
BOOST_DESCRIBE_STRUCT(VerdictProposed, (), (claim, proposal))
struct VerdictSigned {
  static constexpr std::string_view kType = "verdict_signed";
  ClaimId claim{};
  SignedVerdict verdict;
};
BOOST_DESCRIBE_STRUCT(VerdictSigned, (), (claim, verdict))
struct VerdictDeclined {
  static constexpr std::string_view kType = "verdict_declined";
  ClaimId claim{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(VerdictDeclined, (), (claim, reason))
struct MatchesRuled {
  static constexpr std::string_view kType = "matches_ruled";
  ClaimId claim{};
  std::vector<MentionRef> mentions;
  MatchState state = MatchState::confirmed;
};
BOOST_DESCRIBE_STRUCT(MatchesRuled, (), (claim, mentions, state))
struct ClaimsMerged {
  static constexpr std::string_view kType = "claims_merged";
  ClaimId claim{}, into{};
};
BOOST_DESCRIBE_STRUCT(ClaimsMerged, (), (claim, into))
struct ClaimSplit {
  static constexpr std::string_view kType = "claim_split";
  ClaimId claim{}, made{};
  std::string assertion;
  std::vector<MentionRef> mentions;
};
BOOST_DESCRIBE_STRUCT(ClaimSplit, (), (claim, made, assertion, mentions))
struct ContradictionRaised {
  static constexpr std::string_view kType = "contradiction_raised";
  ContradictionId contradiction{};
  ClaimId a{}, b{};
  std::string note;
};
BOOST_DESCRIBE_STRUCT(ContradictionRaised, (), (contradiction, a, b, note))
struct ContradictionResolved {
  static constexpr std::string_view kType = "contradiction_resolved";
  ContradictionId contradiction{};
  std::string resolution;
};
BOOST_DESCRIBE_STRUCT(ContradictionResolved, (), (contradiction, resolution))

}  // namespace voelspriet::domain
