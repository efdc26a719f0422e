// SPDX-License-Identifier: Apache-2.0
// The life of every feed: connect, read, drop repeats, filter, hand on, confirm, back off, and know how it fares. Runs
// on a thread of its own, which owns it, its source and its filter; what other threads want reaches it as orders of its
// sink.
//
// At least once: the source is read on only after the sink took what was read, and a new process begins at the cursor
// the hub last acknowledged. Memory is bounded: one reading is in hand at a time; without credit nothing is read.
#pragma once

#include <chrono>
#include <string>

#include "feeds/core/backoff.hpp"
#include "feeds/core/filter.hpp"
#include "feeds/core/health.hpp"
#include "feeds/core/remembered.hpp"
#include "feeds/core/sink.hpp"
#include "feeds/core/source.hpp"
#include "hub/base/stop.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::feeds {

class Runner {
 public:
  // All lent; they outlive the runner.
  Runner(std::string feed, Source& source, Sink& sink, Filter& filter, const Clock& clock, crypto::Random& random);

  // Until the source has ended and everything is confirmed, the sink says End, or `stop` is set (within 100 ms).
  void run(const StopFlag& stop);

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  bool told_to_end(const StopFlag& stop) const { return ended_ || stop.requested(); }
  bool done(const StopFlag& stop) const { return over_ || told_to_end(stop); }
  void await_start(const StopFlag& stop);
  void read_to_end(const StopFlag& stop);
  void read_until_lost(const StopFlag& stop);
  void take(Reading reading, const StopFlag& stop);
  void heard();
  void deliver(std::vector<domain::HeardMention> mentions, std::vector<std::string> lines, const StopFlag& stop);
  void offer(Batch batch, const StopFlag& stop);
  void await_confirmation(const StopFlag& stop);
  void back_off(const StopFlag& stop);
  void lost(const Error& error);

  void obey(SteadyTime deadline);
  void carry_out(StartAt order);
  void carry_out(Watch order);
  void carry_out(Follow order);
  void carry_out(Confirmed order);
  void carry_out(End order);
  void give_again();

  void enter(FeedState state);
  void report_when_due();
  void report();

  Source& source_;
  Sink& sink_;
  Filter& filter_;
  const Clock& clock_;

  // Owned by the thread in run().
  FeedHealth health_;
  Backoff backoff_;
  const crypto::KeyedIdKey key_;  // of this process alone
  Remembered repeats_;
  Resume resume_;         // where the next connection begins
  bool counted_ = false;  // this connection stands in resume_.fruitless
  std::string offered_;   // the last cursor the sink took
  bool started_ = false;  // the first StartAt has come
  bool rewound_ = false;  // begin elsewhere, or again: leave this connection
  bool ended_ = false;    // the sink said so
  bool over_ = false;     // the source has nothing more
  SteadyTime heard_at_;
  SteadyTime cursor_due_;  // for an empty batch
  SteadyTime report_due_;
};

}  // namespace voelspriet::feeds
