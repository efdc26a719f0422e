// SPDX-License-Identifier: Apache-2.0
// What a person waits for who presses a key in the middle of a crisis: from sending a command until the hub says that it is durable.
// Twenty persons, each with a key and a CURVE connection of their own, work on claims and statements; one more connection follows the
// log and shows that each acknowledged command stands there where the acknowledgement says. The second figure drives the same twenty
// as fast as they go, beside what the log's Redis could do without us.
#include <fmt/format.h>

#include "hub/base/time.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/figure.hpp"
#include "tests/support/redis_server.hpp"

namespace voelspriet::bench {
namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

constexpr auto kPaced = 20s, kFlatOut = 5s;
constexpr std::uint64_t kCommandsPerSecond = 500, kMentionsPerSecond = 1'000;
constexpr std::size_t kInFlight = 16;

// A desk of twenty in the middle of a fire, with posts coming in.
class BusyDesk {
 public:
  void let_posts_flow() {
    if (posts_) return;
    posts_.emplace(support::Command{{support::program("voelspriet-test-posts"), "--kept", std::to_string(kMentionsPerSecond), "--seconds", "60"}});
    const auto port = posts_->read_line(10s);
    if (!port) throw std::runtime_error{"no posts"};
    house_.start_feeds(fmt::format("  - {{kind: jetstream, name: bluesky, url: \"ws://127.0.0.1:{}/subscribe\"}}\n", *port));
    if (!support::eventually(20s, [&] { return mentions() > kMentionsPerSecond; })) throw std::runtime_error{"no mentions come in"};
  }
  double durable_p99_ms() {
    let_posts_flow();
    const auto before = mentions();
    const auto began = steady_now();
    const auto latencies = crowd_.paced(kCommandsPerSecond, kPaced);
    const double flow = static_cast<double>(mentions() - before) / Seconds{steady_now() - began}.count();
    fmt::print(stderr, "p50 {:.2f} p90 {:.2f} p99.9 {:.2f} ms, {:.0f} mentions/s\n", percentile(latencies, 50), percentile(latencies, 90),
               percentile(latencies, 99.9), flow);
    if (flow < 0.95 * kMentionsPerSecond) throw std::runtime_error{fmt::format("only {:.0f} mentions/s were kept", flow)};
    return percentile(latencies, 99);
  }
  double commands_per_second() { return crowd_.flat_out(kInFlight, kFlatOut); }

 private:
  domain::Ordinal mentions() {
    const auto status = house_.as("lead").ask<wire::Status>(wire::AskStatus{}, steady_now() + 5s);
    if (!status) throw std::runtime_error{to_string(status.error())};
    return status->pulses.empty() ? 0 : status->pulses.front().ordinal;
  }

  support::House house_{true};
  Crowd crowd_{house_, 20};
  std::optional<support::Process> posts_;
};

// XADD of 450 bytes by 20 clients, one at a time each.
double xadds_per_second() {
  static const support::TempDir folder{"plain"};
  static support::RedisServer redis{folder.path()};
  const auto outcome = support::run({{"redis-benchmark", "-s", redis.socket_path(), "-c", "20", "-P", "1", "-n", "30000", "--csv", "XADD", "log",
                                      "*", "e", std::string(450, 'x')}}, {}, 60s);
  // "test","rps",...
  // "XADD log * e xxx…","12345.68",…
  const auto row = outcome.out.rfind("\nXADD") != std::string::npos ? outcome.out.rfind("\nXADD") : outcome.out.rfind("\n\"XADD");
  const auto value = row == std::string::npos ? row : outcome.out.find(",\"", row);
  if (outcome.status != 0 || value == std::string::npos) throw std::runtime_error{"redis-benchmark: " + outcome.out + outcome.err};
  return std::stod(outcome.out.substr(value + 2));
}

double vs_redis() {
  const double ours = BusyDesk{}.commands_per_second(), plain = xadds_per_second();
  fmt::print(stderr, "{:.0f} commands/s, {:.0f} XADD/s\n", ours, plain);
  return ours / plain;
}

const Registration durable({{{"command.durable_p99_ms", "ms", 5.0}}, [] { return std::vector{BusyDesk{}.durable_p99_ms()}; }});
const Registration beside_redis({{{"command.vs_redis", "share", 0.5, Comparison::kAtLeast}}, [] { return std::vector{vs_redis()}; }});

}  // namespace
}  // namespace voelspriet::bench
