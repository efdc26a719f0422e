// SPDX-License-Identifier: Apache-2.0
// The consoles and ctl: their sessions, credit and queues, and the place each follower has reached in the log. Owned by the bus thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "hub/base/limits.hpp"
#include "hub/bus/bus.hpp"
#include "hub/bus/detail/peer_table.hpp"
#include "hub/bus/detail/router.hpp"

namespace voelspriet::bus::detail {

class ConsoleSide {
 public:
  // All lent. `next_session` is shared with the feeds.
  ConsoleSide(Router& router, BusSink& sink, Counters& counters, SessionId& next_session);

  void set_keys(KeyTable keys);
  void receive(Incoming incoming);

  void deliver(ToSession out);
  void deliver(EventPage page);
  void deliver(const NewEvents& events);
  void deliver(const NewPulse& pulse);
  void cut(SessionId session, const Error& reason);

  // Sends what waits, asks for missing pages again, finds out who has gone.
  void tick();
  void say_goodbye();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Follower {
    domain::Sequence next = 0;      // to be put in the queue
    domain::Sequence head = 0;      // of the log, as far as we were told
    SteadyTime asked_until{};       // a page is on its way until then; in the past = none is
    domain::IncidentId incident{};  // whose pulse; 0 = all
    std::map<domain::IncidentId, Letter> pulses;  // newest of each, waiting
  };
  struct Peer : PeerBase {
    std::size_t credit = limits::kPeerCredit;
    std::deque<Letter> queue;
    std::size_t queue_bytes = 0;
    std::optional<wire::Hello> wants;  // to follow, once welcome
    std::optional<Follower> follower;
  };

  const domain::Key* key_of(const std::string& public_key) const;

  void act(Peer& peer, const domain::Actor& from, wire::Hello hello);
  void act(Peer& peer, const domain::Actor& from, wire::Do act);
  void act(Peer& peer, const domain::Actor& from, wire::Note note);
  void act(Peer& peer, const domain::Actor& from, wire::Credit credit);
  template <class Ask>
  void act(Peer& peer, const domain::Actor& from, Ask ask);

  void answer(Peer& peer, const wire::ToConsole& message);
  void refuse(Peer& peer, const Error& error, std::uint64_t ask = 0);
  void offer(Peer& peer, domain::Sequence first, const std::vector<EventBytes>& events);
  void enqueue(Peer& peer, Letter letter);
  void flush(Peer& peer);
  bool send(Peer& peer, const Letter& letter);
  void end_session(Peer& peer);
  void bye(Peer& peer, const Error& reason);

  BusSink& sink_;
  Counters& counters_;
  KeyTable keys_;
  PeerTable<Peer> peers_;
};

}  // namespace voelspriet::bus::detail
