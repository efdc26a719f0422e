// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/detail/dates.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>
#include <vector>

namespace voelspriet::feeds::rss {
namespace {

struct Parts {
  std::optional<int> year, month, day;
  int hour = 0, minute = 0, second = 0;
  int offset_minutes = 0;
};

std::optional<Time> time_of(const Parts& parts) {
  using namespace std::chrono;
  if (!parts.year) return std::nullopt;
  const year_month_day date{year{*parts.year}, month{static_cast<unsigned>(parts.month.value_or(1))},
                            day{static_cast<unsigned>(parts.day.value_or(1))}};
  if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60) return std::nullopt;
  return Time{sys_days{date}} + hours{parts.hour} + minutes{parts.minute - parts.offset_minutes} + seconds{parts.second};
}

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

// "16:29", "16:29:06", "16:29:06.5"
bool take_clock(std::string_view text, Parts& parts) {
  std::array<int*, 3> into{&parts.hour, &parts.minute, &parts.second};
  text = text.substr(0, text.find('.'));
  std::size_t count = 0;
  for (; count < into.size(); ++count) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto value = number_of(text.substr(0, colon));
    if (!value) return false;
    *into[count] = *value;
    if (colon == text.size()) return count > 0;
    text.remove_prefix(colon + 1);
  }
  return false;
}

struct Zone {
  std::string_view name;
  int hours;
};
constexpr std::array<Zone, 15> kZones{{{"z", 0},    {"ut", 0},   {"utc", 0},  {"gmt", 0},  {"est", -5},
                                       {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6},
                                       {"pst", -8}, {"pdt", -7}, {"wet", 0},  {"cet", 1},  {"cest", 2}}};

// "+0100", "-05:00", "+1", "GMT"; a zone nobody knows is UTC.
void take_zone(std::string_view text, Parts& parts) {
  if (text.empty()) return;
  if (text.front() != '+' && text.front() != '-') {
    const auto zone = std::find_if(kZones.begin(), kZones.end(), [&](const Zone& known) { return known.name == text; });
    if (zone != kZones.end()) parts.offset_minutes = zone->hours * 60;
    return;
  }
  std::string digits;
  for (const char c : text.substr(1)) {
    if (c != ':') digits += c;
  }
  const auto hours = number_of(std::string_view{digits}.substr(0, 2));
  const auto minutes = digits.size() > 2 ? number_of(std::string_view{digits}.substr(2, 2)) : 0;
  if (hours && minutes) parts.offset_minutes = (text.front() == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

// "2026-11-21T14:47:48+01:00" cut short anywhere, also without dashes.
std::optional<Time> iso_date(std::string_view text) {
  Parts parts;
  const auto take = [&text](std::size_t digits) -> std::optional<int> {
    if (text.size() < digits) return std::nullopt;
    const auto value = number_of(text.substr(0, digits));
    if (value) text.remove_prefix(digits);
    return value;
  };
  const auto skip = [&text](char c) {
    if (text.starts_with(c)) text.remove_prefix(1);
  };
  if (!(parts.year = take(4))) return std::nullopt;
  skip('-');
  parts.month = take(2);
  skip('-');
  parts.day = take(2);
  if (text.empty()) return time_of(parts);
  if (text.front() != 't' && text.front() != ' ') return std::nullopt;
  text.remove_prefix(1);
  const auto zone = std::min(text.find_first_of("z+- "), text.size());
  if (!take_clock(text.substr(0, zone), parts)) return std::nullopt;
  text.remove_prefix(zone);
  skip(' ');
  take_zone(text, parts);
  return time_of(parts);
}

std::optional<int> month_of(std::string_view word) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (word.size() < 3) return std::nullopt;
  const auto at = kMonths.find(word.substr(0, 3));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<int>(at / 3) + 1;
}

// Two digits are of this century up to 69, as POSIX has it.
int whole_year(int year, std::size_t digits) {
  if (digits > 2) return year;
  return year + (year < 70 ? 2000 : 1900);
}

// RFC 822 and asctime: each word tells what it is, whatever the order.
std::optional<Time> worded_date(const std::vector<std::string_view>& words) {
  Parts parts;
  bool has_clock = false;
  for (const std::string_view word : words) {
    const auto number = number_of(word);
    if (word.find(':') != std::string_view::npos && word.front() != '+' && word.front() != '-') {
      if (!take_clock(word, parts)) return std::nullopt;
      has_clock = true;
    } else if (number && word.size() <= 2 && !parts.day) {
      parts.day = number;
    } else if (number && !parts.year) {
      parts.year = whole_year(*number, word.size());
    } else if (!parts.month && month_of(word)) {
      parts.month = month_of(word);
    } else if (has_clock) {
      take_zone(word, parts);
    }
  }
  if (!parts.month || !parts.day) return std::nullopt;
  return time_of(parts);
}

}  // namespace

std::optional<Time> parse_feed_date(std::string_view text) {
  std::string lower;
  for (const char c : text.substr(0, 100)) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::vector<std::string_view> words;
  std::string_view rest = lower;
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n,"), rest.size()));
    if (rest.empty()) break;
    const auto end = std::min(rest.find_first_of(" \t\r\n,"), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  if (words.empty()) return std::nullopt;
  const std::string_view trimmed{words.front().data(), static_cast<std::size_t>(words.back().data() + words.back().size() - words.front().data())};
  if (const auto iso = iso_date(trimmed)) return iso;
  return worded_date(words);
}

}  // namespace voelspriet::feeds::rss
