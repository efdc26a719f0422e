// SPDX-License-Identifier: Apache-2.0
// A TCP or TLS server on the loopback whose every byte is the test's: it can stall, lie about lengths, speak garbage or
// cut. Connections are served one after another by a thread of its own, each by the script.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/net/test_ca.hpp"

namespace voelspriet::support {

// The server's end of one connection. What cannot be done throws; the connection ends when the script returns.
class Peer {
 public:
  virtual ~Peer() = default;
  // Up to and with `end`; what was there before the client left, if it leaves.
  virtual std::string read_until(std::string_view end) = 0;
  virtual std::string read(std::size_t bytes) = 0;
  virtual void write(std::string_view bytes) = 0;
  // Until the client goes, or the server is destroyed.
  virtual void wait_for_end() = 0;
};

// "GET /x HTTP/1.1": reads a request's headers and answers with these bytes.
void answer(Peer& peer, std::string_view bytes);
// Upgrades to a WebSocket; gives the request line.
std::string accept_web_socket(Peer& peer);
// One whole frame as a server sends it.
std::string server_frame(std::string_view payload, std::uint8_t opcode = 1, bool final = true);

class ScriptedServer {
 public:
  // `connection` counts from 0.
  using Script = std::function<void(Peer& peer, int connection)>;

  explicit ScriptedServer(Script script, std::optional<ServerFiles> tls = {});
  ~ScriptedServer();

  std::uint16_t port() const;
  int connections() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::support
