// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/delivery.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

Result<const Delivery*> found(const Asked& asked, DeliveryId id) {
  const Delivery* delivery = asked.state.deliveries.find(id);
  if (!delivery || delivery->incident != asked.meta.incident)
    return fail(Errc::kNotFound, place("delivery", id.value), "does not exist in this incident");
  return delivery;
}

Error wrong_state(DeliveryId id, std::string_view why) { return {Errc::kWrongState, place("delivery", id.value), std::string{why}}; }

std::optional<Error> not_the_hub(const Asked& asked, std::string_view act) {
  if (asked.actor.hub()) return std::nullopt;
  return Error{Errc::kForbidden, std::string{act}, "is the hub's own act"};
}

// The brake never stops a correction without asking: releasing it is that question, so here it stops everything that is not started.
std::optional<Error> braked(const Asked& asked) {
  if (!asked.state.brake) return std::nullopt;
  return Error{Errc::kBraked, "brake", "is on since " + to_rfc3339(asked.state.brake->at)};
}

// A statement that was corrected or withdrawn, or leans on a fact that fell, is not wanted any more.
std::optional<Error> unwanted(const Asked& asked, const Statement& statement) {
  if (statement.status == StatementStatus::corrected || statement.status == StatementStatus::withdrawn)
    return Error{Errc::kWrongState, place("statement", statement.id.value), "was corrected or withdrawn meanwhile"};
  return fallen_fact(asked, statement.wording.facts);
}

StatementStatus status_by_deliveries(const State& state, const Statement& statement) {
  std::size_t delivered = 0, failed = 0, uncertain = 0;
  for (const DeliveryId id : statement.deliveries) {
    const DeliveryStatus status = state.deliveries.find(id)->status;
    delivered += status == DeliveryStatus::delivered;
    failed += status == DeliveryStatus::failed;
    uncertain += status == DeliveryStatus::uncertain;
  }
  const std::size_t all = statement.deliveries.size();
  const bool whole = std::ranges::all_of(statement.variants, [&](const Variant& variant) { return statement.approval_of(variant.leaf); });
  if (delivered == all) return whole ? StatementStatus::sent : StatementStatus::partly_sent;
  if (delivered + failed + uncertain < all) return StatementStatus::sending;
  if (delivered > 0) return StatementStatus::partly_sent;
  return uncertain > 0 ? StatementStatus::uncertain : StatementStatus::failed;
}

void refresh_statement(Applied to, Statement& statement) {
  if (statement.status == StatementStatus::corrected || statement.status == StatementStatus::withdrawn) return;
  statement.status = status_by_deliveries(to.state, statement);
  statement.version = to.meta.seq;
}

// What a first arrival means for the statement this one corrects or withdraws.
void reach_target(Applied to, const Statement& statement) {
  if (statement.wording.relation != Relation::corrects && statement.wording.relation != Relation::withdraws) return;
  Statement& target = statement_of(to.state, statement.wording.target);
  target.status = statement.wording.relation == Relation::corrects ? StatementStatus::corrected : StatementStatus::withdrawn;
  target.corrected_by = statement.id;
  target.version = to.meta.seq;
}

void set_status(Applied to, Delivery& delivery, DeliveryStatus status) {
  delivery.status = status;
  delivery.changed_at = to.meta.at;
  delivery.version = to.meta.seq;
  const bool open = status == DeliveryStatus::queued || status == DeliveryStatus::sending;
  if (open)
    to.state.open_deliveries.insert(delivery.id);
  else
    to.state.open_deliveries.erase(delivery.id);
}

Decision settle(DeliveryId id, DeliveryStatus outcome, std::string reason, std::string proof, std::optional<Time> not_before = {}) {
  return std::vector<EventBody>{DeliverySettled{id, outcome, std::move(reason), std::move(proof), not_before}};
}

}  // namespace

Decision decide_one(const Asked& asked, const StartDelivery& command) {
  VOELSPRIET_REFUSE_IF(not_the_hub(asked, command.kType));
  VOELSPRIET_REFUSE_IF(braked(asked));
  const auto delivery = found(asked, command.delivery);
  if (!delivery) return tl::unexpected(delivery.error());
  if ((*delivery)->status != DeliveryStatus::queued) return tl::unexpected(wrong_state(command.delivery, "is not queued"));
  if ((*delivery)->promise == Promise::by_person) return tl::unexpected(wrong_state(command.delivery, "is done by a person"));
  VOELSPRIET_REFUSE_IF(unwanted(asked, *asked.state.statements.find((*delivery)->statement)));
  return std::vector<EventBody>{DeliveryStarted{command.delivery, (*delivery)->tries + 1}};
}

