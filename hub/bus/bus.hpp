// SPDX-License-Identifier: Apache-2.0
// The hub's side of all ZeroMQ sockets: one ROUTER for consoles and ctl, one for feeds, CURVE on both whatever the transport. Who a
// message comes from is looked up per message, from the key its connection proved, in the newest key table. What cannot be read or is
// not allowed is answered with place and reason, counted, and takes nothing else with it.
//
// One thread of its own owns sockets and peers. Others hand it values with post() and are called through BusSink.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/crypto/random.hpp"
#include "hub/domain/command.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::bus {

using domain::SessionId;

// The exact bytes of one event, shared by all who get them.
using EventBytes = std::shared_ptr<const std::string>;
// Who may speak, by public key: the `keys` of the engine's state. Replaced as a whole.
using KeyTable = std::shared_ptr<const std::map<std::string, domain::Key>>;

// ---- other threads to the bus
struct ToSession {            // one answer; not for events
  SessionId session = 0;
  wire::ToConsole message;
};
struct EventPage {            // the answer to BusSink::on_catch_up or, with its `ask`, to AskEvents
  SessionId session = 0;
  domain::Sequence first = 0; // of `events`; whatever was asked after
  std::vector<EventBytes> events;
  std::uint64_t ask = 0;
};
struct NewEvents {            // to all who follow; durable
  domain::Sequence first = 0;
  std::vector<EventBytes> events;
};
struct NewPulse {             // to all who follow; an older one of the same incident that still waits is replaced
  domain::Pulse pulse;
};
struct ToFeedSession {        // credit is the bus's to fill in
  SessionId session = 0;
  wire::ToFeed message;
};
struct ToAllFeeds {
  wire::ToFeed message;
};
struct NewKeys {              // posted before the answer to the command that changed them
  KeyTable keys;
};
struct Cut {                  // ends one session, with the reason
  SessionId session = 0;
  Error reason;
};
using Outgoing = std::variant<ToSession, EventPage, NewEvents, NewPulse, ToFeedSession, ToAllFeeds, NewKeys, Cut>;

// ---- the bus to other threads
using Question = std::variant<wire::AskStatus, wire::AskIncidents, wire::AskPersons, wire::AskClaims, wire::AskStatements,
                              wire::AskDeliveries, wire::AskFacts, wire::AskMentions, wire::AskEvents>;

// A feed process; `rights` are those of its key right now.
struct FeedPeer {
  SessionId session = 0;
  domain::FeedRights rights;
};

// What the bus hands on: called on the bus thread, must not block. False = no room now: a person is told to try again, a feed's batch
// is kept and offered again (its feed gets no new credit until it is accepted), a catch-up is asked again.
class BusSink {
 public:
  virtual ~BusSink() = default;
  // A new session. Answer Welcome, or Cut when `have` and `have_hash` are not of this log. With `follow` the bus then asks for the
  // pages that are missing, sends them, and goes on with what NewEvents brings: never out of order, none twice.
  virtual bool on_hello(const domain::Actor& from, wire::Hello hello) = 0;
  virtual bool on_command(const domain::Actor& from, domain::Command command) = 0;  // answer Done
  virtual bool on_note(const domain::Actor& from, wire::Note note) = 0;             // answer Done
  virtual bool on_question(const domain::Actor& from, Question question) = 0;       // answer the list asked for, or NoAnswer
  // Answer EventPage with at most limits::kEventPageMax events after `after`.
  virtual bool on_catch_up(SessionId session, domain::Sequence after) = 0;
  virtual void on_gone(SessionId session) = 0;                                      // of a person or a feed

  virtual bool on_feed_hello(const FeedPeer& from, wire::FeedHello hello) = 0;      // answer FeedWelcome
  // Every mention is within the key's rights and the limits; `refused` names those that were not, by their place in the batch as it
  // came, and belongs in the HeardAck that answers.
  virtual bool on_heard(const FeedPeer& from, wire::Heard& heard, std::vector<wire::Refusal>& refused) = 0;  // moves only if true
  virtual bool on_feed_report(const FeedPeer& from, wire::FeedReport report) = 0;
};

struct BusSettings {
  std::vector<std::string> console_endpoints, feed_endpoints;  // "ipc:///run/…/consoles.sock", "tcp://127.0.0.1:4711"
  crypto::CurveKeyPair keys;                                   // the hub's own
  KeyTable known;                                              // who may speak from the start
  SessionId first_session = 1;                                 // later than any of an earlier run: epoch << 32
};

class Bus {
 public:
  // Nothing is bound before a false key was seen to be refused. kNotAllowed: it was not, or there are too few descriptors;
  // kIo: an endpoint cannot be bound. `sink` and `random` are lent.
  static Result<std::unique_ptr<Bus>> start(BusSettings settings, BusSink& sink, crypto::Random& random);
  // Says Bye to everybody and ends the thread, within a second. No call of the sink comes after it.
  ~Bus();
  Bus(const Bus&) = delete;
  Bus& operator=(const Bus&) = delete;

  // Any thread; never waits. False when the mailbox is full: events are then paged to their followers later, an answer is asked again.
  bool post(Outgoing outgoing);
  // "bus.refused.malformed": refusals and losses by name, since the start. Any thread.
  std::map<std::string, std::uint64_t> counters() const;

 private:
  struct Impl;
  explicit Bus(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::bus
