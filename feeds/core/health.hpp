// SPDX-License-Identifier: Apache-2.0
// How a feed fares, as the console shows it: a value, copied between threads. Counts and times, never text or names.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>

#include "hub/base/time.hpp"

namespace voelspriet::feeds {

// waiting: for the hub (no start, no credit). backing_off: after an error, until the next try. ended: nothing more will
// come.
BOOST_DEFINE_ENUM_CLASS(FeedState, waiting, connecting, reading, backing_off, ended)

struct FeedHealth {
  std::string feed;  // the name it runs under: "bluesky", "omroep"
  FeedState state = FeedState::waiting;
  std::string trouble;            // last error in one line, "" once something new has come
  Time last_item{};               // when the last new event came in; the epoch = never
  std::int64_t usual_gap_ms = 0;  // between events, as a moving average; 0 = not known yet
  std::int64_t silent_ms = 0;     // since the last event, or since the start
  std::uint64_t connects = 0;
  std::map<std::string, std::uint64_t> counts;  // by reason: "kept", "outside_profile", "repeat", "malformed", ...
  std::string confirmed;                        // cursor up to which the hub has everything
  bool operator==(const FeedHealth&) const = default;
};
BOOST_DESCRIBE_STRUCT(FeedHealth, (),
                      (feed, state, trouble, last_item, usual_gap_ms, silent_ms, connects, counts, confirmed))

}  // namespace voelspriet::feeds
