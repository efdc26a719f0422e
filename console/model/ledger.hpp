// SPDX-License-Identifier: Apache-2.0
// The commands this console has sent: pending until the hub answers that they are durable, or refused with who and why. What was
// typed for a refused one is kept. Main thread.
#pragma once

#include <optional>
#include <vector>

#include "console/model/strip.hpp"
#include "hub/base/result.hpp"
#include "hub/domain/command.hpp"

namespace voelspriet::console {

struct Pending {
  domain::Command command;
  Strip input;  // what it came from, to be opened again when refused
};

struct Refused {
  domain::Command command;
  Error error;
  Strip input;
};

class Ledger {
 public:
  void sent(domain::Command command, Strip input) { pending_.push_back({std::move(command), std::move(input)}); }
  // Forgets the command; a refusal is kept until the next act. Answers to commands of others are nothing to us.
  void answered(const domain::CommandId& id, const Result<domain::Sequence>& answer);
  void clear_refusal() { refused_.reset(); }

  const std::vector<Pending>& pending() const { return pending_; }
  const std::optional<Refused>& refused() const { return refused_; }
  // The line of the log that our last command became; 0 = none yet.
  domain::Sequence last_line() const { return last_line_; }
  bool concerns(domain::ClaimId claim) const;
  bool concerns(domain::StatementId statement) const;
  bool concerns(domain::DeliveryId delivery) const;

 private:
  std::vector<Pending> pending_;
  std::optional<Refused> refused_;
  domain::Sequence last_line_ = 0;
};

}  // namespace voelspriet::console
