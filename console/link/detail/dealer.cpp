// SPDX-License-Identifier: Apache-2.0
#include "console/link/detail/dealer.hpp"

#include <fmt/format.h>

#include <cstring>

#include "hub/base/limits.hpp"

namespace voelspriet::console::detail {
namespace {

constexpr int kReconnectMs = 50;
constexpr int kReconnectMostMs = 2'000;
constexpr int kHeartbeatMs = 2'000;
constexpr int kGoneMs = 6'000;
constexpr int kLingerMs = 200;
constexpr int kWatched = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

}  // namespace

Dealer::Dealer(zmq::context_t& context) : socket_(context, zmq::socket_type::dealer), monitor_(context, zmq::socket_type::pair) {}

Result<Dealer> Dealer::open(zmq::context_t& context, const HubAddress& address) {
  Dealer dealer{context};
  zmq::socket_t& socket = dealer.socket_;
  const std::string events = fmt::format("inproc://monitor.{}", socket.handle());
  try {
    socket.set(zmq::sockopt::curve_serverkey, address.hub_key);
    socket.set(zmq::sockopt::curve_publickey, address.keys.public_key);
    socket.set(zmq::sockopt::curve_secretkey, zmq::buffer(address.keys.secret_key.text()));
    socket.set(zmq::sockopt::handshake_ivl, static_cast<int>(std::chrono::milliseconds{limits::kHandshakeMax}.count()));
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(limits::kAnswerBytesMax));
    socket.set(zmq::sockopt::heartbeat_ivl, kHeartbeatMs);
    socket.set(zmq::sockopt::heartbeat_timeout, kGoneMs);
    socket.set(zmq::sockopt::reconnect_ivl, kReconnectMs);
    socket.set(zmq::sockopt::reconnect_ivl_max, kReconnectMostMs);
    socket.set(zmq::sockopt::immediate, 1);  // nothing waits for a hub that is not there: it would come to a hub that knows no hello
    socket.set(zmq::sockopt::linger, kLingerMs);
    if (zmq_socket_monitor(socket.handle(), events.c_str(), kWatched) != 0) throw zmq::error_t{};
    dealer.monitor_.set(zmq::sockopt::linger, 0);
    dealer.monitor_.connect(events);
    socket.connect(address.endpoint);
    return dealer;
  } catch (const zmq::error_t& error) {
    return fail(Errc::kUnreachable, address.endpoint, error.what());
  }
}

bool Dealer::send(const wire::FromConsole& message) {
  (void)socket_.get(zmq::sockopt::events);  // else libzmq may overlook, for a millisecond, that the connection was just made
  return socket_.send(zmq::buffer(wire::encode(message)), zmq::send_flags::dontwait).has_value();
}

Result<std::optional<Received>> Dealer::receive() {
  zmq::message_t frame;
  do {
    if (!socket_.recv(frame, zmq::recv_flags::dontwait)) return std::nullopt;
  } while (frame.size() == 0 && !frame.more());  // the hub only asked whether we are there
  auto message = wire::decode_to_console(frame.to_string_view());
  std::vector<std::string> frames;
  while (frame.more()) {
    (void)socket_.recv(frame, zmq::recv_flags::none);  // the rest of a message is always there
    frames.push_back(frame.to_string());
  }
  if (!message) return tl::unexpected(message.error());
  return Received{std::move(*message), std::move(frames)};
}

Dealer::Change Dealer::changed() {
  Change change = Change::none;
  for (zmq::message_t event; monitor_.recv(event, zmq::recv_flags::dontwait);) {
    std::uint16_t what = 0;
    std::memcpy(&what, event.data(), sizeof what);
    if (event.more()) (void)monitor_.recv(event, zmq::recv_flags::none);
    if (what == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH) change = Change::refused;
    if (change == Change::refused) continue;  // whatever follows from it
    change = what == ZMQ_EVENT_HANDSHAKE_SUCCEEDED ? Change::connected : Change::disconnected;
  }
  return change;
}

}  // namespace voelspriet::console::detail
