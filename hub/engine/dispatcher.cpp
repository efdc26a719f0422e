// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/dispatcher.hpp"

#include <algorithm>
#include <set>

#include "hub/base/limits.hpp"

namespace voelspriet::engine {
namespace {

using domain::DeliveryStatus;
using domain::Promise;
using Kind = SendOutcome::Kind;

constexpr std::chrono::seconds kBackOffMax{128};

std::chrono::seconds back_off(std::uint32_t tries) { return std::chrono::seconds{2 << std::min(tries, 6u)}; }

bool tries_left(const domain::Delivery& delivery) { return delivery.tries < limits::kDeliveryTriesMax; }

std::size_t sent_last_hour(const domain::State& state, const std::string& channel, Time now) {
  return static_cast<std::size_t>(std::ranges::count_if(state.deliveries.rows, [&](const domain::Delivery& delivery) {
    return delivery.tries > 0 && delivery.channel == channel && now - delivery.changed_at < std::chrono::hours{1};
  }));
}

// What puts something right is never held up by a budget.
bool is_correction(const domain::State& state, const domain::Delivery& delivery) {
  const domain::Relation relation = state.statements.find(delivery.statement)->wording.relation;
  return relation == domain::Relation::corrects || relation == domain::Relation::withdraws;
}

}  // namespace

std::vector<domain::StartDelivery> Dispatcher::due(const domain::State& state, Time now) const {
  if (state.brake) return {};
  std::set<std::string> busy;
  for (const auto& [id, channel] : in_hand_) busy.insert(channel);
  std::vector<domain::StartDelivery> starts;
  for (const domain::DeliveryId id : state.open_deliveries) {
    const domain::Delivery& delivery = *state.deliveries.find(id);
    if (delivery.status != DeliveryStatus::queued || delivery.promise == Promise::by_person) continue;
    if (delivery.not_before && now < *delivery.not_before && *delivery.not_before - now <= kBackOffMax) continue;  // further off: the clock was set back
    if (busy.contains(delivery.channel)) continue;
    if (sent_last_hour(state, delivery.channel, now) >= limits::kDeliveriesPerHourMax && !is_correction(state, delivery)) continue;
    busy.insert(delivery.channel);
    starts.push_back({id});
  }
  return starts;
}

std::vector<domain::DeliveryId> Dispatcher::orphans(const domain::State& state) const {
  std::vector<domain::DeliveryId> orphans;
  for (const domain::DeliveryId id : state.open_deliveries)
    if (state.deliveries.find(id)->status == DeliveryStatus::sending && !in_hand_.contains(id)) orphans.push_back(id);
  return orphans;
}

domain::SettleDelivery settle_sent(const domain::Delivery& delivery, const SendOutcome& outcome, Time now) {
  domain::SettleDelivery settle{delivery.id, DeliveryStatus::uncertain, outcome.reason, outcome.proof, std::nullopt};
  const auto again = [&] {
    settle.outcome = DeliveryStatus::queued;
    settle.not_before = now + back_off(delivery.tries);
  };
  switch (outcome.kind) {
    case Kind::delivered: settle.outcome = DeliveryStatus::delivered; break;
    case Kind::failed: settle.outcome = DeliveryStatus::failed; break;
    case Kind::absent:
    case Kind::not_sent: tries_left(delivery) ? again() : void(settle.outcome = DeliveryStatus::failed); break;
    case Kind::uncertain:  // the same key again keeps "at least once"; anything else waits for a look
      if (delivery.promise == Promise::at_least_once && tries_left(delivery)) again();
      break;
  }
  return settle;
}

domain::SettleDelivery settle_looked(const domain::Delivery& delivery, const SendOutcome& outcome, bool orphan) {
  domain::SettleDelivery settle{delivery.id, DeliveryStatus::uncertain, outcome.reason, outcome.proof, std::nullopt};
  if (delivery.status == DeliveryStatus::failed) settle.outcome = DeliveryStatus::failed;  // a look that tells nothing changes nothing
  if (outcome.kind == Kind::delivered) settle.outcome = DeliveryStatus::delivered;
  if (outcome.kind == Kind::absent) settle.outcome = orphan ? DeliveryStatus::queued : DeliveryStatus::failed;
  if (outcome.kind != Kind::delivered && orphan && delivery.promise == Promise::at_least_once) settle.outcome = DeliveryStatus::queued;
  return settle;
}

std::optional<SendJob> send_job(const domain::State& state, domain::DeliveryId id, Time now) {
  const domain::Delivery* delivery = state.deliveries.find(id);
  const domain::Statement* statement = delivery ? state.statements.find(delivery->statement) : nullptr;
  if (!statement) return std::nullopt;
  const auto variant = std::ranges::find(statement->variants, delivery->channel, &domain::Variant::channel);
  if (variant == statement->variants.end() || delivery->part >= variant->parts.size()) return std::nullopt;
  SendJob job{*delivery, *variant, *statement, state.desk, state.exercise, now};
  job.statement.variants.clear();
  return job;
}

}  // namespace voelspriet::engine
