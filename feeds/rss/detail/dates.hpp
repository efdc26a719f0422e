// SPDX-License-Identifier: Apache-2.0
// Dates as feeds write them: RFC 822 and 3339, W3CDTF cut short, asctime, with the slips that are common. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "hub/base/time.hpp"

namespace voelspriet::feeds::rss {

// A missing part is its beginning, a missing zone is UTC.
std::optional<Time> parse_feed_date(std::string_view text);

}  // namespace voelspriet::feeds::rss
