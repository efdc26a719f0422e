// SPDX-License-Identifier: Apache-2.0
// The client's side of one CURVE connection to a hub. libzmq connects again by itself; whoever uses it says hello again. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "console/link/hub_address.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::console::detail {

struct Received {
  wire::ToConsole message;
  std::vector<std::string> frames;  // of `events`: the exact bytes
};

class Dealer {
 public:
  // kUnreachable: the endpoint is not one. Being connected is not waited for.
  static Result<Dealer> open(zmq::context_t& context, const HubAddress& address);

  zmq::socket_t& socket() { return socket_; }
  zmq::socket_t& monitor() { return monitor_; }

  // False when libzmq holds too much already that the hub has not taken.
  bool send(const wire::FromConsole& message);
  // The next message that has come; a frame that cannot be read is an error, and the next call goes on behind it.
  Result<std::optional<Received>> receive();

  enum class Change { none, connected, disconnected, refused };
  // What has become of the connection since the last call, newest last.
  Change changed();

 private:
  explicit Dealer(zmq::context_t& context);

  zmq::socket_t socket_;
  zmq::socket_t monitor_;
};

}  // namespace voelspriet::console::detail
