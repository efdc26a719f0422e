// SPDX-License-Identifier: Apache-2.0
// From exec of the hub to its first acknowledged command, on a log of a million events with Redis running: with a
// snapshot 20,000 events old, and without one. The hub is killed after each run, so that it saves nothing.
#include <fmt/format.h>

#include "console/link/ask.hpp"
#include "hub/store/event_log.hpp"
#include "hub/store/snapshot.hpp"
#include "hub/wire/event_codec.hpp"
#include "tests/bench/figure.hpp"
#include "tests/bench/large_log.hpp"
#include "tests/support/fake_ports.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::bench {
namespace {

using namespace std::chrono_literals;
using support::Process;
using support::write_file;

template <class T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error{to_string(result.error())};
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

class OldDesk {
 public:
  OldDesk() {
    write_file(folder() / "passphrase", "geheim\n");
    write_file(folder() / "hub.yaml",
               fmt::format("desk: Moerhaven\nexercise: true\ndata_dir: data\nlog_socket: {}\nmentions_socket: {}\n"
                           "console_endpoint: ipc://{}/c.sock\nfeeds_endpoint: ipc://{}/f.sock\ngateway_listen: 127.0.0.1:{}\n",
                           log_.socket_path(), mentions_.socket_path(), folder().string(), folder().string(), support::free_port()));
    const support::Outcome founded =
        support::run({{support::program("voelspriet-hub"), "init", "--desk", folder().string(), "--lead", "Lotte Lead", "--key",
                       (folder() / "lead.key").string(), "--passphrase-file", (folder() / "passphrase").string()}});
    if (founded.status != 0) throw std::runtime_error{founded.err};
    fill();
    const auto hub = need(console::read_hub_file(folder() / wire::kHubFile));
    const auto key = need(crypto::load_key_file(folder() / "lead.key"));
    lead_ = {hub.consoles, hub.public_key, need(crypto::unlock_key(key, "geheim"))};
  }

  double restart() {
    const auto started = steady_now();
    const auto deadline = started + 120s;
    Process hub{{{support::program("voelspriet-hub"), "serve", "--desk", folder().string()}, {}, {}, {}, folder() / "hub.err"}};
    auto lead = need(console::Asker::connect(lead_, "bench", deadline));
    wire::Do act{{{fmt::format("{:032x}", ~std::uint64_t{0} - head_), domain::IncidentId{1}, 0, 0},
                  domain::RegisterFact{domain::FactKind::phone, "112", "spoed", "wet", {}}}};
    const auto done = need(lead.act(act, deadline));
    const std::chrono::duration<double> took = steady_now() - started;
    hub.kill();
    if (done.seq != ++head_) throw std::runtime_error{fmt::format("event {} instead of {}", done.seq, head_)};
    return took.count();
  }
  void forget_snapshot() { std::filesystem::remove(snapshot()); }

 private:
  const std::filesystem::path& folder() const { return temp_.path(); }
  std::filesystem::path snapshot() const { return folder() / "data/snapshot.json"; }

  void fill() {
    auto log = need(store::EventLog::open({log_.socket_path(), folder() / "data/log.jsonl"}));
    store::SnapshotFile snapshots{snapshot(), log_.socket_path()};
    engine::Channels channels;
    channels.push_back(std::make_unique<test::FakeChannel>("web", domain::Promise::once));
    channels.push_back(std::make_unique<test::FakeChannel>("cms", domain::Promise::at_least_once));
    channels.push_back(std::make_unique<test::FakeChannel>("telefoon", domain::Promise::by_person));
    const SystemClock clock;
    engine::Engine engine{*log, snapshots, channels,
                          {[](const domain::Event& event) { return wire::encode(event); },
                           [](std::string_view line) { return wire::decode_event(line); }},
                          {clock, [] { return std::optional<Time>{}; }, [] { return std::vector<domain::ClaimPair>{}; }}};
    need(engine.start());
    grow(engine, LargeLog{}, clock.now());
    head_ = engine.head().seq;
  }

  const support::TempDir temp_{"old"};
  support::RedisServer log_{made(folder() / "log")};
  support::RedisServer mentions_{made(folder() / "mentions")};
  console::HubAddress lead_;
  domain::Sequence head_ = 0;

  static std::filesystem::path made(const std::filesystem::path& path) {
    std::filesystem::create_directories(path);
    return path;
  }
};

// Made once for both; goes with the program, and its servers with it.
OldDesk& old_desk() {
  static OldDesk desk;
  return desk;
}

const Registration with_snapshot({{{"restart.events_1m_s", "s", 3.0}}, [] { return std::vector{old_desk().restart()}; }});
const Registration without_snapshot({{{"restart.replay_1m_s", "s", std::nullopt}},
                                     [] {
                                       old_desk().forget_snapshot();
                                       return std::vector{old_desk().restart()};
                                     },
                                     1});

}  // namespace
}  // namespace voelspriet::bench
