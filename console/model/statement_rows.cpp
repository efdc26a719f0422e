// SPDX-License-Identifier: Apache-2.0
// Statements, one statement in detail, and deliveries.
#include <algorithm>

#include "console/model/closed.hpp"
#include "console/model/ledger.hpp"
#include "console/model/rows.hpp"
#include "console/model/words.hpp"
#include "hub/crypto/digest_words.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using domain::Statement;
using domain::StatementStatus;
using text::tr;

std::string name_of(const RowContext& context, PersonId person) {
  const domain::Person* known = context.state.person(person);
  return known ? known->name : "";
}

bool open_for_words(StatementStatus status) { return status == StatementStatus::draft || status == StatementStatus::submitted; }

StatementRow statement_row(const RowContext& context, const Statement& statement) {
  StatementRow row;
  row.id = statement.id;
  row.title = statement.wording.title;
  row.status = statement.status;
  row.state = tr(word_of(statement.status));
  row.saving = context.ledger.concerns(statement.id);
  if (!statement.returned.empty()) {
    row.note = tr("statement.returned_note");
  } else if (statement.approval) {
    row.note = tr("statement.approved_by", text::clock_minutes(statement.approval->at), name_of(context, statement.approval->by));
  } else {
    row.note = tr("statement.edited_by", name_of(context, statement.last_editor));
  }
  return row;
}

// Registered facts that hold now, wherever their value stands in the text.
std::vector<MarkedText> marked_body(const RowContext& context, const std::string& body) {
  std::vector<MarkedText> spans;
  std::size_t at = 0;
  while (at < body.size()) {
    std::size_t next = body.size(), length = 0;
    for (const domain::Fact& fact : context.state.facts.rows) {
      if (fact.value.empty() || !fact.holds(context.now)) continue;
      const std::size_t found = body.find(fact.value, at);
      if (found < next || (found == next && fact.value.size() > length)) next = found, length = fact.value.size();
    }
    if (next > at) spans.push_back({body.substr(at, next - at), TextMark::none});
    if (length > 0) spans.push_back({body.substr(next, length), TextMark::fact});
    at = next + length;
  }
  return spans;
}

std::string short_digest(const crypto::Digest& digest) {
  const std::string hex = crypto::to_string(digest);
  return hex.substr(0, 4) + " " + hex.substr(4, 4) + " … " + hex.substr(60, 4);
}

DeliveryRow delivery_row(const RowContext& context, const domain::Delivery& delivery) {
  const Statement* statement = context.state.statements.find(delivery.statement);
  DeliveryRow row;
  row.id = delivery.id;
  row.statement = statement ? statement->wording.title : "";
  row.channel = channel_name(delivery.channel);
  row.recipient = delivery.recipient;
  row.time = delivery.changed_at == Time{} ? "" : text::clock_time(delivery.changed_at);
  row.reason = delivery.reason;
  row.proof = delivery.proof;
  row.promise = tr(word_of(delivery.promise));
  row.status = delivery.status;
  row.by_person = delivery.promise == domain::Promise::by_person;
  row.saving = context.ledger.concerns(delivery.id);
  if (row.by_person && delivery.status == domain::DeliveryStatus::queued) row.reason = tr("delivery.by_person");
  if (context.state.brake && delivery.status == domain::DeliveryStatus::queued) row.reason = tr("delivery.braked");
  const bool online = delivery.status == domain::DeliveryStatus::delivered && statement && open_for_words(statement->status) == false;
  row.wrong = online && std::ranges::any_of(statement->wording.facts, [&](domain::FactId id) {
    const domain::Fact* fact = context.state.facts.find(id);
    return fact && fact->withdrawn;
  }) && statement->status != StatementStatus::corrected && statement->status != StatementStatus::withdrawn;
  return row;
}

