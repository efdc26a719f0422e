// SPDX-License-Identifier: Apache-2.0
// Claims and the rulings of people on their mentions. Evidence and verdicts: verdict.cpp.
#include "hub/domain/claim.hpp"

#include <algorithm>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

auto ruling_place(std::vector<Ruling>& rulings, const MentionRef& mention) {
  return std::ranges::lower_bound(rulings, mention, {}, &Ruling::mention);
}

void rule(Claim& claim, const std::vector<MentionRef>& mentions, MatchState state, PersonId by) {
  for (const MentionRef& mention : mentions) {
    const auto at = ruling_place(claim.rulings, mention);
    if (at != claim.rulings.end() && at->mention == mention) {
      at->state = state;
      at->by = by;
    } else {
      claim.rulings.insert(at, {mention, state, by});
    }
  }
}

std::optional<Error> bad_mentions(const std::vector<MentionRef>& mentions, bool may_be_empty) {
  if (mentions.empty() && !may_be_empty) return Error{Errc::kMissingField, "/mentions", "needs at least one mention"};
  if (mentions.size() > limits::kRefsPerCommandMax) return Error{Errc::kTooLarge, "/mentions", "names more than 1,000 mentions"};
  for (const MentionRef& mention : mentions)
    if (mention.ordinal == 0 || !mention.id) return Error{Errc::kBadValue, "/mentions", "each needs an ordinal and an id"};
  return std::nullopt;
}

Decision change_status(const Asked& asked, ClaimId id, ClaimStatus to, std::string reason, std::initializer_list<ClaimStatus> from) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto claim = workable(asked, id);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(asked.stale(place("claim", id.value), (*claim)->version));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", reason, limits::kNoteMax, true));
  if (std::ranges::find(from, (*claim)->status) == from.end())
    return fail(Errc::kWrongState, place("claim", id.value), "cannot go there from where it stands");
  return std::vector<EventBody>{ClaimStatusChanged{id, (*claim)->status, to, std::move(reason)}};
}

Claim new_claim(Applied to, ClaimId id, std::string assertion, std::string rule_name) {
  Claim claim;
  claim.id = id;
  claim.incident = to.meta.incident;
  claim.assertion = std::move(assertion);
  claim.rule = std::move(rule_name);
  claim.made_at = to.meta.at;
  claim.version = to.meta.seq;
  return claim;
}

// Undoing the making of a claim closes it: numbers said aloud are never used again.
ClaimImage unmade(const Claim& claim) {
  ClaimImage image = image_of(claim);
  image.status = ClaimStatus::closed;
  return image;
}

}  // namespace

Result<const Claim*> workable(const Asked& asked, ClaimId id) {
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  const Claim* claim = asked.state.claims.find(id);
  if (!claim || claim->incident != asked.meta.incident) return fail(Errc::kNotFound, place("claim", id.value), "does not exist in this incident");
  if (claim->merged_into) return fail(Errc::kWrongState, place("claim", id.value), "was merged into " + place("claim", claim->merged_into.value));
  return claim;
}

const Ruling* Claim::ruling_on(const MentionRef& mention) const {
  const auto at = std::ranges::lower_bound(rulings, mention, {}, &Ruling::mention);
  return at != rulings.end() && at->mention == mention ? &*at : nullptr;
}

ClaimImage image_of(const Claim& claim, const std::vector<MentionRef>& ruled) {
  ClaimImage image{claim.id, claim.status, claim.assertion, claim.owner, claim.proposal, claim.merged_into,
                   static_cast<std::uint32_t>(claim.evidence.size()), ruled, {}};
  for (const MentionRef& mention : ruled)
    if (const Ruling* before = claim.ruling_on(mention)) image.rulings.push_back(*before);
  return image;
}

Decision decide_one(const Asked& asked, const MakeClaim& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_text("/assertion", command.assertion, limits::kAssertionMax));
  VOELSPRIET_REFUSE_IF(bad_mentions(command.mentions, true));
  return std::vector<EventBody>{ClaimMade{asked.state.claims.next_id(), command.assertion, command.mentions}};
}

Decision decide_one(const Asked& asked, const PromoteGroup& command) {
  if (!asked.actor.hub()) return fail(Errc::kForbidden, "promote_group", "is the hub's own act");
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_text("/assertion", command.assertion, limits::kAssertionMax));
  if (command.rule.empty() || command.ordinals.empty()) return fail(Errc::kMissingReason, "promote_group", "names no rule or no mentions");
  return std::vector<EventBody>{ClaimPromoted{asked.state.claims.next_id(), command.assertion, command.rule, command.ordinals}};
}

Decision decide_one(const Asked& asked, const RewordClaim& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(asked.stale(place("claim", command.claim.value), (*claim)->version));
  VOELSPRIET_REFUSE_IF(bad_text("/assertion", command.assertion, limits::kAssertionMax));
  if ((*claim)->verdict || (*claim)->proposal)
    return fail(Errc::kWrongState, place("claim", command.claim.value), "has a verdict on these words; reopen it first");
  return std::vector<EventBody>{ClaimReworded{command.claim, command.assertion}};
}

