// SPDX-License-Identifier: Apache-2.0
// What `voelspriet-hub serve` does: opens the stores, starts one thread per world (engine, intake, sender, bus, gateway) and waits for the end of
// any of them. Called by main, on its thread; owns everything the hub has until it returns.
#pragma once

#include "hub/base/stop.hpp"
#include "hub/cli.hpp"

namespace voelspriet::hub {

// Returns when `stop` was requested; an error when this hub could not start or must not go on (fenced, conflict, corrupt).
Result<void> serve(const Serve& asked, StopFlag& stop);

}  // namespace voelspriet::hub
