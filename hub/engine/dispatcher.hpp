// SPDX-License-Identifier: Apache-2.0
// Decides which deliveries go next and what an outcome means for each channel's promise. Pure; the log carries every step:
// `sending` is durable before the first byte leaves, and the outcome before anyone is told.
#pragma once

#include <optional>
#include <map>
#include <vector>

#include "hub/engine/ports.hpp"

namespace voelspriet::engine {

class Dispatcher {
 public:
  // Deliveries to start now: queued, due, not by hand, under no brake and within the channel's hour. Oldest first, one per channel at a
  // time: the brake and a correction stop all that has not left.
  std::vector<domain::StartDelivery> due(const domain::State& state, Time now) const;
  // Deliveries that were `sending` when the hub stopped and nobody works on: look first where a look is conclusive.
  std::vector<domain::DeliveryId> orphans(const domain::State& state) const;

  // The delivery is in the hands of the sender thread until settled.
  void taken(const domain::Delivery& delivery) { in_hand_[delivery.id] = delivery.channel; }
  void returned(domain::DeliveryId delivery) { in_hand_.erase(delivery); }

 private:
  std::map<domain::DeliveryId, std::string> in_hand_;  // with its channel
};

// What the outcome of sending means: same key again, failed, or in doubt until somebody looks.
domain::SettleDelivery settle_sent(const domain::Delivery& delivery, const SendOutcome& outcome, Time now);
// What a look means; `orphan` = the hub stopped while sending, so absent means: send it again.
domain::SettleDelivery settle_looked(const domain::Delivery& delivery, const SendOutcome& outcome, bool orphan);
// The frozen part this delivery carries; nothing when the statement or its variant is gone.
std::optional<SendJob> send_job(const domain::State& state, domain::DeliveryId delivery, Time now);

}  // namespace voelspriet::engine
