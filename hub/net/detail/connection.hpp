// SPDX-License-Identifier: Apache-2.0
// One outgoing TCP connection, with or without TLS, that can be waited on with a deadline and stopped. Used by one
// thread. Asio and OpenSSL stay in the .cpp: each operation is started and driven to its end here, nothing runs in
// between.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/net/egress.hpp"

namespace voelspriet::net::detail {

using Deadline = std::chrono::steady_clock::time_point;

class Connection {
 public:
  // Resolves, asks the policy about each address, connects to the first allowed one that answers.
  static Result<Connection> open(const std::string& host, std::uint16_t port, const EgressPolicy& egress,
                                 Deadline deadline, const StopFlag& stop);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  // TLS 1.2 or later; the certificate must verify for `host` against `ca_file`, or the system's authorities if that is
  // empty.
  Result<void> start_tls(const std::string& host, const std::string& ca_file, Deadline deadline, const StopFlag& stop);
  // Number of bytes read; 0 when none came by the deadline. kClosed when the other side ended the connection.
  Result<std::size_t> read(std::span<char> into, Deadline deadline, const StopFlag& stop);
  // All of it. After an error some of it may have left.
  Result<void> write(std::string_view bytes, Deadline deadline, const StopFlag& stop);

 private:
  struct Impl;
  explicit Connection(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::net::detail