Decision decide_one(const Asked& asked, const TakeClaim& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor, Role::spokesperson}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  if ((*claim)->owner == asked.actor.person) return fail(Errc::kWrongState, place("claim", command.claim.value), "is yours already");
  return std::vector<EventBody>{ClaimTaken{command.claim, (*claim)->owner}};
}

Decision decide_one(const Asked& asked, const CheckClaim& command) {
  return change_status(asked, command.claim, ClaimStatus::checking, "", {ClaimStatus::new_});
}
Decision decide_one(const Asked& asked, const CloseClaim& command) {
  using enum ClaimStatus;
  return change_status(asked, command.claim, closed, command.reason, {new_, checking, confirmed, false_, misleading, undetermined});
}
Decision decide_one(const Asked& asked, const ReopenClaim& command) {
  using enum ClaimStatus;
  return change_status(asked, command.claim, checking, command.reason, {confirmed, false_, misleading, undetermined, closed});
}

Decision decide_one(const Asked& asked, const RuleMatches& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(bad_mentions(command.mentions, false));
  if (command.state != MatchState::confirmed && command.state != MatchState::rejected)
    return fail(Errc::kBadValue, "/state", "a person confirms or rejects");
  return std::vector<EventBody>{MatchesRuled{command.claim, command.mentions, command.state}};
}

Decision decide_one(const Asked& asked, const MergeClaims& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  const auto into = workable(asked, command.into);
  if (!into) return tl::unexpected(into.error());
  VOELSPRIET_REFUSE_IF(asked.stale(place("claim", command.claim.value), (*claim)->version));
  if (command.claim == command.into) return fail(Errc::kBadValue, "/into", "is the same claim");
  if ((*claim)->verdict) return fail(Errc::kWrongState, place("claim", command.claim.value), "has a verdict; reopen it first");
  for (const Contradiction& open : asked.state.contradictions.rows)
    if (!open.resolution && ((open.a == command.claim && open.b == command.into) || (open.b == command.claim && open.a == command.into)))
      return fail(Errc::kContradicted, place("contradiction", open.id.value), "says these two cannot both hold; resolve it first");
  return std::vector<EventBody>{ClaimsMerged{command.claim, command.into}};
}

Decision decide_one(const Asked& asked, const SplitClaim& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  const auto claim = workable(asked, command.claim);
  if (!claim) return tl::unexpected(claim.error());
  VOELSPRIET_REFUSE_IF(bad_mentions(command.mentions, false));
  VOELSPRIET_REFUSE_IF(bad_text("/assertion", command.assertion, limits::kAssertionMax));
  return std::vector<EventBody>{ClaimSplit{command.claim, asked.state.claims.next_id(), command.assertion, command.mentions}};
}

void apply(Applied to, const ClaimMade& event) {
  Claim& claim = to.state.claims.add(new_claim(to, event.claim, event.assertion, ""));
  rule(claim, event.mentions, MatchState::confirmed, to.meta.actor);
  keep_undoable(to, event.kType, {unmade(claim)});
}
void apply(Applied to, const ClaimPromoted& event) {
  to.state.claims.add(new_claim(to, event.claim, event.assertion, event.rule)).promoted_from = event.ordinals;
}
void apply(Applied to, const ClaimReworded& event) {
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim)});
  claim.assertion = event.assertion;
  claim.version = to.meta.seq;
}
void apply(Applied to, const ClaimTaken& event) {
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim)});
  claim.owner = to.meta.actor;
  claim.version = to.meta.seq;
}
void apply(Applied to, const ClaimStatusChanged& event) {
  Claim& claim = claim_of(to.state, event.claim);
  const bool was_signed = claim.verdict.has_value();
  if (!was_signed) keep_undoable(to, event.kType, {image_of(claim)});
  claim.status = event.to;
  if (event.to == ClaimStatus::checking) {  // reopened: a new verdict needs a new proposal
    claim.verdict.reset();
    claim.proposal.reset();
  }
  claim.version = to.meta.seq;
}
void apply(Applied to, const MatchesRuled& event) {
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim, event.mentions)});
  rule(claim, event.mentions, event.state, to.meta.actor);  // rulings commute: the claim's version stays
}
void apply(Applied to, const ClaimsMerged& event) {
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim)});
  claim.merged_into = event.into;
  claim.version = to.meta.seq;
}
void apply(Applied to, const ClaimSplit& event) {
  Claim& made = to.state.claims.add(new_claim(to, event.made, event.assertion, ""));
  rule(made, event.mentions, MatchState::confirmed, to.meta.actor);
  const ClaimImage made_image = unmade(made);
  Claim& claim = claim_of(to.state, event.claim);
  keep_undoable(to, event.kType, {image_of(claim, event.mentions), made_image});
  rule(claim, event.mentions, MatchState::rejected, to.meta.actor);
}

}  // namespace voelspriet::domain
