// SPDX-License-Identifier: Apache-2.0
// A warning as the desk hears it. Pure; any thread.
#pragma once

#include "feeds/cap/cap_message.hpp"
#include "feeds/core/source.hpp"

namespace voelspriet::feeds::cap {

// When a warning ends by itself: the latest `expires`, or a day after it was sent, because real senders forget to end theirs.
Time expires_at(const CapMessage& message);

// The block to show: Dutch, else English, else the first; nullptr when there is none.
const Info* best_info(const CapMessage& message);

// An item with a mention of genre alert in the words of the best block, or with the reason why there is none: "expired", "draft",
// "system", "acknowledgement", "empty". Exercises and tests say so in front, a withdrawn warning too: none of them reads as a real one.
Item to_item(const CapMessage& message, Time now);

}  // namespace voelspriet::feeds::cap
