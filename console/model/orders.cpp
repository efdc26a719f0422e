// SPDX-License-Identifier: Apache-2.0
// From acts to commands. Nothing is done here: the hub decides, and what it refuses comes back with what was typed.
#include <algorithm>

#include "console/model/closed.hpp"
#include "console/model/console_model.hpp"
#include "console/model/words.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {

void ConsoleModel::send(domain::CommandBody body, Sequence base, Strip input) {
  notice_.reset();
  ledger_.clear_refusal();
  if (!can_send()) {
    strip = std::move(input);
    return say(shut(), true);
  }
  domain::Command command{{make_id_(), incident_, base, heard_.empty() ? 0 : heard_.front().ordinal}, std::move(body)};
  ledger_.sent(command, std::move(input));
  orders_.push_back(std::move(command));
}

void ConsoleModel::open_strip(Strip asked, const std::string& closed) {
  notice_.reset();
  ledger_.clear_refusal();
  if (!can_send()) return say(shut(), true);
  if (!closed.empty()) return say(text::tr("notice.closed", closed), true);
  strip = std::move(asked);
}

void ConsoleModel::finish_strip() {
  Strip done = std::exchange(strip, {});
  const auto field = [&](std::size_t index) { return index < done.fields.size() ? done.fields[index].text : std::string{}; };
  const Sequence base = done.base;
  const auto go = [&](domain::CommandBody body) { send(std::move(body), base, std::move(done)); };
  switch (done.kind) {
    case StripKind::verdict: return go(domain::ProposeVerdict{done.claim, done.verdict, {}, field(0)});
    case StripKind::sign: return go(domain::SignVerdict{done.claim});
    case StripKind::close_claim: return go(domain::CloseClaim{done.claim, field(0)});
    case StripKind::reopen_claim: return go(domain::ReopenClaim{done.claim, field(0)});
    case StripKind::evidence:
      return go(domain::AddEvidence{done.claim, field(0), field(1), field(2), "", done.stance, done.official, std::nullopt, std::nullopt});
    case StripKind::make_claim: place.selected.clear(); return go(domain::MakeClaim{field(0), done.mentions});
    case StripKind::raise: return go(domain::RaiseContradiction{done.claim, done.other, ""});
    case StripKind::resolve: return go(domain::ResolveContradiction{done.contradiction, field(0)});
    case StripKind::submit: leave_editor(); return go(domain::SubmitStatement{done.statement});
    case StripKind::approve: return go(domain::ApproveStatement{done.statement, done.leaves});
    case StripKind::release: return go(domain::ReleaseStatement{done.statement, done.leaves});
    case StripKind::send_back: return go(domain::ReturnStatement{done.statement, field(0)});
    case StripKind::retry: return go(domain::RetryDelivery{done.delivery, field(0)});
    case StripKind::look: return go(domain::LookDelivery{done.delivery});
    case StripKind::report: return go(domain::ReportDelivery{done.delivery, true, field(0), ""});
    case StripKind::release_brake: return go(domain::ReleaseBrake{field(0)});
    case StripKind::none:
    case StripKind::count: return;
  }
}

std::vector<domain::MentionRef> ConsoleModel::chosen_mentions() const {
  std::vector<domain::MentionRef> chosen;
  for (const MentionRow& row : rows_.mentions) {
    const bool taken = place.selected.empty() ? row.ref.ordinal == place.mention : place.selected.contains(row.ref.ordinal);
    if (taken) chosen.push_back(row.ref);
  }
  return chosen;
}

// Matches what is chosen to its suggested claim, or, where it has none, to the claim chosen on the board.
void ConsoleModel::rule(domain::MatchState state) {
  std::vector<std::pair<ClaimId, std::vector<domain::MentionRef>>> per_claim;
  for (const domain::MentionRef& ref : chosen_mentions()) {
    const auto row = std::ranges::find(rows_.mentions, ref, &MentionRow::ref);
    const ClaimId claim = row->claim || state == domain::MatchState::rejected ? row->claim : place.claim;
    if (!claim) continue;
    const auto at = std::ranges::find(per_claim, claim, [](const auto& one) { return one.first; });
    if (at == per_claim.end()) {
      per_claim.push_back({claim, {ref}});
    } else {
      at->second.push_back(ref);
    }
  }
  if (per_claim.empty()) return say(text::tr("notice.no_claim"), true);
  place.selected.clear();
  for (auto& [claim, mentions] : per_claim) send(domain::RuleMatches{claim, std::move(mentions), state}, 0);
}

// The words of the first mention stand ready: rewording them is quicker than typing.
void ConsoleModel::ask_claim(std::vector<domain::MentionRef> mentions) {
  Strip asked = make_strip(StripKind::make_claim);
  StripField& assertion = asked.fields.front();
  if (!mentions.empty()) {
    const auto row = std::ranges::find(rows_.mentions, mentions.front(), &MentionRow::ref);
    if (row->text.size() <= assertion.limit) assertion.text = row->text;
  }
  asked.mentions = std::move(mentions);
  open_strip(std::move(asked), closed(context(), domain::MakeClaim{"?", {}}, 0));
}

void ConsoleModel::ask_verdict(domain::Verdict verdict) {
  const domain::Claim* claim = chosen_claim();
  const bool sign = signs(context(), *claim, verdict);
  Strip asked = make_strip(sign ? StripKind::sign : StripKind::verdict);
  asked.claim = claim->id;
  asked.base = claim->version;
  asked.verdict = verdict;
  open_strip(std::move(asked), closed_verdict(context(), *claim, verdict));
}

