// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/statement.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

constexpr std::size_t kListMax = 100;  // claims, facts, channels or variant texts of one statement

std::optional<Error> bad_target(const Asked& asked, const Wording& wording) {
  if ((wording.relation == Relation::none) != !wording.target)
    return Error{Errc::kBadValue, "/wording/target", "a relation needs a statement, and only a relation has one"};
  if (!wording.target) return std::nullopt;
  const Statement* target = asked.state.statements.find(wording.target);
  if (!target || target->incident != asked.meta.incident)
    return Error{Errc::kNotFound, place("statement", wording.target.value), "does not exist in this incident"};
  if (!target->sent_at) return Error{Errc::kWrongState, place("statement", wording.target.value), "was never sent"};
  return std::nullopt;
}

std::optional<Error> bad_wording(const Asked& asked, const Wording& wording) {
  if (auto bad = bad_text("/wording/title", wording.title, limits::kNameMax)) return bad;
  if (auto bad = bad_text("/wording/body", wording.body, limits::kStatementBodyMax)) return bad;
  if (auto bad = bad_text("/wording/language", wording.language, 35)) return bad;
  if (std::max({wording.claims.size(), wording.facts.size(), wording.channels.size(), wording.texts.size(), wording.goals.size()}) > kListMax)
    return Error{Errc::kTooLarge, "/wording", "a list has more than 100 entries"};
  for (const std::string& channel : wording.channels)
    if (auto bad = bad_text("/wording/channels", channel, limits::kNameMax)) return bad;
  for (const VariantText& text : wording.texts) {
    if (auto bad = bad_text("/wording/texts/channel", text.channel, limits::kNameMax)) return bad;
    if (auto bad = bad_text("/wording/texts/language", text.language, 35)) return bad;
    if (auto bad = bad_text("/wording/texts/text", text.text, limits::kStatementBodyMax)) return bad;
  }
  for (const ClaimId id : wording.claims) {
    const Claim* claim = asked.state.claims.find(id);
    if (!claim || claim->incident != asked.meta.incident) return Error{Errc::kNotFound, place("claim", id.value), "does not exist in this incident"};
  }
  for (const FactId id : wording.facts)
    if (!asked.state.facts.find(id)) return Error{Errc::kNotFound, place("fact", id.value), "does not exist"};
  return bad_target(asked, wording);
}

// The statement of the command, as its asker saw it.
Result<const Statement*> current(const Asked& asked, StatementId id) {
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  const Statement* statement = asked.state.statements.find(id);
  if (!statement || statement->incident != asked.meta.incident)
    return fail(Errc::kNotFound, place("statement", id.value), "does not exist in this incident");
  VOELSPRIET_REFUSE_IF(asked.stale(place("statement", id.value), statement->version));
  return statement;
}

Error wrong_state(StatementId id, std::string_view needed) {
  return {Errc::kWrongState, place("statement", id.value), fmt::format("is not {}", needed)};
}

std::optional<Error> unknown_leaves(const Statement& statement, const std::vector<Digest>& leaves) {
  const std::string where = place("statement", statement.id.value);
  if (leaves.empty()) return Error{Errc::kMissingField, where, "the approval names no text"};
  for (const Digest& leaf : leaves) {
    if (std::ranges::count(statement.variants, leaf, &Variant::leaf) != 1 || std::ranges::count(leaves, leaf) != 1)
      return Error{Errc::kStale, where, "the approval names a text that is not this one"};
    if (statement.approval_of(leaf)) return Error{Errc::kWrongState, where, "the approval names a text that is approved already"};
  }
  return std::nullopt;
}

// Submitted, or approved in part and still wanted.
bool waits_for_approval(const Statement& statement) {
  if (statement.status == StatementStatus::corrected || statement.status == StatementStatus::withdrawn) return false;
  return std::ranges::any_of(statement.variants, [&](const Variant& variant) { return !statement.approval_of(variant.leaf); });
}

// A cited claim goes out with its verdict: what is proposed is signed here, by a second person, or the statement waits.
Result<std::vector<EventBody>> sign_cited(const Asked& asked, const Statement& statement) {
  std::vector<EventBody> signatures;
  for (const ClaimId id : statement.wording.claims) {
    const Claim* claim = asked.state.claims.find(id);
    if (claim->merged_into) return fail(Errc::kWrongState, place("claim", id.value), "was merged; cite the claim it went into");
    if (claim->verdict || !claim->proposal) continue;
    VOELSPRIET_REFUSE_IF(cannot_sign(asked, *claim));
    signatures.push_back(VerdictSigned{
        id, {claim->proposal->verdict, claim->proposal->by, asked.actor.person, statement.id, asked.context.now}});
  }
  return signatures;
}

