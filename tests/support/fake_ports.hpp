// SPDX-License-Identifier: Apache-2.0
// The outside world in memory, and the same world failing: for tests of the engine and for the simulation. One thread.
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "hub/engine/ports.hpp"

namespace voelspriet::test {

class FakeClock final : public Clock {
 public:
  Time now() const override { return now_; }
  void advance(microseconds by) { now_ += by; }
  void set(Time time) { now_ = time; }

 private:
  Time now_ = *parse_rfc3339("2026-11-21T13:52:00Z");
};

// A log in memory. Each append can be made to fail in one of the ways the real one can.
class MemoryLog final : public engine::LogPort {
 public:
  enum class Fault { none, away, full, fenced, lost_answer, lost_request };

  Result<void> append(const std::vector<std::string>& events, const engine::Head& head) override {
    const Fault fault = std::exchange(next_fault, Fault::none);
    if (fault == Fault::away) return fail(Errc::kStoreAway, "log", "away");
    if (fault == Fault::full) return fail(Errc::kStoreFull, "log", "full");
    if (fault == Fault::fenced) return fail(Errc::kFenced, "log", "a newer hub has the epoch");
    if (fault == Fault::lost_request) return fail(Errc::kTimeout, "log", "no answer");
    if (head != head_) return fail(Errc::kConflict, "log", "another head");
    for (const std::string& event : events) {
      lines.push_back(event);
      head_ = {head_.seq + 1, crypto::sha256(event)};
    }
    if (fault == Fault::lost_answer) return fail(Errc::kTimeout, "log", "no answer");
    return {};
  }
  Result<bool> settle(const engine::Head&, const engine::Head& intended) override {
    if (std::exchange(next_fault, Fault::none) != Fault::none) return fail(Errc::kTimeout, "log", "still no answer");
    return head_ == intended;
  }
  Result<std::vector<std::string>> read(domain::Sequence after, std::size_t limit) override {
    const std::size_t end = std::min(lines.size(), static_cast<std::size_t>(after) + limit);
    return std::vector<std::string>(lines.begin() + static_cast<std::ptrdiff_t>(after), lines.begin() + static_cast<std::ptrdiff_t>(end));
  }
  Result<engine::Head> head() override { return head_; }
  domain::StoreState state() const override { return domain::StoreState::well; }
  bool mirror_behind() const override { return false; }

  std::vector<std::string> lines;
  Fault next_fault = Fault::none;

 private:
  engine::Head head_;
};

class MemorySnapshots final : public engine::SnapshotPort {
 public:
  std::optional<Loaded> load() override { return kept; }
  Result<void> save(const domain::State& state, const engine::Head& head) override {
    kept = Loaded{state, head};
    return {};
  }
  std::optional<Loaded> kept;
};

// A channel whose far side is a list of what arrived, by key. `next` decides what the next send does.
class FakeChannel final : public engine::Channel {
 public:
  enum class Next { arrive, arrive_and_lose_answer, lose, refuse, unreachable };
  FakeChannel(std::string name, domain::Promise promise) : name_(std::move(name)), promise_(promise) {}

  const std::string& name() const override { return name_; }
  domain::Promise promise() const override { return promise_; }
  Result<domain::Variant> render(const engine::RenderJob& job) const override {
    domain::Variant variant;
    variant.channel = name_;
    variant.kind = "fake";
    variant.language = job.wording.language;
    variant.promise = promise_;
    variant.parts = {{"text/plain", job.wording.title + "\n" + job.wording.body, {}, {}}};
    return variant;
  }
  engine::SendOutcome send(const engine::SendJob& job) override {
    using Kind = engine::SendOutcome::Kind;
    const Next next = std::exchange(next_, Next::arrive);
    if (next == Next::refuse) return {Kind::failed, "410", ""};
    if (next == Next::unreachable) return {Kind::not_sent, "no route", ""};
    if (next == Next::lose) return {Kind::uncertain, "no answer", ""};
    arrived.push_back({job.delivery.key, job.variant.parts[job.delivery.part].bytes});
    if (next == Next::arrive_and_lose_answer) return {Kind::uncertain, "no answer", ""};
    return {Kind::delivered, "", "proof of " + job.delivery.key};
  }
  engine::SendOutcome look(const engine::SendJob& job) override {
    const bool there = std::ranges::any_of(arrived, [&](const auto& entry) { return entry.first == job.delivery.key; });
    return {there ? engine::SendOutcome::Kind::delivered : engine::SendOutcome::Kind::absent, "", ""};
  }
  void next(Next next) { next_ = next; }

  std::vector<std::pair<std::string, std::string>> arrived;  // key, bytes

 private:
  const std::string name_;
  const domain::Promise promise_;
  Next next_ = Next::arrive;
};

}  // namespace voelspriet::test
