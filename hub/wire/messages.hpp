// SPDX-License-Identifier: Apache-2.0
// What travels over the bus. One ZeroMQ message = one JSON object {"v":1,"type":"…","body":{…}}; `events` is followed by one frame per event
// with its exact bytes, so that whoever receives them can check the chain; an empty frame only shows that the other side is there.
// Owner and thread: values, passed through mailboxes. Unknown message types are refused by name and counted; a protocol version that
// is not ours ends the connection with a reason.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hub/domain/command.hpp"
#include "hub/domain/pulse.hpp"
#include "hub/domain/state.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::wire {

inline constexpr int kProtocol = 1;

struct Refusal {  // an Error on the wire
  int code = 0;
  std::string word, where, what;  // word: to_string(Errc)
  bool operator==(const Refusal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (code, word, where, what))

// ---- console or ctl to hub
struct Hello {
  static constexpr std::string_view kType = "hello";
  std::string program;                     // "console 0.1.0"
  bool follow = false;                     // send events and pulses from `have` on
  domain::Sequence have = 0;               // last event the peer holds …
  domain::Digest have_hash{};              // … and its hash; a mismatch is refused loudly
  domain::IncidentId incident{};           // whose pulse; 0 = of every open incident
};
BOOST_DESCRIBE_STRUCT(Hello, (), (program, follow, have, have_hash, incident))

struct Do {
  static constexpr std::string_view kType = "do";
  domain::Command command;
};
BOOST_DESCRIBE_STRUCT(Do, (), (command))

// A mention typed in: phone call, desk, scene, pasted link. Acknowledged when stored; a repeated id is answered again.
struct Note {
  static constexpr std::string_view kType = "note";
  domain::CommandId id;
  domain::IncidentId incident{};
  domain::Genre genre = domain::Genre::phone;
  std::string text, caller, link;
  std::optional<Time> said_at;             // absent = now
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, incident, genre, text, caller, link, said_at))

// Questions. Each carries the asker's own number; answers come in any order.
struct AskStatus { static constexpr std::string_view kType = "ask_status"; std::uint64_t ask = 0; };
struct AskIncidents { static constexpr std::string_view kType = "ask_incidents"; std::uint64_t ask = 0; };
struct AskPersons { static constexpr std::string_view kType = "ask_persons"; std::uint64_t ask = 0; };  // with keys
struct AskClaims {
  static constexpr std::string_view kType = "ask_claims";
  std::uint64_t ask = 0;
  domain::IncidentId incident{};
  domain::ClaimId claim{};                 // 0 = all
};
struct AskStatements {
  static constexpr std::string_view kType = "ask_statements";
  std::uint64_t ask = 0;
  domain::IncidentId incident{};
  domain::StatementId statement{};         // 0 = all
};
struct AskDeliveries {
  static constexpr std::string_view kType = "ask_deliveries";
  std::uint64_t ask = 0;
  domain::IncidentId incident{};
  domain::StatementId statement{};         // 0 = all
};
struct AskFacts {
  static constexpr std::string_view kType = "ask_facts";
  std::uint64_t ask = 0;
  domain::IncidentId incident{};
};
struct AskMentions {
  static constexpr std::string_view kType = "ask_mentions";
  std::uint64_t ask = 0;
  domain::IncidentId incident{};
  domain::ClaimId claim{};                 // 0 = of any or none
  domain::Ordinal before = 0;              // 0 = from the newest
  std::uint32_t limit = 100;               // at most limits::kPageRowsMax
};
struct AskEvents {                         // a page of the log, as `events`
  static constexpr std::string_view kType = "ask_events";
  std::uint64_t ask = 0;
  domain::Sequence after = 0;
  std::uint32_t limit = 100;
};
BOOST_DESCRIBE_STRUCT(AskStatus, (), (ask))
BOOST_DESCRIBE_STRUCT(AskIncidents, (), (ask))
BOOST_DESCRIBE_STRUCT(AskPersons, (), (ask))
BOOST_DESCRIBE_STRUCT(AskClaims, (), (ask, incident, claim))
BOOST_DESCRIBE_STRUCT(AskStatements, (), (ask, incident, statement))
BOOST_DESCRIBE_STRUCT(AskDeliveries, (), (ask, incident, statement))
BOOST_DESCRIBE_STRUCT(AskFacts, (), (ask, incident))
BOOST_DESCRIBE_STRUCT(AskMentions, (), (ask, incident, claim, before, limit))
BOOST_DESCRIBE_STRUCT(AskEvents, (), (ask, after, limit))

