// SPDX-License-Identifier: Apache-2.0
// Who is connected to one ROUTER, by routing id, and which of them has a session. Owned by the bus thread.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"
#include "hub/bus/bus.hpp"
#include "hub/bus/detail/router.hpp"

namespace voelspriet::bus::detail {

// What consoles and feeds have in common.
struct PeerBase {
  std::string routing_id, public_key;
  SessionId session = 0;                            // 0 = has not said hello, or was cut
  bool revoked = false;                             // and told so
  std::chrono::steady_clock::time_point sent_at{};  // when it was last seen to be there
};

template <class Peer>
class PeerTable {
 public:
  // Both lent. `next_session` counts for the whole bus.
  PeerTable(Router& router, SessionId& next_session) : router_(router), next_session_(next_session) {}

  bool full() const { return peers_.size() >= limits::kPeersMax; }
  std::map<std::string, Peer>& all() { return peers_; }
  const std::map<std::string, Peer>& all() const { return peers_; }

  // The sender, known from its first message on. Null: it holds another key than before, or it is new and the table is full.
  Peer* admit(const Incoming& from) {
    const auto found = peers_.find(from.routing_id);
    if (found != peers_.end()) return found->second.public_key == from.public_key ? &found->second : nullptr;
    if (full()) return nullptr;
    Peer peer;
    peer.routing_id = from.routing_id;
    peer.public_key = from.public_key;
    peer.sent_at = steady_now();
    return &peers_.emplace(from.routing_id, std::move(peer)).first->second;
  }

  Peer* find(SessionId session) {
    const auto found = sessions_.find(session);
    return found == sessions_.end() ? nullptr : &peers_.at(found->second);
  }
  void begin_session(Peer& peer) {
    peer.session = next_session_++;
    sessions_[peer.session] = peer.routing_id;
  }
  // The one that ended, or 0.
  SessionId end_session(Peer& peer) {
    sessions_.erase(peer.session);
    return std::exchange(peer.session, 0);
  }

  Router::Sent send(Peer& peer, const Letter& letter) {
    const auto sent = router_.send(peer.routing_id, letter);
    if (sent == Router::Sent::yes) peer.sent_at = steady_now();
    if (sent == Router::Sent::gone) gone_.push_back(peer.routing_id);
    return sent;
  }

  // Knocks at those who were sent nothing for a while, then forgets who has gone; `leave` sees each of them first.
  template <class Leave>
  void forget_gone(Leave leave) {
    const auto silent_since = steady_now() - kProbeAfter;
    for (auto& [id, peer] : peers_) {
      if (peer.sent_at < silent_since) send(peer, letter(""));
    }
    for (const auto& id : std::exchange(gone_, {})) {
      const auto found = peers_.find(id);
      if (found == peers_.end()) continue;
      leave(found->second);
      peers_.erase(found);
    }
  }

 private:
  static constexpr std::chrono::seconds kProbeAfter{1};

  Router& router_;
  SessionId& next_session_;
  std::map<std::string, Peer> peers_;
  std::map<SessionId, std::string> sessions_;  // their routing ids
  std::vector<std::string> gone_;              // routing ids
};

}  // namespace voelspriet::bus::detail
