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

struct Cut {
  std::vector<wire::Heard> pieces;  // at least one; only the last carries the cursor. Numbers are the line's to give
  std::size_t too_large = 0;        // mentions that fit into no frame: left out, since the hub would close the line on them for ever
};
Cut cut_to_fit(const std::string& feed, Batch batch);

struct Refused {  // mentions that were kept and did not get into the hub
  std::uint64_t count = 0;
  std::string reason;  // of the last
};
// As consoles show it.
domain::FeedHealth health_on_screen(const FeedHealth& health, const std::string& source, const Refused& refused);

}  // namespace voelspriet::feeds::detail
