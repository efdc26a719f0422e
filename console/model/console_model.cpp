// SPDX-License-Identifier: Apache-2.0
#include "console/model/console_model.hpp"

#include <algorithm>

#include "console/model/words.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

// The row with this id, else the first, else none.
template <class Row, class Id>
Id kept(const std::vector<Row>& rows, Id id) {
  if (std::ranges::find(rows, id, &Row::id) != rows.end()) return id;
  return rows.empty() ? Id{} : rows.front().id;
}

}  // namespace

void ConsoleModel::connected(PersonId person, Sequence lines) {
  connection_ = {state_.seq < lines ? LinkState::loading : LinkState::live, state_.seq, lines, {}};
  me_ = person;
  locked_ = false;
  sign_in.passphrase.clear();
  sign_in.trouble.clear();
  sign_in.busy = false;
  dirty_ = true;
  if (incident_) ask_mentions();
}

void ConsoleModel::sign_in_failed(const Error& error) {
  locked_ = true;
  sign_in.busy = false;
  sign_in.take_focus = true;
  switch (error.code) {
    case Errc::kCrypto: sign_in.trouble = text::tr("sign_in.wrong"); return;
    case Errc::kRefused: sign_in.trouble = text::tr("sign_in.refused"); return;
    case Errc::kNotFound: sign_in.trouble = text::tr("sign_in.no_file", error.where); return;
    default: sign_in.trouble = to_string(error);
  }
}

void ConsoleModel::apply(const domain::Event& event) {
  domain::evolve(state_, event);
  connection_.line = state_.seq;
  connection_.lines = std::max(connection_.lines, state_.seq);
  if (connection_.link == LinkState::loading && connection_.line == connection_.lines) connection_.link = LinkState::live;
  if (std::holds_alternative<domain::IncidentOpened>(event.body)) choose_incident(state_.incidents.rows.back().id);
  dirty_ = true;
}

void ConsoleModel::ask_mentions() {
  asking_ = true;
  orders_.push_back(AskMentions{incident_, {}});
}

// A pulse may cover mentions that we do not have yet: then the page is asked for again, one question at a time.
void ConsoleModel::show(domain::Pulse pulse) {
  if (pulse.incident != incident_) return;
  const Ordinal have = heard_.empty() ? 0 : heard_.front().ordinal;
  if (pulse.ordinal > have && !asking_) ask_mentions();
  const domain::ClaimFigures* before = figures_of(pulse_, place.claim);
  const domain::ClaimFigures* after = figures_of(pulse, place.claim);
  if (after && !asking_claim_ && (!before || !(*before == *after))) ask_claim_mentions();
  pulse_ = std::move(pulse);
  dirty_ = true;
}

void ConsoleModel::ask_claim_mentions() {
  asking_claim_ = true;
  orders_.push_back(AskMentions{incident_, place.claim});
}

void ConsoleModel::hear(ClaimId claim, std::vector<domain::MentionView> newest) {
  (claim ? asking_claim_ : asking_) = false;
  dirty_ = true;
  if (!claim) {
    heard_ = std::move(newest);
  } else if (claim == place.claim) {
    claim_heard_ = std::move(newest);
  } else {
    ask_claim_mentions();  // the person has gone on to another claim meanwhile
  }
}

void ConsoleModel::answered(const domain::CommandId& id, const Result<Sequence>& answer) {
  const bool had_refusal = ledger_.refused().has_value();
  ledger_.answered(id, answer);
  if (!had_refusal && ledger_.refused()) {
    const Refused& refused = *ledger_.refused();
    say(text::tr("notice.refused", reason_of(refused.error)), true);
    if (!strip.open()) strip = refused.input;
    strip.take_focus = true;
    editor.submit_after = false;
  }
  dirty_ = true;
}

void ConsoleModel::lost(Time since) {
  connection_.link = LinkState::lost;
  connection_.since = since;
  asking_ = asking_claim_ = false;
}

void ConsoleModel::choose_incident(IncidentId incident) {
  incident_ = incident;
  ask_mentions();
  dirty_ = true;
}

void ConsoleModel::choose_claim(ClaimId claim) {
  dirty_ = true;
  if (place.claim == claim) return;
  place.claim = claim;
  place.evidence = {};
  claim_heard_.clear();
  if (claim && !asking_claim_) ask_claim_mentions();
}

void ConsoleModel::choose_statement(StatementId statement) {
  place.statement = statement;
  dirty_ = true;
}