// Room for so many more messages from the hub; a Hello gives limits::kPeerCredit. A peer whose room is used up gets nothing, and is
// cut when its queue is full.
struct Credit {
  static constexpr std::string_view kType = "credit";
  std::uint32_t messages = 0;
};
BOOST_DESCRIBE_STRUCT(Credit, (), (messages))

using FromConsole = std::variant<Hello, Do, Note, AskStatus, AskIncidents, AskPersons, AskClaims, AskStatements, AskDeliveries, AskFacts,
                                 AskMentions, AskEvents, Credit>;

// ---- hub to console or ctl
struct Welcome {
  static constexpr std::string_view kType = "welcome";
  std::string desk;
  bool exercise = false;
  domain::PersonId person{};
  domain::SessionId session = 0;
  domain::Sequence seq = 0;                // of the log now
  domain::Digest hash{};
};
BOOST_DESCRIBE_STRUCT(Welcome, (), (desk, exercise, person, session, seq, hash))

struct Bye {                               // the hub cuts this peer; no more follows
  static constexpr std::string_view kType = "bye";
  Refusal reason;
};
BOOST_DESCRIBE_STRUCT(Bye, (), (reason))

// The answer to Do and Note. Durable when it arrives. `seq` is the last event of the command (0 for a Note, which has `ordinal`).
struct Done {
  static constexpr std::string_view kType = "done";
  domain::CommandId id;
  domain::Sequence seq = 0;
  domain::Ordinal ordinal = 0;
  std::optional<Refusal> refused;
  bool again = false;                      // a repeat, answered from memory
};
BOOST_DESCRIBE_STRUCT(Done, (), (id, seq, ordinal, refused, again))

struct Events {                            // followed by `count` frames of exact event bytes
  static constexpr std::string_view kType = "events";
  domain::Sequence first = 0;
  std::uint32_t count = 0;
  std::uint64_t ask = 0;                   // of AskEvents, 0 = the live stream
};
BOOST_DESCRIBE_STRUCT(Events, (), (first, count, ask))

struct PulseNow {
  static constexpr std::string_view kType = "pulse";
  domain::Pulse pulse;
};
BOOST_DESCRIBE_STRUCT(PulseNow, (), (pulse))

struct Status {
  static constexpr std::string_view kType = "status";
  std::uint64_t ask = 0;
  std::string desk;
  bool exercise = false;
  domain::Sequence seq = 0;
  domain::Digest hash{};
  std::optional<domain::Brake> brake;
  std::vector<domain::Pulse> pulses;       // of the open incidents, without their claims
  std::map<std::string, std::uint64_t> counters;  // refusals and losses by name
};
BOOST_DESCRIBE_STRUCT(Status, (), (ask, desk, exercise, seq, hash, brake, pulses, counters))

struct Incidents {
  static constexpr std::string_view kType = "incidents";
  std::uint64_t ask = 0;
  std::vector<domain::Incident> incidents;
};
struct Persons {
  static constexpr std::string_view kType = "persons";
  std::uint64_t ask = 0;
  std::vector<domain::Person> persons;
  std::vector<domain::Key> keys;
};
struct Claims {
  static constexpr std::string_view kType = "claims";
  std::uint64_t ask = 0;
  std::vector<domain::Claim> claims;
  std::vector<domain::ClaimFigures> figures;
  std::vector<domain::Contradiction> contradictions;
  std::vector<domain::FoundContradiction> found;
};
struct Statements {
  static constexpr std::string_view kType = "statements";
  std::uint64_t ask = 0;
  std::vector<domain::Statement> statements;
};
struct Deliveries {
  static constexpr std::string_view kType = "deliveries";
  std::uint64_t ask = 0;
  std::vector<domain::Delivery> deliveries;
};
struct Facts {
  static constexpr std::string_view kType = "facts";
  std::uint64_t ask = 0;
  std::vector<domain::Fact> facts;
};
struct Mentions {                          // newest first; `more` = there are older ones
  static constexpr std::string_view kType = "mentions";
  std::uint64_t ask = 0;
  std::vector<domain::MentionView> mentions;
  bool more = false;
};
struct NoAnswer {
  static constexpr std::string_view kType = "no_answer";
  std::uint64_t ask = 0;                   // 0 = of a frame that could not be read or was not allowed
  Refusal reason;
};
BOOST_DESCRIBE_STRUCT(Incidents, (), (ask, incidents))
BOOST_DESCRIBE_STRUCT(Persons, (), (ask, persons, keys))
BOOST_DESCRIBE_STRUCT(Claims, (), (ask, claims, figures, contradictions, found))
BOOST_DESCRIBE_STRUCT(Statements, (), (ask, statements))
BOOST_DESCRIBE_STRUCT(Deliveries, (), (ask, deliveries))
BOOST_DESCRIBE_STRUCT(Facts, (), (ask, facts))
BOOST_DESCRIBE_STRUCT(Mentions, (), (ask, mentions, more))
BOOST_DESCRIBE_STRUCT(NoAnswer, (), (ask, reason))

