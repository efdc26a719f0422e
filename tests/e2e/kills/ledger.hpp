// SPDX-License-Identifier: Apache-2.0
// What the events of a mirror say of commands and deliveries, read without the domain's own `evolve`: a second opinion. One thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "hub/domain/event.hpp"

namespace voelspriet::support {

struct LedgerRow {
  domain::StatementId statement{};
  std::string channel;
  std::string bytes;             // approved for it
  std::uint32_t tries = 0;
  domain::DeliveryStatus status = domain::DeliveryStatus::queued;
};

class Ledger {
 public:
  // In order, each event once.
  void take(const domain::Event& event);

  domain::Sequence size() const { return size_; }
  const std::map<std::string, LedgerRow>& rows() const { return rows_; }                          // by idempotency key
  const std::map<domain::CommandId, domain::Sequence>& commands() const { return commands_; }    // and their last event
  const std::vector<std::string>& broken() const { return broken_; }                             // what must never be

 private:
  void take_body(const domain::EventBody& body);

  domain::Sequence size_ = 0;
  std::map<std::string, LedgerRow> rows_;
  std::map<domain::DeliveryId, std::string> keys_;
  std::map<domain::StatementId, std::vector<domain::Variant>> variants_;
  std::map<domain::CommandId, domain::Sequence> commands_;
  std::vector<std::string> broken_;
};

}  // namespace voelspriet::support