void ConsoleModel::show_newest() {
  held_at_ = 0;
  place.mention = 0;
  dirty_ = true;
}

std::string ConsoleModel::shut() const {
  if (locked_ || connection_.link != LinkState::live) return text::tr("notice.no_connection");
  return log_shut(pulse_) ? text::tr("band.store") : "";
}

void ConsoleModel::set_zoom(int percent) { zoom_ = std::clamp(percent, 100, 200); }

std::chrono::seconds ConsoleModel::silence() const {
  if (!incident()) return {};
  Time last = incident()->opened_at;
  for (const domain::Statement& statement : state_.statements.rows)
    if (statement.incident == incident_ && statement.sent_at) last = std::max(last, *statement.sent_at);
  return std::max(std::chrono::duration_cast<std::chrono::seconds>(now_ - last), std::chrono::seconds{0});
}

Where ConsoleModel::where() const {
  const bool writing = place.pane == Pane::editor && editor.open && !strip.open();
  return {place.screen, place.pane, locked_ || writing || (strip.open() && strip.in_field()), locked_ || strip.open()};
}

void ConsoleModel::refresh(Time now) {
  now_ = now;
  if (!dirty_ && now - refreshed_at_ < std::chrono::seconds{1}) return;
  refreshed_at_ = now;
  follow_answers();
  const RowContext rows = context();
  rows_.claims = claim_rows(rows);
  order_claims();
  rows_.statements = statement_rows(rows);
  rows_.deliveries = delivery_rows(rows);
  keep_choices();
  const auto claim = std::ranges::find(rows_.claims, place.claim, &ClaimRow::id);
  rows_.claim = claim == rows_.claims.end() ? std::nullopt : std::optional(claim_detail(rows, *claim, mention_rows(rows, claim_heard_)));
  const auto statement = std::ranges::find(rows_.statements, place.statement, &StatementRow::id);
  rows_.statement = statement == rows_.statements.end() ? std::nullopt : std::optional(statement_detail(rows, *statement));
  filter_mentions(mention_rows(rows, heard_));
  dirty_ = false;
}

void ConsoleModel::order_claims() {
  if (place.order == ClaimOrder::urgency) return;
  std::ranges::stable_sort(rows_.claims, [&](const ClaimRow& a, const ClaimRow& b) {
    if (a.section != b.section) return a.section < b.section;
    return place.order == ClaimOrder::newest ? a.id > b.id : a.who.initials < b.who.initials;
  });
}

void ConsoleModel::filter_mentions(std::vector<MentionRow> all) {
  rows_.mentions.clear();
  rows_.to_judge = rows_.without_claim = rows_.newer = 0;
  for (MentionRow& row : all) {
    rows_.to_judge += row.to_judge;
    rows_.without_claim += !row.claim;
    const bool shown = place.filter == MentionFilter::all || (place.filter == MentionFilter::to_judge ? row.to_judge : !row.claim);
    const bool held = held_at_ != 0 && row.ref.ordinal > held_at_;
    rows_.newer += shown && held;
    if (shown && !held) rows_.mentions.push_back(std::move(row));
  }
  const auto at = std::ranges::find(rows_.mentions, place.mention, [](const MentionRow& row) { return row.ref.ordinal; });
  if (at == rows_.mentions.end()) place.mention = rows_.mentions.empty() ? 0 : rows_.mentions.front().ref.ordinal;
}

void ConsoleModel::keep_choices() {
  choose_claim(kept(rows_.claims, place.claim));
  place.statement = kept(rows_.statements, place.statement);
  place.delivery = kept(rows_.deliveries, place.delivery);
}

// Our last command is durable and its event has arrived: say what can be undone, and go on where a save was on the way.
void ConsoleModel::follow_answers() {
  const Sequence line = ledger_.last_line();
  if (line == 0 || line == followed_ || state_.seq < line) return;
  followed_ = line;
  const auto undoable = std::ranges::find_if(state_.undoable, [&](const domain::Undoable& one) { return one.seq == line && one.by == me_; });
  if (undoable != state_.undoable.end()) notice_ = Notice{text::tr(("undo." + undoable->act).c_str()), false, line};
  const auto saved = std::ranges::find(state_.statements.rows, line, &domain::Statement::version);
  if (saved == state_.statements.rows.end() || !editor.open || (editor.statement && editor.statement != saved->id)) return;
  editor.statement = place.statement = saved->id;
  editor.base = saved->version;
  editor.saved = saved->wording;
  if (std::exchange(editor.submit_after, false)) submit_statement();
}

}  // namespace voelspriet::console