using ToConsole = std::variant<Welcome, Bye, Done, Events, PulseNow, Status, Incidents, Persons, Claims, Statements, Deliveries, Facts, Mentions,
                               NoAnswer>;

// ---- feed to hub
struct FeedHello {
  static constexpr std::string_view kType = "feed_hello";
  std::string program;
  std::vector<std::string> feeds;          // names of its running sources
};
struct Heard {                             // a batch; numbered by the feed process from 1, with the same number when sent again
  static constexpr std::string_view kType = "heard";
  std::uint64_t batch = 0;
  std::string feed;
  std::vector<domain::HeardMention> mentions;
  std::string cursor;                      // after this batch; "" = none. Opaque to the hub
};
struct FeedReport {
  static constexpr std::string_view kType = "feed_report";
  std::vector<domain::FeedHealth> feeds;
};
BOOST_DESCRIBE_STRUCT(FeedHello, (), (program, feeds))
BOOST_DESCRIBE_STRUCT(Heard, (), (batch, feed, mentions, cursor))
BOOST_DESCRIBE_STRUCT(FeedReport, (), (feeds))
using FromFeed = std::variant<FeedHello, Heard, FeedReport>;

// ---- hub to feed
struct WatchedIncident {
  domain::IncidentId incident{};
  domain::WatchProfile profile;
};
struct FeedWelcome {
  static constexpr std::string_view kType = "feed_welcome";
  bool exercise = false;
  std::map<std::string, std::string> cursors;  // per feed name
  std::uint32_t credit = 0;                // batches; filled in by the bus
  std::vector<WatchedIncident> watched;
};
struct HeardAck {                          // the batch and its cursor are stored
  static constexpr std::string_view kType = "heard_ack";
  std::uint64_t batch = 0;
  std::uint32_t stored = 0, known = 0;     // new records; ones the hub had already
  std::vector<Refusal> refused;            // per bad mention, where = "/mentions/3/text"
  std::uint32_t credit = 0;                // batches given back; filled in by the bus
};
struct Watch {                             // the whole list, at every change
  static constexpr std::string_view kType = "watch";
  std::vector<WatchedIncident> watched;
};
struct Follow {                            // posts whose threads are kept: our own
  static constexpr std::string_view kType = "follow";
  domain::IncidentId incident{};
  std::vector<std::string> ids;
};
BOOST_DESCRIBE_STRUCT(WatchedIncident, (), (incident, profile))
BOOST_DESCRIBE_STRUCT(FeedWelcome, (), (exercise, cursors, credit, watched))
BOOST_DESCRIBE_STRUCT(HeardAck, (), (batch, stored, known, refused, credit))
BOOST_DESCRIBE_STRUCT(Watch, (), (watched))
BOOST_DESCRIBE_STRUCT(Follow, (), (incident, ids))
using ToFeed = std::variant<FeedWelcome, HeardAck, Watch, Follow, NoAnswer, Bye>;

// Encoders give one JSON object; decoders name the path of what is wrong. A Command inside Do is encoded as by command_codec.hpp.
std::string encode(const FromConsole& message);
std::string encode(const ToConsole& message);
std::string encode(const FromFeed& message);
std::string encode(const ToFeed& message);
// kUnsupported: another protocol version.
Result<FromConsole> decode_from_console(std::string_view json, ReadNotes* notes = nullptr);
Result<ToConsole> decode_to_console(std::string_view json, ReadNotes* notes = nullptr);
Result<FromFeed> decode_from_feed(std::string_view json, ReadNotes* notes = nullptr);
Result<ToFeed> decode_to_feed(std::string_view json, ReadNotes* notes = nullptr);

Refusal to_refusal(const Error& error);
Error to_error(const Refusal& refusal);

}  // namespace voelspriet::wire
