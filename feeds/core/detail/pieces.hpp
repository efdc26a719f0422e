// SPDX-License-Identifier: Apache-2.0
// A batch as it goes over the bus: in pieces that fit into a frame. Pure.
#pragma once

#include <string>
#include <vector>

#include "feeds/core/health.hpp"
#include "feeds/core/sink.hpp"
#include "hub/domain/pulse.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::feeds::detail {

// At least one piece; only the last carries the cursor. Numbers are the line's to give.
std::vector<wire::Heard> cut_to_fit(const std::string& feed, Batch batch);

// As consoles show it; `refused` are mentions the hub did not take.
domain::FeedHealth health_on_screen(const FeedHealth& health, const std::string& source, std::uint64_t refused);

}  // namespace voelspriet::feeds::detail
