// SPDX-License-Identifier: Apache-2.0
// What the gateway tells machines that watch this hub. Thread-safe: reads copies of figures.
#pragma once

#include "hub/figures.hpp"
#include "hub/gateway/report.hpp"

namespace voelspriet::hub {

gateway::HealthReport health_of(const std::string& desk, bool exercise, const Figures& figures);
std::vector<gateway::Metric> metrics_of(const Figures& figures, const std::map<std::string, std::uint64_t>& counters);

}  // namespace voelspriet::hub