std::string delivery_key(const Digest& leaf, std::uint32_t part, std::string_view recipient) {
  return to_string(crypto::sha256(fmt::format("{}:{}:{}", to_string(leaf), part, recipient))).substr(0, 32);
}

DeliveriesQueued queue_all(const State& state, const Statement& statement, const std::vector<Digest>& leaves) {
  static const std::vector<std::string> kOwnAudience{""};
  DeliveriesQueued queued{statement.id, {}};
  std::uint64_t id = state.deliveries.rows.size();
  for (const Variant& variant : statement.variants) {
    if (std::ranges::find(leaves, variant.leaf) == leaves.end()) continue;
    for (std::uint32_t part = 0; part < variant.parts.size(); ++part)
      for (const std::string& recipient : variant.recipients.empty() ? kOwnAudience : variant.recipients)
        queued.deliveries.push_back(
            {DeliveryId{++id}, variant.channel, recipient, part, delivery_key(variant.leaf, part, recipient), variant.promise});
  }
  return queued;
}

Decision approve(const Asked& asked, const Statement& statement, const std::vector<Digest>& leaves, bool released) {
  VOELSPRIET_REFUSE_IF(unknown_leaves(statement, leaves));
  VOELSPRIET_REFUSE_IF(fallen_fact(asked, statement.wording.facts));
  for (const FactVersion& fact : statement.facts)
    if (asked.state.facts.find(fact.fact)->version != fact.version)
      return fail(Errc::kStale, place("fact", fact.fact.value), "changed since this text was submitted");
  if (cited_claims(asked.state, statement.wording) != statement.claims)
    return fail(Errc::kStale, place("statement", statement.id.value), "cites a claim that was reworded or decided since it was submitted");
  auto events = sign_cited(asked, statement);
  if (!events) return events;
  events->push_back(StatementApproved{statement.id, released, leaves});
  events->push_back(queue_all(asked.state, statement, leaves));
  return events;
}

// Whoever mended a word as spokesperson or lead saw the exact bytes; an earlier author who did not touch them last is the second.
bool may_release(const Asked& asked, const Statement& statement) {
  const Person* mender = asked.state.person(statement.last_editor);
  return mender && mender->has_any({Role::spokesperson, Role::lead}) && statement.wrote(asked.actor.person) &&
         statement.last_editor != asked.actor.person;
}

}  // namespace

std::vector<CitedClaim> cited_claims(const State& state, const Wording& wording) {
  std::vector<CitedClaim> cited;
  for (const ClaimId id : wording.claims) {
    const Claim* claim = state.claims.find(id);
    if (!claim) continue;  // a rule refuses it by name
    CitedClaim& row = cited.emplace_back(CitedClaim{id, claim->assertion, std::nullopt});
    if (claim->verdict)
      row.verdict = claim->verdict->verdict;
    else if (claim->proposal)
      row.verdict = claim->proposal->verdict;
  }
  return cited;
}

bool Statement::wrote(PersonId person) const { return std::ranges::find(authors, person) != authors.end(); }

const Approval* Statement::approval_of(const Digest& leaf) const {
  const auto names = [&](const Approval& one) { return std::ranges::find(one.leaves, leaf) != one.leaves.end(); };
  if (approval && names(*approval)) return &*approval;
  const auto further = std::ranges::find_if(further_approvals, names);
  return further == further_approvals.end() ? nullptr : &*further;
}

Decision decide_one(const Asked& asked, const DraftStatement& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_wording(asked, command.wording));
  return std::vector<EventBody>{StatementDrafted{asked.state.statements.next_id(), command.wording}};
}

Decision decide_one(const Asked& asked, const EditStatement& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  const auto statement = current(asked, command.statement);
  if (!statement) return tl::unexpected(statement.error());
  if ((*statement)->status != StatementStatus::draft && (*statement)->status != StatementStatus::submitted)
    return tl::unexpected(wrong_state(command.statement, "a draft any more; correct or supplement it instead"));
  VOELSPRIET_REFUSE_IF(bad_wording(asked, command.wording));
  if (command.wording == (*statement)->wording) return fail(Errc::kBadValue, "/wording", "changes nothing");
  return std::vector<EventBody>{StatementEdited{command.statement, command.wording}};
}

