// SPDX-License-Identifier: Apache-2.0
// The names of things. Numbers are dense per desk, start at 1, are given out by decide() and are what people say aloud: "gerucht 17".
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "hub/base/id.hpp"

namespace voelspriet::domain {

using PersonId = Id<struct PersonTag>;
using IncidentId = Id<struct IncidentTag>;
using ClaimId = Id<struct ClaimTag>;
using EvidenceId = Id<struct EvidenceTag>;
using ContradictionId = Id<struct ContradictionTag>;
using FactId = Id<struct FactTag>;
using StatementId = Id<struct StatementTag>;
using DeliveryId = Id<struct DeliveryTag, std::uint64_t>;
using GroupId = Id<struct GroupTag, std::uint64_t>;  // the machine's; never in the log

// Place of a mention in mentions:{incident}; 0 = none. After a power cut of the mentions server a number can be given again:
// whoever rules on a mention names its KeyedId too.
using Ordinal = std::uint64_t;
using Sequence = std::uint64_t;  // place of an event in the log; the first is 1

// What the person's program made up for one command (16 random bytes as 32 hex digits): repeats are answered, not redone.
using CommandId = std::string;
// Where a person is signed in; given by the hub, as a number per connection.
using SessionId = std::uint64_t;

}  // namespace voelspriet::domain
