// SPDX-License-Identifier: Apache-2.0
// Points in time. The one place that reads the wall clock: everything else is handed a Time or a Clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace voelspriet {

using std::chrono::microseconds;
using Time = std::chrono::sys_time<microseconds>;  // UTC; the epoch itself means "not set"

// "2026-11-21T14:47:48.123456Z": always UTC, always six digits, so that it sorts as text. RFC 3339.
std::string to_rfc3339(Time time);
// Any RFC 3339 date-time ("Z", "+01:00", 0-9 fraction digits), and the HTML "YYYY-MM-DDTHH:MM:SS±hh:mm". Nothing else.
std::optional<Time> parse_rfc3339(std::string_view text);

// Where the hub's time comes from. Thread-safe. Owned by main, lent to everyone.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;  // wall time, UTC
};

class SystemClock final : public Clock {
 public:
  Time now() const override;
};

// For waiting and latency only: never stored, never sent.
std::chrono::steady_clock::time_point steady_now();
// The one sleep: for back-off in threads that own nothing else. Ends early when `stop` becomes true.
void sleep_until_or(std::chrono::steady_clock::time_point deadline, const class StopFlag& stop);

}  // namespace voelspriet
