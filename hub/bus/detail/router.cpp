// SPDX-License-Identifier: Apache-2.0
#include "hub/bus/detail/router.hpp"

#include <fmt/format.h>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"

namespace voelspriet::bus::detail {
namespace {

constexpr int kHeartbeatMs = 5'000;  // so that a connection that died without a word is noticed
constexpr int kGoneMs = 15'000;
constexpr int kHandshakeFailures =
    ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

// libzmq gives ids of five bytes that begin with zero and go on from a random number. A client that chose its own id could wait
// for another's answers.
bool given_by_libzmq(std::string_view id) { return id.size() == 5 && id[0] == '\0'; }

}  // namespace

std::size_t Letter::bytes() const {
  std::size_t sum = head->size();
  for (const auto& frame : frames) sum += frame->size();
  return sum;
}

Letter letter(std::string head, std::vector<EventBytes> frames) {
  return {std::make_shared<const std::string>(std::move(head)), std::move(frames)};
}

Router::Router(zmq::context_t& context, const crypto::CurveKeyPair& keys, const std::string& domain, Counters& counters)
    : domain_(domain), counters_(counters), socket_(context, zmq::socket_type::router), monitor_(context, zmq::socket_type::pair) {
  socket_.set(zmq::sockopt::curve_server, 1);
  socket_.set(zmq::sockopt::curve_secretkey, zmq::buffer(keys.secret_key.text()));
  socket_.set(zmq::sockopt::zap_domain, domain);
  socket_.set(zmq::sockopt::router_mandatory, 1);
  socket_.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(limits::kFrameBytesMax));
  socket_.set(zmq::sockopt::handshake_ivl, static_cast<int>(std::chrono::milliseconds{limits::kHandshakeMax}.count()));
  socket_.set(zmq::sockopt::heartbeat_ivl, kHeartbeatMs);
  socket_.set(zmq::sockopt::heartbeat_timeout, kGoneMs);
  socket_.set(zmq::sockopt::sndhwm, static_cast<int>(2 * limits::kPeerCredit));  // credit is used up long before
  socket_.set(zmq::sockopt::rcvhwm, static_cast<int>(2 * limits::kFeedCredit));
  socket_.set(zmq::sockopt::linger, 200);

  const std::string events = "inproc://monitor." + domain;
  const int watched = zmq_socket_monitor(socket_.handle(), events.c_str(), kHandshakeFailures);
  VOELSPRIET_ASSERT(watched == 0, zmq_strerror(zmq_errno()));
  monitor_.set(zmq::sockopt::linger, 0);
  monitor_.connect(events);
}

Result<void> Router::bind(const std::string& endpoint) {
  try {
    socket_.bind(endpoint);
    return {};
  } catch (const zmq::error_t& error) {
    return fail(Errc::kIo, endpoint, error.what());
  }
}

std::optional<Incoming> Router::read() {
  Incoming incoming;
  zmq::message_t frame;
  if (!socket_.recv(frame, zmq::recv_flags::dontwait)) return std::nullopt;
  incoming.routing_id = frame.to_string();
  std::size_t payloads = 0;
  while (frame.more()) {
    (void)socket_.recv(frame, zmq::recv_flags::none);  // the rest of a message is always there
    if (payloads++ > 0) continue;
    const char* const key = zmq_msg_gets(frame.handle(), "User-Id");
    incoming.public_key = key ? key : "";
    incoming.payload = frame.to_string();
  }
  if (payloads != 1) incoming.public_key.clear();
  return incoming;
}

std::optional<Incoming> Router::receive() {
  while (auto incoming = read()) {
    if (!given_by_libzmq(incoming->routing_id)) {
      counters_.add("bus.refused.own_routing_id");
    } else if (incoming->public_key.empty()) {
      counters_.add("bus.refused.frames");
    } else {
      return incoming;
    }
  }
  return std::nullopt;
}

void Router::count_handshakes() {
  for (zmq::message_t event; monitor_.recv(event, zmq::recv_flags::dontwait);) {
    if (event.more()) (void)monitor_.recv(event, zmq::recv_flags::none);
    counters_.add(fmt::format("bus.refused.handshake.{}", domain_));
  }
}

Router::Sent Router::send(const std::string& routing_id, const Letter& letter) {
  try {
    if (!socket_.send(zmq::buffer(routing_id), zmq::send_flags::sndmore | zmq::send_flags::dontwait)) return Sent::full;
    auto left = letter.frames.size();
    const auto flags = [&] { return left > 0 ? zmq::send_flags::sndmore : zmq::send_flags::none; };
    socket_.send(zmq::buffer(*letter.head), flags());
    for (const auto& frame : letter.frames) {
      --left;
      socket_.send(zmq::buffer(*frame), flags());
    }
    return Sent::yes;
  } catch (const zmq::error_t& error) {
    if (error.num() == EHOSTUNREACH) return Sent::gone;
    throw;
  }
}

}  // namespace voelspriet::bus::detail
