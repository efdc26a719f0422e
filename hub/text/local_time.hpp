// SPDX-License-Identifier: Apache-2.0
// Times and durations as people at the desk read them: local time in Europe/Amsterdam, whatever the machine is set to.
// Any thread.
#pragma once

#include <chrono>
#include <string>

#include "hub/base/time.hpp"

namespace voelspriet::text {

// Distance to UTC at that moment: +1 h in winter, +2 h in summer.
std::chrono::seconds local_offset(Time time);
// "14:47:48"
std::string clock_time(Time time);
// "14:47"
std::string clock_minutes(Time time);
// "21-11-2026"
std::string date(Time time);
// "2026-11-21T14:47:48+01:00", for pages, Atom and CAP.
std::string local_rfc3339(Time time);
// "40 s", "7 min", "2 u 5 min"; a negative duration reads as 0.
std::string duration(std::chrono::seconds length);

}  // namespace voelspriet::text
