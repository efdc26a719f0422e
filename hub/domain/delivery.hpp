// SPDX-License-Identifier: Apache-2.0
// A delivery: one part of a variant on its way to one recipient of one channel. `sending` is in the log before the first byte
// leaves; a time-out is uncertain, never failed; what has arrived never becomes ready again. The brake stands over all of them.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hub/base/time.hpp"
#include "hub/domain/ids.hpp"
#include "hub/domain/statement.hpp"

namespace voelspriet::domain {

BOOST_DEFINE_ENUM_CLASS(DeliveryStatus, queued, sending, delivered, failed, uncertain)

struct Delivery {
  DeliveryId id{};
  IncidentId incident{};
  StatementId statement{};
  std::string channel, recipient;      // recipient "" = the channel's own audience
  std::uint32_t part = 0;
  std::string key;                     // idempotency key: same for every try of this delivery, 32 hex digits
  Promise promise = Promise::once;
  DeliveryStatus status = DeliveryStatus::queued;
  std::uint32_t tries = 0;
  std::string reason;                  // of the last failure or doubt
  std::string proof;                   // link or receipt
  Time changed_at{};
  std::optional<Time> not_before;      // of the next try
  Sequence version = 0;
  bool operator==(const Delivery&) const = default;
};
BOOST_DESCRIBE_STRUCT(Delivery, (), (id, incident, statement, channel, recipient, part, key, promise, status, tries, reason, proof, changed_at,
                                     not_before, version))

struct Brake {
  std::string reason;
  PersonId by{};
  Time at{};
  bool operator==(const Brake&) const = default;
};
BOOST_DESCRIBE_STRUCT(Brake, (), (reason, by, at))

// Commands. The hub's own (StartDelivery, SettleDelivery) come from the delivery engine; the bus refuses them from anyone else.
struct StartDelivery {
  static constexpr std::string_view kType = "start_delivery";
  DeliveryId delivery{};
};
BOOST_DESCRIBE_STRUCT(StartDelivery, (), (delivery))
struct SettleDelivery {
  static constexpr std::string_view kType = "settle_delivery";
  DeliveryId delivery{};
  DeliveryStatus outcome = DeliveryStatus::uncertain;  // delivered, failed, uncertain; queued = try again (nothing had left)
  std::string reason, proof;
  std::optional<Time> not_before;
};
BOOST_DESCRIBE_STRUCT(SettleDelivery, (), (delivery, outcome, reason, proof, not_before))
struct RetryDelivery {                 // of what failed, or of what a person looked for and did not find
  static constexpr std::string_view kType = "retry_delivery";
  DeliveryId delivery{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RetryDelivery, (), (delivery, reason))
struct ReportDelivery {                // a person says how it is: posted by hand, or looked at after doubt
  static constexpr std::string_view kType = "report_delivery";
  DeliveryId delivery{};
  bool arrived = false;
  std::string proof, reason;
};
BOOST_DESCRIBE_STRUCT(ReportDelivery, (), (delivery, arrived, proof, reason))
struct LookDelivery {                  // ask the channel whether it is there; the answer comes as a settlement
  static constexpr std::string_view kType = "look_delivery";
  DeliveryId delivery{};
};
BOOST_DESCRIBE_STRUCT(LookDelivery, (), (delivery))
struct PullBrake {
  static constexpr std::string_view kType = "pull_brake";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PullBrake, (), (reason))
struct ReleaseBrake {
  static constexpr std::string_view kType = "release_brake";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReleaseBrake, (), (reason))

// Events
struct PlannedDelivery {
  DeliveryId delivery{};
  std::string channel, recipient;
  std::uint32_t part = 0;
  std::string key;
  Promise promise = Promise::once;
  bool operator==(const PlannedDelivery&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlannedDelivery, (), (delivery, channel, recipient, part, key, promise))
struct DeliveriesQueued {
  static constexpr std::string_view kType = "deliveries_queued";
  StatementId statement{};
  std::vector<PlannedDelivery> deliveries;
};
BOOST_DESCRIBE_STRUCT(DeliveriesQueued, (), (statement, deliveries))
struct DeliveryStarted {
  static constexpr std::string_view kType = "delivery_started";
  DeliveryId delivery{};
  std::uint32_t attempt = 1;
};
BOOST_DESCRIBE_STRUCT(DeliveryStarted, (), (delivery, attempt))
struct DeliverySettled {
  static constexpr std::string_view kType = "delivery_settled";
  DeliveryId delivery{};
  DeliveryStatus outcome = DeliveryStatus::uncertain;
  std::string reason, proof;
  std::optional<Time> not_before;
};
BOOST_DESCRIBE_STRUCT(DeliverySettled, (), (delivery, outcome, reason, proof, not_before))
struct DeliveryLookedFor {
  static constexpr std::string_view kType = "delivery_looked_for";
  DeliveryId delivery{};
};
BOOST_DESCRIBE_STRUCT(DeliveryLookedFor, (), (delivery))
struct BrakePulled {
  static constexpr std::string_view kType = "brake_pulled";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(BrakePulled, (), (reason))
struct BrakeReleased {
  static constexpr std::string_view kType = "brake_released";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(BrakeReleased, (), (reason))

}  // namespace voelspriet::domain
