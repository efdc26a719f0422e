// SPDX-License-Identifier: Apache-2.0
// Name to addresses, with a deadline. getaddrinfo cannot be interrupted, so it runs on a thread of its own that is left
// alone when nobody waits any more; numeric hosts need no look-up.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/net/address.hpp"

namespace voelspriet::net::detail {

Result<std::vector<IpAddress>> look_up(const std::string& host, std::chrono::steady_clock::time_point deadline,
                                       const StopFlag& stop);

}  // namespace voelspriet::net::detail