void add_closed(const RowContext& context, const Statement& statement, StatementDetail& detail) {
  const auto leaves = leaves_to_approve(statement);
  const bool replaced = statement.status == StatementStatus::corrected || statement.status == StatementStatus::withdrawn;
  detail.to_approve = !leaves.empty() && !replaced;
  detail.submit_closed = closed(context, domain::SubmitStatement{statement.id}, statement.version);
  detail.approve_closed = closed(context, domain::ApproveStatement{statement.id, leaves}, statement.version);
  detail.return_closed = closed(context, domain::ReturnStatement{statement.id, "?"}, statement.version);
  domain::Wording changed = statement.wording;
  changed.body += " ";
  detail.edit_closed = closed(context, domain::EditStatement{statement.id, changed}, statement.version);
  if (!detail.approve_closed.empty() && closed(context, domain::ReleaseStatement{statement.id, leaves}, statement.version).empty()) {
    detail.approve_closed.clear();
    detail.release = true;
  }
}

}  // namespace

std::vector<StatementRow> statement_rows(const RowContext& context) {
  std::vector<StatementRow> rows;
  for (const Statement& statement : context.state.statements.rows)
    if (statement.incident == context.incident) rows.push_back(statement_row(context, statement));
  std::ranges::reverse(rows);
  return rows;
}

std::vector<domain::Digest> leaves_to_approve(const Statement& statement) {
  std::vector<domain::Digest> leaves;
  for (const domain::Variant& variant : statement.variants)
    if (!statement.approval_of(variant.leaf)) leaves.push_back(variant.leaf);
  return leaves;
}

StatementDetail statement_detail(const RowContext& context, const StatementRow& row) {
  const Statement& statement = *context.state.statements.find(row.id);
  StatementDetail detail;
  detail.row = row;
  detail.number = tr("statement.number", statement.id.value);
  detail.revision = tr("statement.revision", row.state, statement.revision);
  for (const PersonId author : statement.authors) detail.authors += (detail.authors.empty() ? "" : ", ") + name_of(context, author);
  if (const domain::Lock* lock = context.state.lock_on(domain::Lockable::statement, statement.id.value); lock && lock->by != context.me) {
    detail.lock = tr("statement.locked", name_of(context, lock->by), text::clock_minutes(lock->since));
    detail.lock_initials = initials(name_of(context, lock->by));
  }
  for (const ClaimId claim : statement.wording.claims)
    if (const domain::Claim* cited = context.state.claims.find(claim)) detail.claims.push_back(cited->assertion);
  detail.body = marked_body(context, statement.wording.body);
  detail.variants = variant_rows(statement);
  detail.returned = statement.returned;
  if (!statement.variants.empty()) {
    const crypto::Digest digest = domain::statement_digest(statement.variants);
    for (const std::string_view word : crypto::check_words(digest)) detail.words.emplace_back(word);
    detail.digest = short_digest(digest);
  }
  add_closed(context, statement, detail);
  for (const DeliveryId id : statement.deliveries)
    if (const domain::Delivery* delivery = context.state.deliveries.find(id)) detail.deliveries.push_back(delivery_row(context, *delivery));
  return detail;
}

std::vector<DeliveryRow> delivery_rows(const RowContext& context) {
  using domain::DeliveryStatus;
  std::vector<DeliveryRow> rows;
  for (const domain::Delivery& delivery : context.state.deliveries.rows)
    if (delivery.incident == context.incident) rows.push_back(delivery_row(context, delivery));
  // What asks for a person comes first, then the newest.
  const auto rank = [](const DeliveryRow& row) {
    if (row.wrong || row.status == DeliveryStatus::failed) return 0;
    if (row.status == DeliveryStatus::uncertain) return 1;
    return row.by_person && row.status == DeliveryStatus::queued ? 2 : 3;
  };
  std::ranges::sort(rows, [&](const DeliveryRow& a, const DeliveryRow& b) { return std::tuple(rank(a), b.id) < std::tuple(rank(b), a.id); });
  return rows;
}

}  // namespace voelspriet::console