Decision decide_one(const Asked& asked, const SubmitStatement& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  const auto found = current(asked, command.statement);
  if (!found) return tl::unexpected(found.error());
  const Statement& statement = **found;
  if (statement.status != StatementStatus::draft) return tl::unexpected(wrong_state(command.statement, "a draft"));
  VOELSPRIET_REFUSE_IF(bad_wording(asked, statement.wording));
  VOELSPRIET_REFUSE_IF(fallen_fact(asked, statement.wording.facts));
  if (asked.context.rendered.empty()) return fail(Errc::kMissingField, "/wording/channels", "no channel carries this statement");
  StatementSubmitted submitted{command.statement, asked.context.rendered, {}, cited_claims(asked.state, statement.wording)};
  for (const FactId fact : statement.wording.facts) submitted.facts.push_back({fact, asked.state.facts.find(fact)->version});
  const LeafFrame frame{asked.state.desk,    asked.state.exercise,       statement.incident,       statement.id,
                        statement.revision, statement.wording.relation, statement.wording.target, submitted.facts};
  for (Variant& variant : submitted.variants) variant.leaf = leaf_digest(frame, variant);
  return std::vector<EventBody>{std::move(submitted)};
}

Decision decide_one(const Asked& asked, const ReturnStatement& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::spokesperson}));
  const auto statement = current(asked, command.statement);
  if (!statement) return tl::unexpected(statement.error());
  if ((*statement)->status != StatementStatus::submitted) return tl::unexpected(wrong_state(command.statement, "submitted"));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  return std::vector<EventBody>{StatementReturned{command.statement, command.reason}};
}

Decision decide_one(const Asked& asked, const ApproveStatement& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::spokesperson}));
  const auto statement = current(asked, command.statement);
  if (!statement) return tl::unexpected(statement.error());
  if ((*statement)->wrote(asked.actor.person))
    return fail(Errc::kOwnWork, place("statement", command.statement.value), "you wrote part of it; somebody else approves");
  if (!waits_for_approval(**statement)) return tl::unexpected(wrong_state(command.statement, "submitted"));
  return approve(asked, **statement, command.leaves, false);
}

Decision decide_one(const Asked& asked, const ReleaseStatement& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  const auto statement = current(asked, command.statement);
  if (!statement) return tl::unexpected(statement.error());
  if (!waits_for_approval(**statement)) return tl::unexpected(wrong_state(command.statement, "submitted"));
  if (!may_release(asked, **statement))
    return fail(Errc::kForbidden, place("statement", command.statement.value),
                "is released by an earlier author, after a spokesperson mended it");
  return approve(asked, **statement, command.leaves, true);
}

namespace {

void keep_author(Statement& statement, PersonId author) {
  if (!statement.wrote(author)) statement.authors.push_back(author);
  statement.last_editor = author;
}

// Back to a draft: nothing of what was rendered or approved stands any more.
void void_variants(Statement& statement) {
  statement.status = StatementStatus::draft;
  statement.variants.clear();
  statement.facts.clear();
  statement.claims.clear();
  statement.approval.reset();
  statement.further_approvals.clear();
}

}  // namespace

void apply(Applied to, const StatementDrafted& event) {
  Statement statement;
  statement.id = event.statement;
  statement.incident = to.meta.incident;
  statement.wording = event.wording;
  statement.version = to.meta.seq;
  keep_author(statement, to.meta.actor);
  to.state.statements.add(std::move(statement));
}
void apply(Applied to, const StatementEdited& event) {
  Statement& statement = statement_of(to.state, event.statement);
  void_variants(statement);
  statement.wording = event.wording;
  statement.returned.clear();
  ++statement.revision;
  statement.version = to.meta.seq;
  keep_author(statement, to.meta.actor);
}
void apply(Applied to, const StatementSubmitted& event) {
  Statement& statement = statement_of(to.state, event.statement);
  statement.status = StatementStatus::submitted;
  statement.variants = event.variants;
  statement.facts = event.facts;
  statement.claims = event.claims;
  statement.returned.clear();
  statement.version = to.meta.seq;
}
void apply(Applied to, const StatementReturned& event) {
  Statement& statement = statement_of(to.state, event.statement);
  void_variants(statement);
  statement.returned = event.reason;
  statement.version = to.meta.seq;
}
void apply(Applied to, const StatementApproved& event) {
  Statement& statement = statement_of(to.state, event.statement);
  statement.status = StatementStatus::approved;
  Approval approval{to.meta.actor, to.meta.at, event.released, event.leaves};
  if (statement.approval)
    statement.further_approvals.push_back(std::move(approval));
  else
    statement.approval = std::move(approval);
  statement.version = to.meta.seq;
}

}  // namespace voelspriet::domain
