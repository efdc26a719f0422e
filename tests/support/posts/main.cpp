// SPDX-License-Identifier: Apache-2.0
// voelspriet-test-posts: a Jetstream v1 server of ours on the loopback that writes invented posts on a fixed schedule, for one client.
// Of each second's lines, evenly spread, `--kept` name the fire at the Kadeweg and `--others` do not; each fifth of the first tells one
// of forty rumours. On stdout: its port; when the client came, CLOCK_MONOTONIC in ns of the first line; at the end, or after SIGTERM, how
// many ns the latest line left behind its time and how many matching lines were written. A client that reads too slowly makes all lines
// late; none is left out.
#include <fmt/format.h>
#include <fmt/compile.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <cmath>
#include <csignal>
#include <string>
#include <vector>

#include "hub/base/time.hpp"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using std::chrono::nanoseconds;
using voelspriet::Time;
using Clock = std::chrono::steady_clock;

struct Options {
  std::uint64_t kept = 1'000, others = 0, seconds = 60;  // lines per second
};

constexpr std::array kSyllables{"va", "le", "mo", "tin", "ker", "do", "ras", "pel", "ho", "gen", "wi", "ster", "lu", "bak", "no", "dij"};
constexpr std::size_t kWords = kSyllables.size() * kSyllables.size() * kSyllables.size();
constexpr std::uint64_t kRumours = 40;

volatile std::sig_atomic_t stopped = 0;

// SplitMix64: the same numbers in every run.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

class Writer {
 public:
  Writer() {
    for (std::size_t i = 0; i < kWords; ++i)
      words_.push_back(fmt::format("{}{}{}", kSyllables[i % 16], kSyllables[i / 16 % 16], kSyllables[i / 256]));
  }

  // Appends line `n` as a WebSocket frame: text, unmasked, of 126 to 65,535 bytes.
  void append(std::string& frames, std::uint64_t n, std::uint64_t one_in, Time at, const std::string& created_at) {
    line_.clear();
    fmt::format_to(std::back_inserter(line_),
                   FMT_COMPILE(R"({{"did":"did:plc:w{0:023}","time_us":{1},"kind":"commit","commit":{{"rev":"3m{0:011}",)"
                   R"("operation":"create","collection":"app.bsky.feed.post","rkey":"3k{0:011}","record":{{"$type":"app.bsky.feed.post",)"
                   R"("createdAt":"{2}","langs":["nl"],"text":")"),
                   n, at.time_since_epoch().count(), created_at);
    say(n, n % one_in == 0, n / one_in % 5 == 0);
    fmt::format_to(std::back_inserter(line_),
                   FMT_COMPILE(R"("}},"cid":"bafyreiguce4jh7kcbmof3pmcvasifqtw24b6isakj5ve5ga2b4z4alpc4i"}},"cursor":{}}})"), n + 1);
    frames += '\x81';
    frames += '\x7e';
    frames += static_cast<char>(line_.size() >> 8);
    frames += static_cast<char>(line_.size() & 0xff);
    frames.append(line_.data(), line_.size());
  }

 private:
  void say(std::uint64_t n, bool kept, bool repeats) {
    Dice dice{n};
    if (kept) add("Brand aan de Kadeweg:");
    if (kept && repeats) {
      Dice rumour{dice.next() % kRumours};
      for (int i = 0; i < 8; ++i) add(word(rumour));
    }
    for (auto left = 6 + dice.next() % 8; left > 0; --left) add(word(dice));
  }
  void add(std::string_view word) {
    line_.append(word);
    line_.push_back(' ');
  }
  // Few are frequent, most are rare.
  const std::string& word(Dice& dice) const { return words_[static_cast<std::size_t>(std::pow(dice.share(), 3) * kWords)]; }

  std::vector<std::string> words_;
  fmt::memory_buffer line_;
};

void write_all(tcp::socket& socket, asio::io_context& io, const Options& options) {
  const std::uint64_t per_second = options.kept + options.others, total = per_second * options.seconds;
  const std::uint64_t one_in = per_second / options.kept;
  const auto due = [&](std::uint64_t n) { return nanoseconds{n * 1'000'000'000 / per_second}; };
  Writer writer;
  std::string frames;
  nanoseconds latest{0};
  const Time wall = voelspriet::SystemClock{}.now();
  const auto began = Clock::now();
  fmt::print("{}\n", began.time_since_epoch().count());
  std::fflush(stdout);
  std::uint64_t n = 0;
  while (n < total && !stopped) {
    asio::steady_timer{io, began + due(n)}.wait();
    const auto now = Clock::now() - began;
    const auto from = due(n);
    const Time at = wall + std::chrono::duration_cast<std::chrono::microseconds>(now);
    const std::string created_at = voelspriet::to_rfc3339(at);
    frames.clear();
    for (; n < total && due(n) <= now && frames.size() < 1 << 20; ++n) writer.append(frames, n, one_in, at, created_at);
    asio::write(socket, asio::buffer(frames));
    latest = std::max<nanoseconds>(latest, Clock::now() - began - from);
  }
  fmt::print("{} {}\n", latest.count(), (n + one_in - 1) / one_in);
  std::fflush(stdout);
}

void run(const Options& options) {
  asio::io_context io;
  tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
  fmt::print("{}\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  websocket::stream<tcp::socket> peer{acceptor.accept()};
  peer.next_layer().set_option(tcp::no_delay{true});
  peer.accept();
  write_all(peer.next_layer(), io, options);
  for (beast::flat_buffer said;; said.clear()) peer.read(said);  // until the client goes
}

}  // namespace

int main(int argc, char** argv) try {
  Options options;
  CLI::App app{"Writes invented posts on a fixed schedule", "voelspriet-test-posts"};
  app.add_option("--kept", options.kept, "Matching posts per second");
  app.add_option("--others", options.others, "Other posts per second: a multiple of the first");
  app.add_option("--seconds", options.seconds, "How long");
  CLI11_PARSE(app, argc, argv);
  std::signal(SIGTERM, [](int) { stopped = 1; });
  run(options);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-test-posts: {}\n", error.what());
  return 1;
}
