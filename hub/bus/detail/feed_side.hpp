// SPDX-License-Identifier: Apache-2.0
// The feed processes: credit, and what each one's key lets it say. Owned by the bus thread.
#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <vector>

#include "hub/bus/bus.hpp"
#include "hub/bus/detail/peer_table.hpp"
#include "hub/bus/detail/router.hpp"

namespace voelspriet::bus::detail {

// Takes out what these rights or the limits do not allow; names each by its place: "/mentions/3/account".
std::vector<wire::Refusal> take_out_refused(std::vector<domain::HeardMention>& mentions, const domain::FeedRights& rights);

class FeedSide {
 public:
  // All lent. `next_session` is shared with the consoles.
  FeedSide(Router& router, BusSink& sink, Counters& counters, SessionId& next_session);

  void set_keys(KeyTable keys);
  void receive(Incoming incoming);

  void deliver(ToFeedSession out);
  void deliver(const ToAllFeeds& out);
  void cut(SessionId session, const Error& reason);

  // Offers again what the sink had no room for, finds out who has gone.
  void tick();
  bool holds_batches() const;
  void say_goodbye();

 private:
  struct Batch {
    wire::Heard heard;
    std::vector<wire::Refusal> refused;
  };
  struct Peer : PeerBase {
    std::size_t credit = 0;     // batches it may still send
    std::deque<Batch> held;     // waiting for room behind the sink, at most limits::kFeedCredit
  };

  const domain::Key* key_of(const std::string& public_key) const;

  void act(Peer& peer, const domain::FeedRights& rights, wire::FeedHello hello);
  void act(Peer& peer, const domain::FeedRights& rights, wire::Heard heard);
  void act(Peer& peer, const domain::FeedRights& rights, wire::FeedReport report);

  void hand_on(Peer& peer);
  void refuse(Peer& peer, const Error& error);
  void send(Peer& peer, const wire::ToFeed& message);
  void send(Peer& peer, const Letter& letter);
  void end_session(Peer& peer);
  void bye(Peer& peer, const Error& reason);

  BusSink& sink_;
  Counters& counters_;
  KeyTable keys_;
  PeerTable<Peer> peers_;
};

}  // namespace voelspriet::bus::detail
