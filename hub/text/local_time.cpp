// SPDX-License-Identifier: Apache-2.0
#include "hub/text/local_time.hpp"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>

#include "hub/base/assert.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::text {
namespace {

using std::chrono::floor;

const icu::TimeZone& amsterdam() {
  static const std::unique_ptr<const icu::TimeZone> zone{icu::TimeZone::createTimeZone("Europe/Amsterdam")};
  return *zone;
}

struct Local {
  std::chrono::year_month_day day;
  std::chrono::hh_mm_ss<std::chrono::seconds> clock;
};

Local local(Time time) {
  const auto shifted = floor<std::chrono::seconds>(time) + local_offset(time);
  const auto midnight = floor<std::chrono::days>(shifted);
  return {std::chrono::year_month_day(midnight), std::chrono::hh_mm_ss(shifted - midnight)};
}

}  // namespace

std::chrono::seconds local_offset(Time time) {
  const auto milliseconds = floor<std::chrono::milliseconds>(time).time_since_epoch().count();
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  amsterdam().getOffset(static_cast<UDate>(milliseconds), false, raw, summer, status);
  VOELSPRIET_ASSERT(U_SUCCESS(status), u_errorName(status));
  return std::chrono::seconds((raw + summer) / 1000);
}

std::string clock_time(Time time) {
  const auto clock = local(time).clock;
  return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string clock_minutes(Time time) { return clock_time(time).substr(0, 5); }

std::string date(Time time) {
  const auto day = local(time).day;
  return fmt::format("{:02}-{:02}-{:04}", unsigned(day.day()), unsigned(day.month()), int(day.year()));
}

std::string local_rfc3339(Time time) {
  const auto day = local(time).day;
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local_offset(time)).count();
  return fmt::format("{:04}-{:02}-{:02}T{}+{:02}:{:02}", int(day.year()), unsigned(day.month()), unsigned(day.day()),
                     clock_time(time), minutes / 60, minutes % 60);
}

std::string duration(std::chrono::seconds length) {
  const auto seconds = std::max<std::int64_t>(0, length.count());
  if (seconds < 60) return tr("duration.seconds", seconds);
  if (seconds < 3600) return tr("duration.minutes", seconds / 60);
  return tr("duration.hours", seconds / 3600, seconds / 60 % 60);
}

}  // namespace voelspriet::text
