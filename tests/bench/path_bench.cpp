// SPDX-License-Identifier: Apache-2.0
// The way of a post from a Jetstream line to a screen: generator, feeds, hub, two Redis servers and a console without a window, each a
// process, over CURVE on ipc. Lines are written on a fixed schedule, nine others to each that matches; the latency of a kept mention
// runs from the time its line was due - however late it was written - until the console's model holds a pulse that covers it.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <unordered_set>

#include "hub/base/time.hpp"
#include "tests/bench/figure.hpp"
#include "tests/e2e/desk/house.hpp"

namespace voelspriet::bench {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using support::Process;

constexpr std::uint64_t kOthers = 9;  // to each that matches
constexpr seconds kWarmUp = 10s, kMeasured = 60s;
constexpr seconds kRateWarmUp = 4s, kHeld = 20s;
constexpr std::uint64_t kFullRate = 5'000, kRateStep = 500;
constexpr seconds kPatience = 10s;    // for lines that were not written in time, and for a pulse
constexpr seconds kDrain = 40s;       // until all that was written is shown
constexpr double kPulseMs = 100;

struct Pulse {
  std::uint64_t ordinal = 0;
  nanoseconds at{};
};

// What one run at one rate has shown.
struct Run {
  std::uint64_t due = 0, written = 0, stored = 0;  // matching lines, and distinct mentions
  std::vector<double> latency_ms;                  // by ordinal; of a line never written or never shown, until the end
};

Pulse read_pulse(const std::string& line) {
  const auto space = line.find(' ');
  return {std::stoull(line.substr(0, space)), nanoseconds{std::stoll(line.substr(space + 1))}};
}

std::uint64_t distinct(support::House& house) {
  std::unordered_set<domain::KeyedId> ids;
  for (const domain::MentionView& mention : house.all_mentions()) ids.insert(mention.id);
  return ids.size();
}

class Path {
 public:
  Path(std::uint64_t rate, seconds length) : rate_(rate), total_(rate * static_cast<std::uint64_t>(length.count())), end_(length) {
    house_.open_incident();
    follower_.emplace(support::Command{{support::program("voelspriet-test-follower"), house_.folder(), house_.folder() / "keys/analyst.key",
                                        house_.folder() / "passphrase"}});
    if (!follower_->read_line(20s)) throw std::runtime_error{"the console sees no pulse"};
    posts_.emplace(support::Command{{support::program("voelspriet-test-posts"), "--kept", std::to_string(rate), "--others",
                                     std::to_string(kOthers * rate), "--seconds", std::to_string(length.count())}});
    const auto port = posts_->read_line(10s);
    if (!port) throw std::runtime_error{"no posts"};
    house_.start_feeds(fmt::format("  - {{kind: jetstream, name: bluesky, url: \"ws://127.0.0.1:{}/subscribe\"}}\n", *port));
    const auto began = posts_->read_line(20s);
    if (!began) throw std::runtime_error{"feeds do not come: " + support::read_file(house_.folder() / "feeds.log")};
    began_ = nanoseconds{std::stoll(*began)};
  }

  Run watch() {
    Run run;
    run.due = total_;
    const auto wait_for = [&](std::uint64_t shown, nanoseconds until) {
      while (run.latency_ms.size() < shown && steady_now().time_since_epoch() < until) {
        const auto line = follower_->read_line(kPatience);
        if (line) take(run, read_pulse(*line));
        else if (!follower_->running()) throw std::runtime_error{"the console ended"};
      }
    };
    wait_for(total_, began_ + end_ + kPatience);
    posts_->signal(SIGTERM);
    const auto said = posts_->read_line(kPatience);
    if (!said) throw std::runtime_error{"the generator does not end"};
    run.written = std::stoull(said->substr(said->find(' ')));
    wait_for(run.written, steady_now().time_since_epoch() + kDrain);
    fmt::print(stderr, "{} kept/s: {} of {} written, {} shown, the generator was {} ms behind at most\n", rate_, run.written, total_,
               run.latency_ms.size(), std::stoll(*said) / 1'000'000);
    take(run, {total_, steady_now().time_since_epoch()});
    run.stored = distinct(house_);
    return run;
  }

 private:
  void take(Run& run, const Pulse& pulse) const {
    while (run.latency_ms.size() < std::min(pulse.ordinal, total_)) {
      const nanoseconds due = began_ + nanoseconds{run.latency_ms.size() * 1'000'000'000 / rate_};
      run.latency_ms.push_back(std::chrono::duration<double, std::milli>{pulse.at - due}.count());
    }
  }

  const std::uint64_t rate_, total_;
  const seconds end_;
  support::House house_{true};
  std::optional<Process> follower_, posts_;
  nanoseconds began_{};
};

std::vector<double> between(const Run& run, std::uint64_t from, std::uint64_t to) {
  const auto at = [&](std::uint64_t ordinal) { return run.latency_ms.begin() + static_cast<std::ptrdiff_t>(ordinal); };
  return {at(from), at(to)};
}

// All written and stored, and at the end nobody waits longer than at the beginning: a pulse more is chance.
bool holds(std::uint64_t rate) {
  const Run run = Path{rate, kRateWarmUp + kHeld}.watch();
  if (run.stored != run.due) return false;
  const auto quarter = rate * static_cast<std::uint64_t>(kHeld.count()) / 4;
  const double first = median(between(run, run.due - 4 * quarter, run.due - 3 * quarter));
  const double last = median(between(run, run.due - quarter, run.due));
  fmt::print(stderr, "{} kept/s: median {:.0f} ms in the first five seconds, {:.0f} ms in the last\n", rate, first, last);
  return last <= first + kPulseMs;
}

std::vector<double> highest_rate() {
  std::uint64_t held = 0, missed = kFullRate + kRateStep;
  while (missed - held > kRateStep) {
    const std::uint64_t rate = (held + missed) / 2 / kRateStep * kRateStep;
    (holds(rate) ? held : missed) = rate;
  }
  return {static_cast<double>(held)};
}

std::vector<double> at_full_rate() {
  const Run run = Path{kFullRate, kWarmUp + kMeasured}.watch();
  const auto measured = between(run, kFullRate * static_cast<std::uint64_t>(kWarmUp.count()), run.due);
  const double lost = static_cast<double>(run.written) - static_cast<double>(run.stored);
  const double written = static_cast<double>(run.written) / static_cast<double>(run.due);
  return {lost, written, percentile(measured, 50), percentile(measured, 99)};
}

const Registration rate({{{"path.rate", "mentions/s", std::nullopt}}, highest_rate, 1});
const Registration minute({{{"path.lost", "mentions", 0.0},
                            {"path.written", "share", std::nullopt},
                            {"path.latency_p50_ms", "ms", std::nullopt},
                            {"path.latency_p99_ms", "ms", 150.0}},
                           at_full_rate, 1});

}  // namespace
}  // namespace voelspriet::bench
