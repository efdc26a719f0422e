// SPDX-License-Identifier: Apache-2.0
// The doorkeeper of every socket of the context: asked by libzmq for each new connection (ZAP, RFC 27). Without one, libzmq 4.3.4 lets
// any key in. Owned by the bus thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <zmq.hpp>

#include "hub/base/result.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::bus::detail {

class Doorkeeper {
 public:
  // Whether this key (Z85) may connect to the sockets of `domain`.
  using MayEnter = std::function<bool(std::string_view domain, const std::string& public_key)>;

  Doorkeeper(zmq::context_t& context, MayEnter may_enter);
  zmq::socket_t& socket() { return socket_; }
  // Answers what is asked now.
  void answer();

 private:
  const MayEnter may_enter_;
  zmq::socket_t socket_;
};

// Binds a scratch socket and knocks with a key nobody knows, while `answer` serves the doorkeeper's socket. kNotAllowed: it came in, or
// nobody said no.
Result<void> test_doorkeeper(zmq::context_t& context, zmq::socket_t& doorkeeper, const std::function<void()>& answer,
                             crypto::Random& random);

}  // namespace voelspriet::bus::detail
