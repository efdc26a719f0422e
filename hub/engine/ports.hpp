// SPDX-License-Identifier: Apache-2.0
// The outside world as the engine sees it: small abstract classes, each with a real implementation elsewhere (hub/store, hub/bus,
// hub/channels), an in-memory fake and a failing fake (tests/support). The engine links none of the real ones.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/domain/decide.hpp"
#include "hub/domain/pulse.hpp"

namespace voelspriet::engine {

// Where the log stands: the number and the hash of its last event; 0 and zero when empty.
struct Head {
  domain::Sequence seq = 0;
  domain::Digest hash{};
  bool operator==(const Head&) const = default;
};

// Event to exact bytes and back (hub/wire/event_codec.hpp); the engine knows no format.
struct EventCodec {
  std::string (*encode)(const domain::Event&);
  Result<domain::Event> (*decode)(std::string_view);
};

// The log of events. Called by the engine thread only, blocking; one append in flight by construction.
class LogPort {
 public:
  virtual ~LogPort() = default;

  // Adds the whole batch after `head`, or nothing. When it returns, the outcome is known: an answer that got lost is asked for
  // until the deadline of the implementation, and only a definite "not there" is kStoreAway.
  // Errors: kStoreAway, kStoreFull, kStoreReadOnly (nothing was added); kFenced, kConflict (this hub must stop);
  // kTimeout (outcome unknown: the engine keeps asking by calling settle()).
  virtual Result<void> append(const std::vector<std::string>& events, const Head& head) = 0;
  // After kTimeout: true when the batch that ends in `intended` is in the log, false when the log still stands at `before`.
  virtual Result<bool> settle(const Head& before, const Head& intended) = 0;
  // Exact bytes of the events after `after`, in order, at most `limit`.
  virtual Result<std::vector<std::string>> read(domain::Sequence after, std::size_t limit) = 0;
  virtual Result<Head> head() = 0;
  virtual domain::StoreState state() const = 0;
  virtual bool mirror_behind() const = 0;
};

// Snapshots of the state. May always be deleted.
class SnapshotPort {
 public:
  virtual ~SnapshotPort() = default;
  struct Loaded {
    domain::State state;
    Head head;
  };
  // Nothing when there is none, or it is old, broken or of another log.
  virtual std::optional<Loaded> load() = 0;
  virtual Result<void> save(const domain::State& state, const Head& head) = 0;
};

// A mention on its way into the store, already checked against the rights of the key it came by.
struct IncomingMention {
  domain::HeardMention heard;
  std::string feed;
  Time received_at{};
  std::size_t lot = 0;           // of those stored together: which it came in
};

struct StoredMention {
  domain::MentionRecord record;  // with its ordinal
  std::string text;              // opened, for fusion and screens
  std::size_t lot = 0;           // as it came
};

using Cursors = std::map<std::string, std::string>;  // by feed

// Mentions and matches. Called by the intake thread only, blocking.
class MentionPort {
 public:
  virtual ~MentionPort() = default;

  // Seals, numbers and stores what is new; what was stored before is left out of the answer and counted as known. The cursors are
  // stored in the same transaction. Nothing is stored on an error: kStoreAway, kStoreFull, kStoreReadOnly, kFenced; of this incident alone:
  // kTooLarge, over its budget; kExpired, its key was destroyed.
  virtual Result<std::vector<StoredMention>> store(domain::IncidentId incident, const std::vector<IncomingMention>& batch,
                                                   const Cursors& cursors) = 0;
  virtual Result<void> store_matches(domain::IncidentId incident, const std::vector<domain::Match>& matches) = 0;
  virtual Result<Cursors> cursors() = 0;

  // Records with ordinal > after, oldest first; for filling memory at start.
  virtual Result<std::vector<StoredMention>> range(domain::IncidentId incident, domain::Ordinal after, std::size_t limit) = 0;
  // Machine matches after position `after` of matches:{incident} (0 = from the start); `next` is moved past what was read.
  virtual Result<std::vector<domain::Match>> matches(domain::IncidentId incident, std::uint64_t& next, std::size_t limit) = 0;
  // Named records, in the order asked; missing ordinals are left out. Answers screens.
  virtual Result<std::vector<StoredMention>> by_ordinal(domain::IncidentId incident, const std::vector<domain::Ordinal>& ordinals) = 0;
  // Of what was stored before; 0 = never.
  virtual Result<domain::Ordinal> ordinal_of(domain::IncidentId incident, const domain::HeardMention& mention) = 0;
  // Of the server while it is away or read only, else of the incident's room. Any thread, as unreadable().
  virtual domain::StoreState state(domain::IncidentId incident) const = 0;
  // Entries that could not be read and were set aside.
  virtual std::uint64_t unreadable() const = 0;
};

// What a channel needs to make its variant of a statement. Everything by value: rendering is pure.
struct RenderJob {
  std::string desk;
  bool exercise = false;
  domain::Incident incident;
  domain::StatementId statement{};
  std::uint32_t revision = 1;
  domain::Wording wording;
  std::vector<domain::CitedClaim> claims;
  std::string target_title;            // of the statement this one corrects, supplements or withdraws
  Time now{};
};

struct SendJob {
  domain::Delivery delivery;           // with its key, part and recipient
  domain::Variant variant;             // frozen: sent verbatim
  domain::Statement statement;         // whose it is, without variants
  std::string desk;
  bool exercise = false;
  Time now{};
};

struct SendOutcome {
  enum class Kind {
    delivered,   // the channel said so, or we looked and it is there
    failed,      // definitely not there and trying again will not help
    not_sent,    // nothing has left this machine: the same try may be made again
    uncertain,   // it may or may not be there
    absent,      // (look only) looked, and it is not there
  };
  Kind kind = Kind::uncertain;
  std::string reason, proof;
};

class Channel;
using Channels = std::vector<std::unique_ptr<Channel>>;

// One way out. render() is pure and may be called from any thread; send() and look() block, are called by the sender thread only,
// and must keep the channel's promise whatever happened before.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual const std::string& name() const = 0;
  virtual domain::Promise promise() const = 0;
  virtual Result<domain::Variant> render(const RenderJob& job) const = 0;
  virtual SendOutcome send(const SendJob& job) = 0;
  // Whether the delivery is there now, asked the way a reader would.
  virtual SendOutcome look(const SendJob& job) = 0;
};

}  // namespace voelspriet::engine
