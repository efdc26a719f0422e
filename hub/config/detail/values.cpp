// SPDX-License-Identifier: Apache-2.0
#include "hub/config/detail/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "hub/base/limits.hpp"
#include "hub/base/utf8.hpp"

namespace voelspriet::config::detail {
namespace {

using std::chrono::seconds;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_port(std::string_view text) {
  const auto number = whole_number(text);
  return number && *number >= 1 && *number <= 65535;
}

// Nothing is cut off or guessed later: what has spaces or control characters is no address.
bool is_solid(std::string_view text) {
  return text.size() <= limits::kLinkMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string in_words(seconds length) {
  if (length.count() % 3600 == 0) return fmt::format("{}h", length.count() / 3600);
  if (length.count() % 60 == 0) return fmt::format("{}m", length.count() / 60);
  return fmt::format("{}s", length.count());
}

template <class Check>
Type<std::string> checked(std::string words, Check check) {
  return {std::move(words),
          [check](const std::string& given) { return check(given) ? std::optional{given} : std::nullopt; }};
}

}  // namespace

std::string join(std::span<const std::string> words) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 < words.size() ? ", " : " or ";
    joined += words[i];
  }
  return joined;
}

Type<std::string> text(std::size_t bytes_max) {
  return checked(fmt::format("text of 1 to {} bytes without hidden characters", bytes_max),
                 [bytes_max](const std::string& given) {
                   return !given.empty() && given.size() <= bytes_max && valid_utf8(given) &&
                          find_invisible(given) == std::string::npos;
                 });
}

Type<std::string> one_of(std::vector<std::string> words) {
  std::string joined = join(words);
  return checked(std::move(joined), [words = std::move(words)](const std::string& given) {
    return std::find(words.begin(), words.end(), given) != words.end();
  });
}

Type<std::string> link(std::vector<std::string> schemes) {
  std::string joined = "link with " + join(schemes);
  return checked(std::move(joined), [schemes = std::move(schemes)](const std::string& given) {
    return is_solid(given) && std::any_of(schemes.begin(), schemes.end(), [&given](const std::string& scheme) {
             const std::string start = scheme + "://";
             return given.starts_with(start) && given.size() > start.size();
           });
  });
}

Type<std::string> endpoint() {
  return checked("ipc://PATH or tcp://HOST:PORT", [](const std::string& given) {
    if (!is_solid(given)) return false;
    if (given.starts_with("ipc://")) return given.size() > 6;
    const auto colon = given.rfind(':');
    return given.starts_with("tcp://") && colon > 6 && is_port(std::string_view{given}.substr(colon + 1));
  });
}

Type<std::string> listener() {
  return checked("127.0.0.1:PORT or [::1]:PORT", [](const std::string& given) {
    for (const std::string_view host : {"127.0.0.1:", "[::1]:"}) {
      if (given.starts_with(host)) return is_port(std::string_view{given}.substr(host.size()));
    }
    return false;
  });
}

Type<std::string> curve_key() {
  return checked("public key of 40 characters", [](const std::string& given) {
    return given.size() == 40 && is_solid(given) &&
           given.find_first_of("\"',;\\_`|~") == std::string::npos;  // ZeroMQ RFC 32
  });
}

Type<bool> flag() { return choice<bool>({{"true", true}, {"false", false}}); }

Type<std::int64_t> count(std::int64_t least, std::int64_t most) {
  return {fmt::format("number from {} to {}", least, most), [=](const std::string& given) {
            const auto number = whole_number(given);
            return number && *number >= least && *number <= most ? number : std::nullopt;
          }};
}

Type<seconds> duration(seconds least, seconds most) {
  return {fmt::format("time from {} to {}", in_words(least), in_words(most)),
          [=](const std::string& given) -> std::optional<seconds> {
            if (given.empty()) return std::nullopt;
            const auto number = whole_number(std::string_view{given}.substr(0, given.size() - 1));
            if (!number || *number > most.count()) return std::nullopt;
            const int unit = given.back() == 's' ? 1 : given.back() == 'm' ? 60 : given.back() == 'h' ? 3600 : 0;
            const seconds length{*number * unit};
            return unit > 0 && length >= least && length <= most ? std::optional{length} : std::nullopt;
          }};
}

Type<std::filesystem::path> path() {
  return {"path", [](const std::string& given) {
            return given.empty() || given.size() > limits::kLinkMax ? std::nullopt
                                                                    : std::optional<std::filesystem::path>{given};
          }};
}

}  // namespace voelspriet::config::detail
