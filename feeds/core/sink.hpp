// SPDX-License-Identifier: Apache-2.0
// Where kept mentions go: a terminal, or the hub over the bus. Lent to one Runner and called by its thread only; an
// implementation that lives on another thread (the bus) puts mailboxes in between.
#pragma once

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "feeds/core/health.hpp"
#include "hub/domain/mention.hpp"

namespace voelspriet::feeds {

// What goes over at once. `cursor` is the source's own, opaque, and stands behind the last mention: whoever begins
// there misses nothing of what comes after. A batch may be empty: then only the cursor moved.
struct Batch {
  std::vector<domain::HeardMention> mentions;  // at most limits::kBatchMentionsMax
  std::vector<std::string> lines;  // one per mention, or none: the source's own JSON for it, "" unless asked for
  std::string cursor;
};

// What the other side wants of the runner, in order. This is all that passes from a sink's thread to the runner's.
struct StartAt {  // begin here ("" = where the source begins by itself); the runner waits for the first one. Later: go
                  // back to here.
  std::string cursor;
};
struct IncidentProfile {
  domain::IncidentId incident;
  domain::WatchProfile profile;
};
struct Watch {  // one profile per open incident; replaces what was watched before
  std::vector<IncidentProfile> profiles;
};
struct Follow {  // posts of our own: answers to them carry no watch word
  domain::IncidentId incident;
  std::vector<std::string> posts;  // ids of the source
};
struct Confirmed {  // the hub has everything up to here
  std::string cursor;
};
struct End {  // stop for good: revoked, fenced, closed
  std::string reason;
};
using Order = std::variant<StartAt, Watch, Follow, Confirmed, End>;

class Sink {
 public:
  enum class Answer {
    kAccepted,  // the batch was taken; it is the sink's to deliver, again if need be, until the hub acknowledged it
    kBusy,      // no credit: nothing was taken, and the runner stops reading until a later offer is accepted
  };

  virtual ~Sink() = default;
  // Never waits. Moves from `batch` only if it accepts.
  virtual Answer offer(Batch& batch) = 0;
  // What has come since the last call; may wait for the first until `deadline`. New credit ends the wait, too.
  virtual std::vector<Order> orders(std::chrono::steady_clock::time_point deadline) = 0;
  // Current health, at most once a second and at each change of state.
  virtual void report(const FeedHealth& health) = 0;
};

}  // namespace voelspriet::feeds
