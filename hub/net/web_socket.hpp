// SPDX-License-Identifier: Apache-2.0
// A WebSocket client (RFC 6455), ws and wss, without extensions. One thread uses it; another may end its waits by the
// StopFlag (within 100 ms). Pings are answered while it is read, and sent when the other side falls silent.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/limits.hpp"
#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/net/egress.hpp"

namespace voelspriet::net {

struct WebSocketOptions {
  std::string url;
  EgressPolicy egress;
  std::string ca_file = {};                           // PEM of the authorities to trust instead of the system's
  std::chrono::milliseconds connect_timeout{10'000};  // look-up, connecting, TLS and upgrade together
  std::chrono::milliseconds silence = limits::kWebSocketSilence;
  std::size_t max_message = limits::kLineBytesMax;
};

class WebSocket {
 public:
  struct Received {
    std::vector<std::string> messages;  // in order, text or binary; not checked to be UTF-8
    std::uint64_t too_large = 0;        // messages over the limit that were left out
  };

  static Result<WebSocket> connect(WebSocketOptions options, const StopFlag& stop);
  WebSocket(WebSocket&&) noexcept;
  WebSocket& operator=(WebSocket&&) noexcept;
  // Says goodbye, or answers one, and waits for nothing.
  ~WebSocket();

  // All that is there, or the first that comes by the deadline; nothing then. An error ends the connection: kClosed,
  // kTimeout (silent), kMalformed (no frame). What came before it was returned before it.
  Result<Received> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop);
  Result<void> send(std::string_view text, const StopFlag& stop);

 private:
  struct Impl;
  explicit WebSocket(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::net
