// SPDX-License-Identifier: Apache-2.0
// The ways out a desk has, made from its configuration. On an exercise desk nothing that reaches the world can be made.
#pragma once

#include "hub/base/stop.hpp"
#include "hub/config/hub_config.hpp"
#include "hub/engine/ports.hpp"

namespace voelspriet::hub {

// `stop` ends sends that wait; it outlives the channels. The error names the channel.
Result<engine::Channels> channels_of(const config::HubConfig& config, Time now, const StopFlag& stop);

}  // namespace voelspriet::hub
