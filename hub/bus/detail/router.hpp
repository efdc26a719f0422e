// SPDX-License-Identifier: Apache-2.0
// One ROUTER that speaks CURVE only. Names every message's sender by the key it proved, which libzmq keeps with the payload frame
// (ZAP, RFC 27), never by what it says. Owned by the bus thread.
#pragma once

#include <optional>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "hub/base/result.hpp"
#include "hub/bus/bus.hpp"
#include "hub/bus/detail/counters.hpp"

namespace voelspriet::bus::detail {

struct Incoming {
  std::string routing_id;  // given out by libzmq, per connection
  std::string public_key;  // Z85
  std::string payload;     // "" only shows that the peer is there
};

// What goes out as one message; shared, because many get the same.
struct Letter {
  EventBytes head;
  std::vector<EventBytes> frames;
  std::size_t bytes() const;
};
Letter letter(std::string head, std::vector<EventBytes> frames = {});

class Router {
 public:
  // Fails closed: `domain` is what the ZAP handler is asked with. `name` stands in counters.
  Router(zmq::context_t& context, const crypto::CurveKeyPair& keys, const std::string& domain, Counters& counters);

  Result<void> bind(const std::string& endpoint);
  zmq::socket_t& socket() { return socket_; }
  zmq::socket_t& monitor() { return monitor_; }

  // The next message that is fit to be read, if there is one now; others are counted and passed over.
  std::optional<Incoming> receive();
  // Counts handshakes that came to nothing.
  void count_handshakes();

  enum class Sent { yes, full, gone };
  Sent send(const std::string& routing_id, const Letter& letter);

 private:
  std::optional<Incoming> read();

  const std::string domain_;
  Counters& counters_;
  zmq::socket_t socket_;
  zmq::socket_t monitor_;
};

}  // namespace voelspriet::bus::detail
