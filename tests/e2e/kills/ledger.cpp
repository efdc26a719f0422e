// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/kills/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace voelspriet::support {

using domain::DeliveryStatus;

void Ledger::take(const domain::Event& event) {
  ++size_;
  if (!event.meta.command.empty()) {
    const auto [known, fresh] = commands_.try_emplace(event.meta.command, size_);
    if (!fresh && known->second != size_ - 1) broken_.push_back(fmt::format("line {}: command {} was done twice", size_, event.meta.command));
    known->second = size_;
  }
  take_body(event.body);
}

void Ledger::take_body(const domain::EventBody& body) {
  if (const auto* submitted = std::get_if<domain::StatementSubmitted>(&body)) variants_[submitted->statement] = submitted->variants;
  if (const auto* queued = std::get_if<domain::DeliveriesQueued>(&body)) {
    const auto& variants = variants_[queued->statement];
    for (const domain::PlannedDelivery& planned : queued->deliveries) {
      const auto variant = std::ranges::find(variants, planned.channel, &domain::Variant::channel);
      keys_[planned.delivery] = planned.key;
      rows_[planned.key] = {queued->statement, planned.channel, variant->parts.at(planned.part).bytes};
    }
  }
  if (const auto* started = std::get_if<domain::DeliveryStarted>(&body)) {
    LedgerRow& row = rows_.at(keys_.at(started->delivery));
    if (row.status == DeliveryStatus::delivered) broken_.push_back(fmt::format("line {}: started what had arrived", size_));
    row.status = DeliveryStatus::sending;
    ++row.tries;
  }
  if (const auto* settled = std::get_if<domain::DeliverySettled>(&body)) rows_.at(keys_.at(settled->delivery)).status = settled->outcome;
}

}  // namespace voelspriet::support