Decision decide_one(const Asked& asked, const SettleDelivery& command) {
  VOELSPRIET_REFUSE_IF(not_the_hub(asked, command.kType));
  const auto delivery = found(asked, command.delivery);
  if (!delivery) return tl::unexpected(delivery.error());
  const DeliveryStatus status = (*delivery)->status;
  if (status == DeliveryStatus::delivered) return tl::unexpected(wrong_state(command.delivery, "has arrived"));
  if (status == DeliveryStatus::queued && command.outcome != DeliveryStatus::failed)
    return tl::unexpected(wrong_state(command.delivery, "was not started"));
  if (command.outcome == DeliveryStatus::sending) return fail(Errc::kBadValue, "/outcome", "sending is no outcome");
  return settle(command.delivery, command.outcome, command.reason, command.proof, command.not_before);
}

Decision decide_one(const Asked& asked, const RetryDelivery& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax, true));
  const auto delivery = found(asked, command.delivery);
  if (!delivery) return tl::unexpected(delivery.error());
  if ((*delivery)->status != DeliveryStatus::failed)
    return tl::unexpected(wrong_state(command.delivery, "only what failed is tried again; look first when uncertain"));
  VOELSPRIET_REFUSE_IF(unwanted(asked, *asked.state.statements.find((*delivery)->statement)));
  return settle(command.delivery, DeliveryStatus::queued, command.reason, "");
}

Decision decide_one(const Asked& asked, const ReportDelivery& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  const auto delivery = found(asked, command.delivery);
  if (!delivery) return tl::unexpected(delivery.error());
  const bool by_hand = (*delivery)->promise == Promise::by_person && (*delivery)->status == DeliveryStatus::queued;
  if (!by_hand && (*delivery)->status != DeliveryStatus::uncertain)
    return tl::unexpected(wrong_state(command.delivery, "is neither posted by hand nor uncertain"));
  VOELSPRIET_REFUSE_IF(bad_text("/proof", command.proof, limits::kLinkMax, !command.arrived));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax, command.arrived));
  return settle(command.delivery, command.arrived ? DeliveryStatus::delivered : DeliveryStatus::failed, command.reason, command.proof);
}

Decision decide_one(const Asked& asked, const LookDelivery& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::editor, Role::spokesperson}));
  const auto delivery = found(asked, command.delivery);
  if (!delivery) return tl::unexpected(delivery.error());
  if ((*delivery)->status != DeliveryStatus::uncertain && (*delivery)->status != DeliveryStatus::failed)
    return tl::unexpected(wrong_state(command.delivery, "is not in doubt"));
  return std::vector<EventBody>{DeliveryLookedFor{command.delivery}};
}

Decision decide_one(const Asked& asked, const PullBrake& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor, Role::spokesperson, Role::exercise_control}));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax, true));
  VOELSPRIET_REFUSE_IF(braked(asked));
  return std::vector<EventBody>{BrakePulled{command.reason}};
}

Decision decide_one(const Asked& asked, const ReleaseBrake& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::spokesperson}));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax, true));
  if (!asked.state.brake) return fail(Errc::kWrongState, "brake", "is not on");
  return std::vector<EventBody>{BrakeReleased{command.reason}};
}

void apply(Applied to, const DeliveriesQueued& event) {
  Statement& statement = statement_of(to.state, event.statement);
  for (const PlannedDelivery& planned : event.deliveries) {
    Delivery delivery;
    delivery.id = planned.delivery;
    delivery.incident = statement.incident;
    delivery.statement = statement.id;
    delivery.channel = planned.channel;
    delivery.recipient = planned.recipient;
    delivery.part = planned.part;
    delivery.key = planned.key;
    delivery.promise = planned.promise;
    set_status(to, to.state.deliveries.add(std::move(delivery)), DeliveryStatus::queued);
    statement.deliveries.push_back(planned.delivery);
  }
  refresh_statement(to, statement);
}
void apply(Applied to, const DeliveryStarted& event) {
  Delivery& delivery = delivery_of(to.state, event.delivery);
  delivery.tries = event.attempt;
  delivery.reason.clear();
  delivery.not_before.reset();
  set_status(to, delivery, DeliveryStatus::sending);
}
void apply(Applied to, const DeliverySettled& event) {
  Delivery& delivery = delivery_of(to.state, event.delivery);
  delivery.reason = event.reason;
  delivery.proof = event.proof;
  delivery.not_before = event.not_before;
  set_status(to, delivery, event.outcome);
  Statement& statement = statement_of(to.state, delivery.statement);
  const bool first = event.outcome == DeliveryStatus::delivered && !statement.sent_at;
  if (first) statement.sent_at = to.meta.at;
  refresh_statement(to, statement);
  if (first) reach_target(to, statement);
}
void apply(Applied to, const DeliveryLookedFor& event) { delivery_of(to.state, event.delivery).version = to.meta.seq; }
void apply(Applied to, const BrakePulled& event) { to.state.brake = Brake{event.reason, to.meta.actor, to.meta.at}; }
void apply(Applied to, const BrakeReleased&) { to.state.brake.reset(); }

}  // namespace voelspriet::domain
