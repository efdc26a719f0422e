// SPDX-License-Identifier: Apache-2.0
// Everything a configuration names, on one line to the hub: a runner per source, each on a thread of its own.
#pragma once

#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/config/feeds_config.hpp"

namespace voelspriet::feeds {

// Returns when all sources have ended and their mentions are stored, or `stop` is set; sets it itself when a source
// breaks. `speed`: drill seconds per second.
Result<void> run_feeds(const config::FeedsConfig& config, double speed, StopFlag& stop);

}  // namespace voelspriet::feeds
