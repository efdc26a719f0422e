// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"

namespace voelspriet::feeds {
namespace {

constexpr int kGapWeight = 16;  // of the moving average: about the last sixteen events

std::int64_t ms(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

}  // namespace

Runner::Runner(std::string feed, Source& source, Sink& sink, Filter& filter, const Clock& clock, crypto::Random& random)
    : source_(source),
      sink_(sink),
      filter_(filter),
      clock_(clock),
      backoff_(random),
      key_{crypto::Secret{random}},
      repeats_(limits::kRepeatsRemembered),
      heard_at_(steady_now()) {
  health_.feed = std::move(feed);
}

void Runner::run(const StopFlag& stop) {
  await_start(stop);
  do {
    read_to_end(stop);
    await_confirmation(stop);
  } while (!done(stop));  // sent back while it waited
  enter(FeedState::ended);
}

void Runner::read_to_end(const StopFlag& stop) {
  while (!done(stop)) {
    enter(FeedState::connecting);
    rewound_ = false;
    const auto connected = source_.connect(resume_, stop);
    if (connected) {
      ++health_.connects;
      read_until_lost(stop);
      source_.disconnect();
    } else {
      lost(connected.error());
    }
    if (!done(stop) && !rewound_) back_off(stop);
  }
}

void Runner::await_start(const StopFlag& stop) {
  report();
  while (!started_ && !done(stop)) obey(steady_now() + limits::kStopSlice);
}

void Runner::read_until_lost(const StopFlag& stop) {
  enter(FeedState::reading);
  counted_ = resume_.fruitless == 0;
  if (counted_) resume_.fruitless = 1;
  while (!done(stop) && !rewound_) {
    auto reading = source_.read(steady_now() + limits::kStopSlice, stop);
    if (!reading) {
      if (!stop.requested()) lost(reading.error());
      return;
    }
    take(std::move(*reading), stop);
    obey(steady_now());
    report_when_due();
  }
}

void Runner::take(Reading reading, const StopFlag& stop) {
  for (const auto& [reason, count] : reading.refused) health_.counts[reason] += count;
  if (!reading.trouble.empty()) health_.trouble = std::move(reading.trouble);
  std::vector<domain::HeardMention> mentions;
  std::vector<std::string> lines;
  for (auto& item : reading.items) {
    if (!item.key.empty() && !repeats_.insert(crypto::keyed_id(key_, item.key))) {
      ++health_.counts["repeat"];
      if (resume_.fruitless > 0 && !std::exchange(counted_, true)) ++resume_.fruitless;
      continue;
    }
    heard();
    if (!item.mention) {
      ++health_.counts[item.reason];
    } else if (!filter_.keep(*item.mention)) {
      ++health_.counts["outside_profile"];
    } else {
      ++health_.counts["kept"];
      mentions.push_back(std::move(*item.mention));
      lines.push_back(std::move(item.line));
    }
  }
  // Should the sink be told to start elsewhere meanwhile, that place holds and not this one.
  if (!reading.cursor.empty()) resume_ = {std::move(reading.cursor), resume_.fruitless, false};
  over_ = reading.ended;
  deliver(std::move(mentions), std::move(lines), stop);
}

void Runner::heard() {
  const auto now = steady_now();
  const auto gap = ms(now - heard_at_);
  health_.usual_gap_ms =
      health_.usual_gap_ms == 0 ? gap : health_.usual_gap_ms + (gap - health_.usual_gap_ms) / kGapWeight;
  health_.last_item = clock_.now();
  heard_at_ = now;
  backoff_.reset();
  resume_.fruitless = 0;
}

// Only the last part carries the new cursor: whoever begins at the one before gets all parts again.
void Runner::deliver(std::vector<domain::HeardMention> mentions, std::vector<std::string> lines, const StopFlag& stop) {
  const std::string cursor = resume_.cursor;
  const bool worth_it = cursor != offered_ && (over_ || steady_now() >= cursor_due_);
  if (mentions.empty() && !worth_it) return;
  const std::string before = offered_;
  for (std::size_t from = 0;; from += limits::kBatchMentionsMax) {
    const auto part = [from](auto& all) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min(from, all.size()));
      const auto end =
          all.begin() + static_cast<std::ptrdiff_t>(std::min(from + limits::kBatchMentionsMax, all.size()));
      return std::vector(std::make_move_iterator(begin), std::make_move_iterator(end));
    };
    const bool last = from + limits::kBatchMentionsMax >= mentions.size();
    offer({part(mentions), part(lines), last ? cursor : before}, stop);
    if (last || told_to_end(stop)) return;
  }
}