// An open contradiction is resolved; without one, the claim is set against another.
void ConsoleModel::ask_contradiction() {
  const domain::Claim* claim = chosen_claim();
  const auto open = std::ranges::find_if(state_.contradictions.rows, [&](const domain::Contradiction& one) {
    return !one.resolution && (one.a == claim->id || one.b == claim->id);
  });
  if (open != state_.contradictions.rows.end()) {
    Strip asked = make_strip(StripKind::resolve);
    asked.claim = claim->id;
    asked.contradiction = open->id;
    return open_strip(std::move(asked));
  }
  const auto other = std::ranges::find_if(rows_.claims, [&](const ClaimRow& row) { return row.id != claim->id; });
  if (other == rows_.claims.end()) return say(text::tr("notice.one_claim"), true);
  Strip asked = make_strip(StripKind::raise);
  asked.claim = claim->id;
  asked.other = other->id;
  for (const domain::FoundContradiction& one : pulse_.contradictions)  // what the machine found is the first guess
    if (one.a == claim->id || one.b == claim->id) asked.other = one.a == claim->id ? one.b : one.a;
  open_strip(std::move(asked), closed(context(), domain::RaiseContradiction{claim->id, other->id, ""}, claim->version));
}

void ConsoleModel::ask_delivery() {
  const domain::Delivery* delivery = state_.deliveries.find(place.delivery);
  if (!delivery) return;
  using domain::DeliveryStatus;
  const bool by_person = delivery->promise == domain::Promise::by_person;
  StripKind kind = StripKind::none;
  if (by_person && (delivery->status == DeliveryStatus::queued || delivery->status == DeliveryStatus::uncertain)) kind = StripKind::report;
  else if (delivery->status == DeliveryStatus::failed) kind = StripKind::retry;
  else if (delivery->status == DeliveryStatus::uncertain) kind = StripKind::look;
  if (kind == StripKind::none) return say(text::tr("notice.nothing_to_settle"));
  Strip asked = make_strip(kind);
  asked.delivery = delivery->id;
  open_strip(std::move(asked), kind == StripKind::retry ? closed(context(), domain::RetryDelivery{delivery->id, "?"}, 0) : "");
}

void ConsoleModel::start_statement(ClaimId about) {
  if (editor.open && editor.changed()) {
    place.screen = Screen::statements;
    return say(text::tr("notice.save_first"), true);
  }
  domain::Wording wording;
  if (const domain::Claim* claim = state_.claims.find(about)) {
    wording.claims.push_back(about);
    wording.title = text::tr("statement.about", claim->assertion);
  }
  const std::string closed_why = closed(context(), domain::DraftStatement{{"?", "?", "nl", {}, {}, {}, {}, {}, {}, {}}}, 0);
  if (!closed_why.empty()) return say(text::tr("notice.closed", closed_why), true);
  notice_.reset();
  editor = {};
  editor.open = editor.take_focus = true;
  editor.focus = about ? 1 : 0;
  editor.wording = wording;
  place.screen = Screen::statements;
  place.pane = Pane::editor;
}

void ConsoleModel::edit_statement() {
  if (editor.open && editor.changed()) {
    place.pane = Pane::editor;
    editor.take_focus = true;
    return;
  }
  const domain::Statement* statement = chosen_statement();
  if (!statement) return;
  if (!rows_.statement || !rows_.statement->edit_closed.empty()) return say(rows_.statement ? text::tr("notice.closed", rows_.statement->edit_closed) : "", true);
  editor = {};
  editor.open = editor.take_focus = true;
  editor.focus = 1;
  editor.statement = statement->id;
  editor.base = statement->version;
  editor.saved = editor.wording = statement->wording;
  place.pane = Pane::editor;
  if (!state_.lock_on(domain::Lockable::statement, statement->id.value))
    send(domain::TakeLock{domain::Lockable::statement, statement->id.value, false}, 0);
}

void ConsoleModel::leave_editor() {
  const domain::Lock* lock = state_.lock_on(domain::Lockable::statement, editor.statement.value);
  if (lock && lock->by == me_ && can_send()) send(domain::ReleaseLock{domain::Lockable::statement, editor.statement.value}, 0);
  if (place.pane == Pane::editor) place.pane = Pane::statements;
  editor = {};
}

void ConsoleModel::save_statement() {
  if (!editor.open || !editor.changed()) return;
  if (editor.statement) return send(domain::EditStatement{editor.statement, editor.wording}, editor.base);
  send(domain::DraftStatement{editor.wording}, 0);
}

void ConsoleModel::submit_statement() {
  if (editor.open && editor.changed()) {
    editor.submit_after = editor.take_focus = true;
    return save_statement();
  }
  const domain::Statement* statement = chosen_statement();
  if (!statement) return;
  Strip asked = make_strip(StripKind::submit);
  asked.statement = statement->id;
  asked.base = statement->version;
  open_strip(std::move(asked), closed(context(), domain::SubmitStatement{statement->id}, statement->version));
}

void ConsoleModel::ask_approval() {
  const domain::Statement* statement = chosen_statement();
  if (!statement || !rows_.statement) return;
  Strip asked = make_strip(rows_.statement->release ? StripKind::release : StripKind::approve);
  asked.statement = statement->id;
  asked.base = statement->version;
  asked.leaves = leaves_to_approve(*statement);
  open_strip(std::move(asked), rows_.statement->approve_closed);
}

void ConsoleModel::undo() {
  if (!notice_ || notice_->undo == 0) return say(text::tr("notice.nothing_to_undo"));
  send(domain::Undo{notice_->undo}, 0);
}

}  // namespace voelspriet::console
