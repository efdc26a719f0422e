// SPDX-License-Identifier: Apache-2.0
// What `voelspriet-hub init` does: makes the hub's own key and the first lead's, and writes event 1. It is the only way to a key that no lead gave
// out, and is refused once a log exists. Called by main, on its thread; owns nothing afterwards.
#pragma once

#include "hub/cli.hpp"

namespace voelspriet::hub {

Result<void> init(const Init& asked);

}  // namespace voelspriet::hub