void Runner::offer(Batch batch, const StopFlag& stop) {
  std::string cursor = batch.cursor;
  while (sink_.offer(batch) == Sink::Answer::kBusy) {
    if (told_to_end(stop)) return;
    enter(FeedState::waiting);
    obey(steady_now() + limits::kStopSlice);
  }
  enter(FeedState::reading);
  offered_ = std::move(cursor);
  cursor_due_ = steady_now() + limits::kCursorEvery;
}

void Runner::await_confirmation(const StopFlag& stop) {
  while (over_ && !told_to_end(stop) && health_.confirmed != offered_) obey(steady_now() + limits::kStopSlice);
}

void Runner::back_off(const StopFlag& stop) {
  enter(FeedState::backing_off);
  const auto until = steady_now() + backoff_.next();
  while (!done(stop) && steady_now() < until) {
    sleep_until_or(std::min(until, steady_now() + limits::kStopSlice), stop);
    obey(steady_now());
    report_when_due();
  }
}

// What cannot be read may cost the connection: it is counted all the same.
void Runner::lost(const Error& error) {
  const bool unreadable = error.code == Errc::kMalformed || error.code == Errc::kTooLarge;
  if (unreadable) ++health_.counts[std::string{to_string(error.code)}];
  health_.trouble = to_string(error);
  log_warn(health_.feed, fmt::format("error={} msg=\"{}\"", to_string(error.code), health_.trouble));
}

void Runner::obey(SteadyTime deadline) {
  for (auto& order : sink_.orders(deadline)) {
    std::visit([this](auto& one) { carry_out(std::move(one)); }, order);
  }
}

// What came after that place is wanted again, so nothing of it may pass for a repeat.
void Runner::carry_out(StartAt order) {
  offered_ = health_.confirmed = order.cursor;
  resume_.cursor = std::move(order.cursor);
  give_again();
  started_ = true;
}

void Runner::give_again() {
  rewound_ = started_;
  over_ = false;
  repeats_.clear();
  resume_.fruitless = 0;
  resume_.again = true;
}

// A warning or bulletin often comes before the incident it belongs to is opened: the hub knows what it has already.
void Runner::carry_out(Watch order) {
  const auto watched = filter_.watch(order.profiles);
  if (!watched) {
    health_.trouble = to_string(watched.error());
    log_error(health_.feed, fmt::format("msg=\"profiles unchanged: {}\"", health_.trouble));
  } else if (*watched && source_.can_give_again()) {
    give_again();
  }
}

void Runner::carry_out(Follow order) { filter_.follow(order.incident, order.posts); }
void Runner::carry_out(Confirmed order) { health_.confirmed = std::move(order.cursor); }

void Runner::carry_out(End order) {
  log_warn(health_.feed, fmt::format("msg=\"ended by the hub: {}\"", order.reason));
  health_.trouble = std::move(order.reason);
  ended_ = true;
}

void Runner::enter(FeedState state) {
  if (health_.state == state) return;
  health_.state = state;
  report();
}

void Runner::report_when_due() {
  if (steady_now() >= report_due_) report();
}

void Runner::report() {
  health_.silent_ms = ms(steady_now() - heard_at_);
  report_due_ = steady_now() + limits::kHealthEvery;
  sink_.report(health_);
}

}  // namespace voelspriet::feeds
