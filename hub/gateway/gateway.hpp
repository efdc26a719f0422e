// SPDX-License-Identifier: Apache-2.0
// The listener for machines that watch the hub: GET /health and GET /metrics on loopback, one request per connection,
// nothing else. Made and destroyed by main; runs on a thread of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/gateway/report.hpp"

namespace voelspriet::gateway {

// Called on the gateway's thread, for each request: must be thread-safe and answer at once.
struct Reports {
  std::function<HealthReport()> health;
  std::function<std::vector<Metric>()> metrics;
};

class Gateway {
 public:
  // "127.0.0.1:8790" or "[::1]:8790"; port 0 takes a free one. kBadValue: no such address. kNotAllowed: not loopback.
  // kRefused: somebody else listens there. Whoever comes waits until serve(), while the log is read.
  static Result<std::unique_ptr<Gateway>> listen(std::string_view address);
  void serve(Reports reports);  // once
  ~Gateway();  // ends open connections
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;

  std::uint16_t port() const;

 private:
  class Server;
  explicit Gateway(std::unique_ptr<Server> server);

  std::unique_ptr<Server> server_;
};

}  // namespace voelspriet::gateway
