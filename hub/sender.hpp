// SPDX-License-Identifier: Apache-2.0
// The sender thread: does what channels block on, one delivery after another, and tells the engine what became of it.
#pragma once

#include "hub/base/stop.hpp"
#include "hub/mailboxes.hpp"

namespace voelspriet::hub {

// Runs until stop. A delivery taken but not answered is found again after a restart: it stands as `sending` in the log.
void run_sender(Mailboxes& mailboxes, const engine::Channels& channels, const StopFlag& stop);

}  // namespace voelspriet::hub
