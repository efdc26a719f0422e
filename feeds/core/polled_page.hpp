// SPDX-License-Identifier: Apache-2.0
// A page that is asked again and again, and politely: conditional requests (RFC 9110 13), a permanent move remembered, Retry-After
// kept, an end once it is gone (410). Owned by one source; its runner's thread only.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/net/http_client.hpp"

namespace voelspriet::feeds {

struct PageOptions {
  std::string url;
  std::chrono::milliseconds every{60'000};
  std::string accept;
  std::size_t bytes_max = 0;
};

class PolledPage {
 public:
  // The client is lent.
  PolledPage(const net::HttpClient& client, PageOptions options);

  // Where it moved to and what it was when it last answered, as three lines for a cursor. resume() takes them, or "" to begin.
  std::string state() const;
  void resume(std::string_view state);

  // The page, if it is due by the deadline and has changed. An error when it cannot be had now; Retry-After holds on beyond it.
  Result<std::optional<net::HttpResponse>> next(std::chrono::steady_clock::time_point deadline, const StopFlag& stop);
  // It said that it will never come back.
  bool gone() const { return gone_; }

 private:
  Result<std::optional<net::HttpResponse>> judge(net::HttpResponse response);

  const net::HttpClient& client_;
  const PageOptions options_;
  std::string url_, etag_, last_modified_;
  std::chrono::steady_clock::time_point due_{};
  bool gone_ = false;
};

}  // namespace voelspriet::feeds
