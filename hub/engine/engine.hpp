// SPDX-License-Identifier: Apache-2.0
// The engine: the one writer. Takes commands in batches, decides each, appends once, and only then shows what changed.
// Owned by the engine thread, which calls step() whenever there is something and at least every kEngineTick.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "hub/domain/contradiction.hpp"
#include "hub/engine/ports.hpp"

namespace voelspriet::engine {

struct Request {
  domain::Actor actor;
  domain::Command command;
  std::uint64_t ticket = 0;            // the asker's; comes back with the answer
};

struct Answer {
  std::uint64_t ticket = 0;
  domain::CommandId id;
  domain::Sequence seq = 0;            // last event of the command; durable
  std::optional<Error> refused;
  bool again = false;                  // a repeat of a command that is in the log already
};

struct Appended {                      // one durable event
  domain::Event event;
  std::string bytes;
  domain::Digest hash{};               // of bytes
  std::shared_ptr<const domain::State> state{};  // right after it, where somebody begins anew from it: an incident was reopened
};

struct Step {
  std::vector<Answer> answers;
  std::vector<Appended> events;        // in order
  std::optional<Error> fatal;          // kFenced, kConflict, kCorrupt: this hub must stop now
};

// What the engine asks while deciding; all called on the engine thread.
struct Surroundings {
  const Clock& clock;
  std::function<std::optional<Time>()> drill_time;                     // nothing on a desk that is not in a drill
  std::function<std::vector<domain::ClaimPair>()> contradicted;        // by fusion
};

class Engine {
 public:
  Engine(LogPort& log, SnapshotPort& snapshots, const Channels& channels, EventCodec codec, Surroundings around);

  // Loads the newest snapshot and replays what follows, checking the chain. kCorrupt names the line that does not follow.
  Result<void> start();
  // Writes event 1. kAlreadyExists once there is a log.
  Result<void> found(const domain::DeskFounded& desk, const domain::CommandId& id);

  // Decides the requests in order and appends what they decided as one batch. Answers of a batch whose outcome is unknown are held
  // back, and new commands refused with kStoreAway, until the log has said how it stands.
  Step step(std::vector<Request> requests);

  // The durable state; what consoles see.
  const domain::State& state() const { return durable_; }
  const Head& head() const { return head_; }
  // True while a batch hangs between heaven and earth.
  bool in_doubt() const { return doubt_.has_value(); }
  Result<void> save_snapshot();

 private:
  struct Batch {
    std::vector<Appended> events;
    std::vector<Answer> answers;
    Head before, after;
  };

  bool answer_again(const Request& request, Batch& batch, Step& step);
  std::optional<Answer> decide_into(Batch& batch, const Request& request);
  Result<domain::Context> context_for(const domain::Command& command) const;
  void append(Batch batch, Step& step);
  void publish(Batch batch, Step& step);
  void give_up(Batch batch, const Error& error, Step& step);
  void settle_doubt(Step& step);
  Result<void> replay();

  // Constant after construction
  LogPort& log_;
  SnapshotPort& snapshots_;
  const Channels& channels_;
  const EventCodec codec_;
  const Surroundings around_;

  // Owned by the engine thread
  domain::State durable_;              // what the log adds up to
  domain::State tentative_;            // and what it will, once the batch being decided is durable
  Head head_;                          // of durable_
  std::optional<Batch> doubt_;
};

}  // namespace voelspriet::engine
