// SPDX-License-Identifier: Apache-2.0
#include "hub/events_for_intake.hpp"

#include <fmt/format.h>

#include "hub/base/log.hpp"

namespace voelspriet::hub {

void EventsForIntake::hand_over(const domain::State& state) {
  if (waiting_.size() > most_) {
    log_warn("engine", fmt::format("{} events waited for the intake, which begins anew", waiting_.size()));
    waiting_.clear();
    waiting_.emplace_back(Anew{std::make_shared<const domain::State>(state)});
  }
  while (!waiting_.empty() && intake_.push(std::move(waiting_.front()))) waiting_.pop_front();
}

}  // namespace voelspriet::hub
