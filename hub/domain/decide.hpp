// SPDX-License-Identifier: Apache-2.0
// Every rule of the house. Pure: the same state, actor, command and context give the same answer.
#pragma once

#include <vector>

#include "hub/base/result.hpp"
#include "hub/domain/command.hpp"
#include "hub/domain/event.hpp"
#include "hub/domain/state.hpp"

namespace voelspriet::domain {

// What a decision may know beyond the state.
struct Context {
  Time now{};
  std::vector<Variant> rendered;       // of SubmitStatement: what the channels made of it; leaves not yet set
  std::vector<ClaimId> contradicted;   // claims against which fusion holds a contradiction
};

// The events that answer the command, at least one; or why not. Never partly.
using Decision = Result<std::vector<EventBody>>;
Decision decide(const State& state, const Actor& actor, const Command& command, const Context& context);

// What a wording says of claims now; unknown ones are left out.
std::vector<CitedClaim> cited_claims(const State& state, const Wording& wording);

// The kType of what the variant holds.
std::string_view type_of(const EventBody& body);
std::string_view type_of(const CommandBody& body);

}  // namespace voelspriet::domain
