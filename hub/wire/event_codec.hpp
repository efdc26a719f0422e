// SPDX-License-Identifier: Apache-2.0
// Events as they stand in the log for good: one line of JSON each, whose SHA-256 the next one carries as `prev`. Encoded once;
// everything later (mirror, consoles, verification) passes these bytes on. Pure functions, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "hub/domain/event.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::wire {

// Without a newline.
std::string encode(const domain::Event& event);
// kUnsupported: written by a newer version than this one.
Result<domain::Event> decode_event(std::string_view line, ReadNotes* notes = nullptr);

// "claim_made": every type there is, in the order of the variant.
std::span<const std::string_view> event_types();

}  // namespace voelspriet::wire
