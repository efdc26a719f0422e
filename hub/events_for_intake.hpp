// SPDX-License-Identifier: Apache-2.0
// Durable events on their way from the engine to the intake, in order. The intake may be slow or wait for a hung server, and the engine
// never waits for it: when more events wait than may, they are dropped for the state they add up to, and the intake begins anew from it.
// Owned by the engine thread.
#pragma once

#include <deque>

#include "hub/mailboxes.hpp"

namespace voelspriet::hub {

class EventsForIntake {
 public:
  // `intake` is lent.
  explicit EventsForIntake(Mailbox<IntakeInput>& intake, std::size_t most = limits::kEventsForIntakeMax) : intake_(intake), most_(most) {}

  void add(Happened happened) { waiting_.emplace_back(std::move(happened)); }
  // Hands over what the mailbox takes. `state` is what all events added so far add up to.
  void hand_over(const domain::State& state);

 private:
  Mailbox<IntakeInput>& intake_;
  const std::size_t most_;
  std::deque<IntakeInput> waiting_;
};

}  // namespace voelspriet::hub
