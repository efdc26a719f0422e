// SPDX-License-Identifier: Apache-2.0
// Private to hub/domain: the questions most rules ask first, and the overload per command that decide() dispatches to.
#pragma once

#include <initializer_list>
#include <string>

#include "hub/domain/decide.hpp"

namespace voelspriet::domain {

struct Asked {  // one command, seen from inside its rule
  const State& state;
  const Actor& actor;
  const CommandMeta& meta;
  const Context& context;

  // The first thing that stands in the way, or nothing. A lead has every role but exercise_control.
  std::optional<Error> not_one_of(std::initializer_list<Role> roles) const;
  std::optional<Error> incident_shut() const;  // meta.incident must name an open one
  std::optional<Error> stale(std::string_view what, Sequence current) const;
};

// "claim 17"
std::string place(std::string_view kind, std::uint64_t number);
std::optional<Error> bad_text(std::string_view field, std::string_view text, std::size_t most, bool may_be_empty = false);

#define VOELSPRIET_REFUSE_IF(problem) \
  if (auto refused = (problem)) return tl::unexpected<Error>(std::move(*refused))

Decision decide_one(const Asked&, const AddPerson&);
Decision decide_one(const Asked&, const ChangeRoles&);
Decision decide_one(const Asked&, const AddKey&);
Decision decide_one(const Asked&, const RevokeKey&);
Decision decide_one(const Asked&, const OpenIncident&);
Decision decide_one(const Asked&, const ChangeIncident&);
Decision decide_one(const Asked&, const SetProfile&);
Decision decide_one(const Asked&, const CloseIncident&);
Decision decide_one(const Asked&, const ReopenIncident&);
Decision decide_one(const Asked&, const MakeClaim&);
Decision decide_one(const Asked&, const PromoteGroup&);
Decision decide_one(const Asked&, const RewordClaim&);
Decision decide_one(const Asked&, const TakeClaim&);
Decision decide_one(const Asked&, const CheckClaim&);
Decision decide_one(const Asked&, const CloseClaim&);
Decision decide_one(const Asked&, const ReopenClaim&);
Decision decide_one(const Asked&, const AddEvidence&);
Decision decide_one(const Asked&, const ProposeVerdict&);
Decision decide_one(const Asked&, const SignVerdict&);
Decision decide_one(const Asked&, const DeclineVerdict&);
Decision decide_one(const Asked&, const RuleMatches&);
Decision decide_one(const Asked&, const MergeClaims&);
Decision decide_one(const Asked&, const SplitClaim&);
Decision decide_one(const Asked&, const RaiseContradiction&);
Decision decide_one(const Asked&, const ResolveContradiction&);
Decision decide_one(const Asked&, const RegisterFact&);
Decision decide_one(const Asked&, const WithdrawFact&);
Decision decide_one(const Asked&, const DraftStatement&);
Decision decide_one(const Asked&, const EditStatement&);
Decision decide_one(const Asked&, const SubmitStatement&);
Decision decide_one(const Asked&, const ReturnStatement&);
Decision decide_one(const Asked&, const ApproveStatement&);
Decision decide_one(const Asked&, const ReleaseStatement&);
Decision decide_one(const Asked&, const StartDelivery&);
Decision decide_one(const Asked&, const SettleDelivery&);
Decision decide_one(const Asked&, const RetryDelivery&);
Decision decide_one(const Asked&, const ReportDelivery&);
Decision decide_one(const Asked&, const LookDelivery&);
Decision decide_one(const Asked&, const PullBrake&);
Decision decide_one(const Asked&, const ReleaseBrake&);
Decision decide_one(const Asked&, const TakeLock&);
Decision decide_one(const Asked&, const ReleaseLock&);
Decision decide_one(const Asked&, const Undo&);

// The claim of a command, open to work on: in this open incident and not merged away.
Result<const Claim*> workable(const Asked& asked, ClaimId id);
// A verdict can be signed now by this actor; shared by SignVerdict and by approving a statement that cites the claim.
std::optional<Error> cannot_sign(const Asked& asked, const Claim& claim);
// Facts cited by a wording that do not hold now.
std::optional<Error> fallen_fact(const Asked& asked, const std::vector<FactId>& facts);

// Applies one event's body; one overload per event, in the file of its feature.
struct Applied {
  State& state;
  const EventMeta& meta;
};
void apply(Applied, const DeskFounded&);
void apply(Applied, const PersonAdded&);
void apply(Applied, const RolesChanged&);
void apply(Applied, const KeyAdded&);
void apply(Applied, const KeyRevoked&);
void apply(Applied, const IncidentOpened&);
void apply(Applied, const IncidentChanged&);
void apply(Applied, const ProfileSet&);
void apply(Applied, const IncidentClosed&);
void apply(Applied, const IncidentReopened&);
void apply(Applied, const ClaimMade&);
void apply(Applied, const ClaimPromoted&);
void apply(Applied, const ClaimReworded&);
void apply(Applied, const ClaimTaken&);
void apply(Applied, const ClaimStatusChanged&);
void apply(Applied, const EvidenceAdded&);
void apply(Applied, const VerdictProposed&);
void apply(Applied, const VerdictSigned&);
void apply(Applied, const VerdictDeclined&);
void apply(Applied, const MatchesRuled&);
void apply(Applied, const ClaimsMerged&);
void apply(Applied, const ClaimSplit&);
void apply(Applied, const ContradictionRaised&);
void apply(Applied, const ContradictionResolved&);
void apply(Applied, const FactRegistered&);
void apply(Applied, const FactWithdrawn&);
void apply(Applied, const StatementDrafted&);
void apply(Applied, const StatementEdited&);
void apply(Applied, const StatementSubmitted&);
void apply(Applied, const StatementReturned&);
void apply(Applied, const StatementApproved&);
void apply(Applied, const DeliveriesQueued&);
void apply(Applied, const DeliveryStarted&);
void apply(Applied, const DeliverySettled&);
void apply(Applied, const DeliveryLookedFor&);
void apply(Applied, const BrakePulled&);
void apply(Applied, const BrakeReleased&);
void apply(Applied, const LockTaken&);
void apply(Applied, const LockReleased&);
void apply(Applied, const Undone&);

// The object an event names; a missing one is a broken log (asserted).
Claim& claim_of(State& state, ClaimId id);
Statement& statement_of(State& state, StatementId id);
Delivery& delivery_of(State& state, DeliveryId id);

// Keeps how the claims were, so that this act can be undone.
void keep_undoable(Applied applied, std::string_view act, std::vector<ClaimImage> before);
ClaimImage image_of(const Claim& claim, const std::vector<MentionRef>& ruled = {});

}  // namespace voelspriet::domain
