// SPDX-License-Identifier: Apache-2.0
#include "hub/bus/detail/zap.hpp"

#include <array>
#include <chrono>
#include <cstring>
#include <vector>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/encoding.hpp"

namespace voelspriet::bus::detail {
namespace {

// version, request id, domain, address, identity, mechanism, credentials
enum Frame : std::size_t { kVersion, kRequest, kDomain, kAddress, kIdentity, kMechanism, kKey, kFrames };

std::vector<std::string> read_frames(zmq::socket_t& socket) {
  std::vector<std::string> frames;
  zmq::message_t frame;
  do {
    if (!socket.recv(frame, zmq::recv_flags::dontwait)) break;
    frames.push_back(frame.to_string());
  } while (frame.more());
  return frames;
}

void connect_stranger(zmq::socket_t& stranger, const std::string& endpoint, const std::string& server_key, crypto::Random& random) {
  const auto keys = crypto::make_curve_key_pair(random);
  stranger.set(zmq::sockopt::curve_serverkey, server_key);
  stranger.set(zmq::sockopt::curve_publickey, keys.public_key);
  stranger.set(zmq::sockopt::curve_secretkey, zmq::buffer(keys.secret_key.text()));
  stranger.set(zmq::sockopt::linger, 0);
  stranger.connect(endpoint);
}

// What became of the handshake, as the monitor tells it; 0 = nothing yet.
std::uint16_t read_event(zmq::socket_t& monitor) {
  const auto frames = read_frames(monitor);
  std::uint16_t event = 0;
  if (!frames.empty()) std::memcpy(&event, frames[0].data(), sizeof event);
  return event;
}

}  // namespace

Doorkeeper::Doorkeeper(zmq::context_t& context, MayEnter may_enter)
    : may_enter_(std::move(may_enter)), socket_(context, zmq::socket_type::rep) {
  socket_.set(zmq::sockopt::linger, 0);
  socket_.bind("inproc://zeromq.zap.01");
}

void Doorkeeper::answer() {
  for (auto asked = read_frames(socket_); !asked.empty(); asked = read_frames(socket_)) {
    const bool readable = asked.size() == kFrames && asked[kMechanism] == "CURVE" && asked[kKey].size() == crypto::Secret::kBytes;
    const std::string key = readable ? crypto::to_z85(asked[kKey]) : "";
    const bool enters = readable && may_enter_(asked[kDomain], key);
    const std::string request = asked.size() > kRequest ? asked[kRequest] : "";
    for (const std::string& part : {std::string{"1.0"}, request, std::string{enters ? "200" : "400"}, std::string{}, enters ? key : ""}) {
      socket_.send(zmq::buffer(part), zmq::send_flags::sndmore);
    }
    socket_.send(zmq::message_t{}, zmq::send_flags::none);  // no metadata
  }
}

Result<void> test_doorkeeper(zmq::context_t& context, zmq::socket_t& doorkeeper, const std::function<void()>& answer,
                             crypto::Random& random) {
  const std::string name = crypto::random_hex(random, 8);
  const auto keys = crypto::make_curve_key_pair(random);
  zmq::socket_t scratch{context, zmq::socket_type::router};
  scratch.set(zmq::sockopt::curve_server, 1);
  scratch.set(zmq::sockopt::curve_secretkey, zmq::buffer(keys.secret_key.text()));
  scratch.set(zmq::sockopt::zap_domain, "self-test");
  scratch.set(zmq::sockopt::linger, 0);
  const std::string events = "inproc://monitor." + name;
  zmq_socket_monitor(scratch.handle(), events.c_str(), ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH);
  zmq::socket_t monitor{context, zmq::socket_type::pair};
  monitor.set(zmq::sockopt::linger, 0);
  monitor.connect(events);
  scratch.bind("ipc://@voelspriet-" + name);
  zmq::socket_t stranger{context, zmq::socket_type::dealer};
  connect_stranger(stranger, "ipc://@voelspriet-" + name, keys.public_key, random);

  const auto deadline = steady_now() + limits::kHandshakeMax;
  while (steady_now() < deadline) {
    std::array items{zmq::pollitem_t{doorkeeper.handle(), 0, ZMQ_POLLIN, 0}, zmq::pollitem_t{monitor.handle(), 0, ZMQ_POLLIN, 0}};
    zmq::poll(items, std::chrono::milliseconds{50});
    answer();
    switch (read_event(monitor)) {
      case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: return {};
      case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: return fail(Errc::kNotAllowed, "bus", "a key nobody knows was let in: nothing is bound");
      default: break;
    }
  }
  return fail(Errc::kNotAllowed, "bus", "nobody refused a key nobody knows: nothing is bound");
}

}  // namespace voelspriet::bus::detail
