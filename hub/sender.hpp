// SPDX-License-Identifier: Apache-2.0
// One sender thread per channel: does what the channel blocks on, one delivery after another, and tells the engine what became of it.
// Owns nothing; what it is handed outlives it.
#pragma once

#include "hub/base/stop.hpp"
#include "hub/figures.hpp"
#include "hub/mailboxes.hpp"

namespace voelspriet::hub {

// Runs until stop. A delivery taken but not answered is found again after a restart: it stands as `sending` in the log. What is still
// here when the brake is pulled is not sent.
void run_sender(Mailbox<Send>& tasks, engine::Channel& channel, Mailbox<EngineInput>& engine, const Figures& figures, const StopFlag& stop);

}  // namespace voelspriet::hub
