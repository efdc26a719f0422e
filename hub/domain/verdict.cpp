// SPDX-License-Identifier: Apache-2.0
// Evidence, verdicts and contradictions: how a claim is decided, by two persons.
#include <algorithm>
#include <set>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

ClaimStatus status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed: return ClaimStatus::confirmed;
    case Verdict::false_: return ClaimStatus::false_;
    case Verdict::misleading: return ClaimStatus::misleading;
    case Verdict::undetermined: return ClaimStatus::undetermined;
  }
  return ClaimStatus::undetermined;
}

// A proposal waits for its second person: the claim was not decided, closed or taken up again meanwhile.
std::optional<Error> no_proposal(const Claim& claim) {
  if (claim.proposal && claim.status == ClaimStatus::checking) return std::nullopt;
  return Error{Errc::kWrongState, place("claim", claim.id.value), "has no proposed verdict"};
}

bool contradicted(const Asked& asked, ClaimId claim) {
  return asked.state.contradicted(claim) || std::ranges::find(asked.context.contradicted, claim) != asked.context.contradicted.end();
}

std::vector<const Evidence*> cited(const Claim& claim, const std::vector<EvidenceId>& ids) {
  std::vector<const Evidence*> rows;
  for (const Evidence& evidence : claim.evidence)
    if (std::ranges::find(ids, evidence.id) != ids.end()) rows.push_back(&evidence);
  return rows;
}

// Confirmed: two of different origin, or one official, and no open contradiction. False: something that contradicts it.
std::optional<Error> too_little(const Asked& asked, const Claim& claim, Verdict verdict, const std::vector<EvidenceId>& ids) {
  const auto rows = cited(claim, ids);
  const std::string where = place("claim", claim.id.value);
  if (rows.empty()) return Error{Errc::kNotEnoughEvidence, where, "needs at least one piece of evidence"};
  if (verdict == Verdict::false_ && std::ranges::none_of(rows, [](auto* row) { return row->stance == Stance::contradicts; }))
    return Error{Errc::kNotEnoughEvidence, where, "needs evidence that contradicts it"};
  if (verdict != Verdict::confirmed) return std::nullopt;
  if (contradicted(asked, claim.id)) return Error{Errc::kContradicted, where, "has an open contradiction; resolve it first"};
  std::set<std::string> origins;
  bool official = false;
  for (const Evidence* row : rows) {
    if (row->stance != Stance::supports) continue;
    origins.insert(row->origin);
    official = official || row->official;
  }
  if (!official && origins.size() < 2)
    return Error{Errc::kNotEnoughEvidence, where, "needs two pieces of evidence of different origin, or one official"};
  return std::nullopt;
}

}  // namespace

Decision decide_one(const Asked& asked, const AddEvidence& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(bad_text("/source", command.source, limits::kNameMax));
  VOELSPRIET_REFUSE_IF(bad_text("/text", command.text, limits::kNoteMax));
  VOELSPRIET_REFUSE_IF(bad_text("/link", command.link, limits::kLinkMax, true));
  VOELSPRIET_REFUSE_IF(bad_text("/origin", command.origin, limits::kNameMax, true));
  Evidence evidence{EvidenceId{asked.state.evidence_given + 1}, command.source, command.text, command.link,
                    command.origin.empty() ? command.source : command.origin, command.stance, command.official,
                    command.file ? *command.file : crypto::sha256(command.text), command.mention, asked.actor.person, asked.context.now};
  return std::vector<EventBody>{EvidenceAdded{command.claim, std::move(evidence)}};
}

Decision decide_one(const Asked& asked, const ProposeVerdict& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(asked.stale(place("claim", command.claim.value), (*claim)->version));
  VOELSPRIET_REFUSE_IF(bad_text("/note", command.note, limits::kNoteMax, true));
  if ((*claim)->status != ClaimStatus::new_ && (*claim)->status != ClaimStatus::checking)
    return fail(Errc::kWrongState, place("claim", command.claim.value), "is decided or closed; reopen it first");
  std::vector<EvidenceId> ids = command.evidence;
  if (ids.empty())
    for (const Evidence& evidence : (*claim)->evidence) ids.push_back(evidence.id);
  if (cited(**claim, ids).size() != ids.size()) return fail(Errc::kNotFound, "/evidence", "names evidence this claim does not have");
  VOELSPRIET_REFUSE_IF(too_little(asked, **claim, command.verdict, ids));
  return std::vector<EventBody>{
      VerdictProposed{command.claim, {command.verdict, std::move(ids), command.note, asked.actor.person, asked.context.now}}};
}

