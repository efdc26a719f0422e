// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/polled_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds {
namespace {

enum Status { kOk = 200, kNotModified = 304, kGone = 410, kTooManyRequests = 429, kUnavailable = 503 };

// Seconds only: of the two forms the one that servers send with 429 and 503.
std::optional<std::chrono::seconds> retry_after(const net::HttpResponse& response) {
  const auto text = response.header("Retry-After");
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return std::min(std::chrono::seconds{seconds}, std::chrono::seconds{limits::kRetryAfterMax});
}

}  // namespace

PolledPage::PolledPage(const net::HttpClient& client, PageOptions options)
    : client_(client), options_(std::move(options)), url_(options_.url) {}

std::string PolledPage::state() const { return fmt::format("{}\n{}\n{}", url_, etag_, last_modified_); }

void PolledPage::resume(std::string_view state) {
  std::array<std::string, 3> lines{};
  for (std::string& line : lines) {
    const auto end = std::min(state.find('\n'), state.size());
    line = state.substr(0, end);
    state.remove_prefix(std::min(end + 1, state.size()));
  }
  url_ = lines[0].empty() ? options_.url : std::move(lines[0]);
  etag_ = std::move(lines[1]);
  last_modified_ = std::move(lines[2]);
}

Result<std::optional<net::HttpResponse>> PolledPage::next(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  if (stop.wait_until(std::min(due_, deadline)) || steady_now() < due_ || gone_) return std::nullopt;
  net::HttpRequest request;
  request.url = url_;
  request.max_body = options_.bytes_max;
  request.redirects = limits::kRedirectsMax;
  if (!options_.accept.empty()) request.headers.emplace_back("Accept", options_.accept);
  if (!etag_.empty()) request.headers.emplace_back("If-None-Match", etag_);
  if (!last_modified_.empty()) request.headers.emplace_back("If-Modified-Since", last_modified_);
  auto outcome = client_.send(request, stop);
  // At once again, as soon as the runner has backed off.
  if (outcome.error) return fail(outcome.error->code, url_, to_string(*outcome.error));
  return judge(std::move(outcome.response));
}

Result<std::optional<net::HttpResponse>> PolledPage::judge(net::HttpResponse response) {
  if (response.moved) url_ = response.url;
  due_ = steady_now() + options_.every;
  switch (response.status) {
    case kOk:
      etag_ = response.header("ETag");
      last_modified_ = response.header("Last-Modified");
      return response;
    case kNotModified:
      return std::nullopt;
    case kGone:
      gone_ = true;
      return std::nullopt;
    case kTooManyRequests:
    case kUnavailable:
      if (const auto wait = retry_after(response)) due_ = steady_now() + *wait;
      return fail(Errc::kBusy, url_, fmt::format("answers {}", response.status));
    default:
      return fail(Errc::kRefused, url_, fmt::format("answers {}", response.status));
  }
}

}  // namespace voelspriet::feeds
