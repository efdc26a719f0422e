// SPDX-License-Identifier: Apache-2.0
// Answers questions from the durable state and the newest figures. Pure but for the log page of AskEvents, which is not here.
#pragma once

#include "hub/bus/bus.hpp"
#include "hub/domain/state.hpp"
#include "hub/engine/ports.hpp"
#include "hub/figures.hpp"

namespace voelspriet::hub {

struct Sight {
  const domain::State& state;
  const engine::Head& head;
  const Figures& figures;
  const std::map<std::string, std::uint64_t>& counters;
};

wire::ToConsole answer(const Sight& sight, const wire::AskStatus& ask);
wire::ToConsole answer(const Sight& sight, const wire::AskIncidents& ask);
wire::ToConsole answer(const Sight& sight, const wire::AskPersons& ask);
wire::ToConsole answer(const Sight& sight, const wire::AskClaims& ask);
wire::ToConsole answer(const Sight& sight, const wire::AskStatements& ask);
wire::ToConsole answer(const Sight& sight, const wire::AskDeliveries& ask);
wire::ToConsole answer(const Sight& sight, const wire::AskFacts& ask);

}  // namespace voelspriet::hub