std::optional<Error> cannot_sign(const Asked& asked, const Claim& claim) {
  if (auto no = asked.not_one_of({Role::spokesperson})) return no;
  if (auto none = no_proposal(claim)) return none;
  if (claim.proposal->by == asked.actor.person)
    return Error{Errc::kOwnWork, place("claim", claim.id.value), "you proposed this verdict; somebody else signs it"};
  return too_little(asked, claim, claim.proposal->verdict, claim.proposal->evidence);
}

Decision decide_one(const Asked& asked, const SignVerdict& command) {
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(asked.stale(place("claim", command.claim.value), (*claim)->version));
  VOELSPRIET_REFUSE_IF(cannot_sign(asked, **claim));
  const Proposal& proposal = *(*claim)->proposal;
  return std::vector<EventBody>{
      VerdictSigned{command.claim, {proposal.verdict, proposal.by, asked.actor.person, StatementId{}, asked.context.now}}};
}

Decision decide_one(const Asked& asked, const DeclineVerdict& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::spokesperson}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(asked.stale(place("claim", command.claim.value), (*claim)->version));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  VOELSPRIET_REFUSE_IF(no_proposal(**claim));
  return std::vector<EventBody>{VerdictDeclined{command.claim, command.reason}};
}

Decision decide_one(const Asked& asked, const RaiseContradiction& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto a = workable(asked, command.claim);
  if (!a) return tl::unexpected(a.error());
  const auto b = workable(asked, command.with);
  if (!b) return tl::unexpected(b.error());
  if (command.claim == command.with) return fail(Errc::kBadValue, "/with", "is the same claim");
  VOELSPRIET_REFUSE_IF(bad_text("/note", command.note, limits::kNoteMax, true));
  for (const Contradiction& open : asked.state.contradictions.rows)
    if (!open.resolution && std::minmax(open.a, open.b) == std::minmax(command.claim, command.with))
      return fail(Errc::kAlreadyExists, place("contradiction", open.id.value), "stands open between these two");
  return std::vector<EventBody>{ContradictionRaised{asked.state.contradictions.next_id(), command.claim, command.with, command.note}};
}

Decision decide_one(const Asked& asked, const ResolveContradiction& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  const Contradiction* contradiction = asked.state.contradictions.find(command.contradiction);
  if (!contradiction || contradiction->incident != asked.meta.incident)
    return fail(Errc::kNotFound, place("contradiction", command.contradiction.value), "does not exist in this incident");
  if (contradiction->resolution) return fail(Errc::kWrongState, place("contradiction", contradiction->id.value), "is resolved already");
  VOELSPRIET_REFUSE_IF(bad_text("/resolution", command.resolution, limits::kNoteMax));
  return std::vector<EventBody>{ContradictionResolved{command.contradiction, command.resolution}};
}

void apply(Applied to, const EvidenceAdded& event) {
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim)});
  claim.evidence.push_back(event.evidence);
  claim.version = to.meta.seq;
  to.state.evidence_given = event.evidence.id.value;
}
void apply(Applied to, const VerdictProposed& event) {
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim)});
  claim.status = ClaimStatus::checking;
  claim.proposal = event.proposal;
  claim.version = to.meta.seq;
}
void apply(Applied to, const VerdictSigned& event) {
  Claim& claim = claim_of(to.state, event.claim);
  claim.status = status_of(event.verdict.verdict);
  claim.verdict = event.verdict;
  claim.version = to.meta.seq;
}
void apply(Applied to, const VerdictDeclined& event) {
  Claim& claim = claim_of(to.state, event.claim);
  claim.proposal.reset();
  claim.version = to.meta.seq;
}
void apply(Applied to, const ContradictionRaised& event) {
  to.state.contradictions.add(
      {event.contradiction, to.meta.incident, event.a, event.b, event.note, std::nullopt, to.meta.seq});
}
void apply(Applied to, const ContradictionResolved& event) {
  Contradiction* contradiction = to.state.contradictions.find(event.contradiction);
  VOELSPRIET_ASSERT(contradiction, place("contradiction", event.contradiction.value));
  contradiction->resolution = event.resolution;
  contradiction->version = to.meta.seq;
}

}  // namespace voelspriet::domain
