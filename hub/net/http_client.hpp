// SPDX-License-Identifier: Apache-2.0
// One HTTP/1.1 request and its answer, synchronous, each on a connection of its own (RFC 9110, 9112). TLS is always
// verified. Thread-safe: requests share nothing. What came of a request is told apart the way deliveries need it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/net/egress.hpp"
#include "hub/net/url.hpp"

namespace voelspriet::net {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  HttpHeaders headers = {};  // Host, User-Agent, Content-Length and Connection are ours
  std::string body = {};
  std::chrono::milliseconds connect_timeout{5'000};    // look-up and connecting
  std::chrono::milliseconds handshake_timeout{5'000};  // TLS
  std::chrono::milliseconds whole_timeout{10'000};     // all of it, redirects included
  std::size_t max_body = 1 << 20;                      // of the answer
  int redirects = 0;  // followed for GET and HEAD, at most limits::kRedirectsMax, never from https to http
};

enum class Reach {
  kNotSent,   // not a byte of the request left: trying again is safe
  kNoAnswer,  // some of it may have arrived, and nobody said what became of it: uncertain
  kAnswered,  // status and headers stand
};

struct HttpResponse {
  int status = 0;
  HttpHeaders headers;
  std::string body;
  std::string url;     // that answered, after redirects
  bool moved = false;  // every redirect on the way was a permanent one: remember `url`

  // Case does not matter; "" when absent.
  std::string_view header(std::string_view name) const;
};

struct HttpOutcome {
  Reach reach = Reach::kNotSent;
  HttpResponse response;       // of kAnswered; its body is whole only without an error
  std::optional<Error> error;  // always set unless answered
};

class HttpClient {
 public:
  // `ca_file`: PEM of the authorities to trust instead of the system's.
  explicit HttpClient(EgressPolicy egress, std::string ca_file = {})
      : egress_(std::move(egress)), ca_file_(std::move(ca_file)) {}

  // Returns within 100 ms once `stop` is set.
  HttpOutcome send(const HttpRequest& request, const StopFlag& stop) const;

 private:
  HttpOutcome exchange(const Url& url, const HttpRequest& request, std::chrono::steady_clock::time_point deadline,
                       const StopFlag& stop) const;

  const EgressPolicy egress_;
  const std::string ca_file_;
};

}  // namespace voelspriet::net
