// SPDX-License-Identifier: Apache-2.0
#include "hub/serve.hpp"

#include <fmt/format.h>

#include <thread>

#include "hub/base/log.hpp"
#include "hub/bus_to_threads.hpp"
#include "hub/channels_of.hpp"
#include "hub/crypto/random.hpp"
#include "hub/desk_folder.hpp"
#include "hub/engine_loop.hpp"
#include "hub/gateway/gateway.hpp"
#include "hub/intake_loop.hpp"
#include "hub/playbook/drill_clock.hpp"
#include "hub/sender.hpp"
#include "hub/store/event_log.hpp"
#include "hub/store/mention_store.hpp"
#include "hub/store/snapshot.hpp"
#include "hub/wire/event_codec.hpp"
#include "hub/watch.hpp"

namespace voelspriet::hub {
namespace {

using namespace std::chrono_literals;
constexpr auto kLogWait = 10s;

// Opens the log, whose server may still be starting itself. That of the mentions may come at any time.
Result<std::unique_ptr<store::EventLog>> open_log(const DeskFolder& desk, const StopFlag& stop) {
  const auto deadline = steady_now() + kLogWait;
  while (true) {
    auto opened = store::EventLog::open({desk.config.log_socket.string(), desk.mirror()});
    if (opened || opened.error().code != Errc::kStoreAway || steady_now() > deadline || stop.requested()) return opened;
    sleep_until_or(steady_now() + 200ms, stop);
  }
}

// Everything the hub owns, in the order in which it is made and against which it is taken apart.
class House {
 public:
  House(const Serve& asked, DeskFolder desk, StopFlag& stop) : asked_(asked), desk_(std::move(desk)), stop_(stop) {}

  // Before the epoch is taken, which ends a hub that works: what can be wrong with this desk's files, and whether its hub runs here.
  Result<void> open() {
    if (asked_.drill_start && !desk_.config.exercise) return fail(Errc::kNotAllowed, "--drill-start", "is for exercise desks only");
    auto gateway = gateway::Gateway::listen(desk_.config.gateway_listen);
    if (!gateway) return tl::unexpected(gateway.error());
    gateway_ = std::move(*gateway);
    auto keys = load_hub_key(desk_);
    if (!keys) return tl::unexpected(keys.error());
    auto channels = channels_of(desk_.config, clock_.now(), stop_);
    if (!channels) return tl::unexpected(channels.error());
    channels_ = std::move(*channels);
    for (const auto& channel : channels_) mailboxes_.senders.try_emplace(channel->name(), limits::kDeliveriesInHand);
    auto log = open_log(desk_, stop_);
    if (!log) return tl::unexpected(log.error());
    log_ = std::move(*log);
    mentions_.emplace(store::MentionStore::Settings{desk_.config.mentions_socket.string(), desk_.incident_keys(), log_->epoch(),
                                                    static_cast<std::uint64_t>(desk_.config.mentions_budget_mib) << 20},
                      random_);
    return start_engine().and_then([&] { return start_bus(std::move(*keys)); });
  }

  std::optional<Error> run() {
    std::optional<Error> engine_end, intake_end;
    EngineLoop engine_loop{*engine_, *log_, mailboxes_, figures_, *bus_, clock_, [this] { return crypto::random_hex(random_, 16); }};
    IntakeLoop intake_loop{*intake_, *mentions_, mailboxes_, figures_, *bus_, clock_, [this] { return drill_time(); }, engine_->state()};
    std::thread engine{[&] { engine_end = engine_loop.run(stop_); stop_.request(); }};
    std::thread intake{[&] { intake_end = intake_loop.run(stop_); stop_.request(); }};
    std::vector<std::thread> senders;
    for (const auto& channel : channels_) senders.emplace_back([&] { run_sender(mailboxes_.senders.at(channel->name()), *channel, mailboxes_.engine, figures_, stop_); });
    log_info("hub", fmt::format("desk \"{}\" serves at line {}", desk_.config.desk, engine_->head().seq));
    engine.join();
    intake.join();
    for (std::thread& sender : senders) sender.join();
    gateway_.reset();  // it asks the bus
    bus_.reset();
    snapshots_->finish();
    if (auto saved = snapshots_->write(engine_->state(), engine_->head()); !saved) log_warn("hub", "no snapshot: " + to_string(saved.error()));
    return engine_end ? engine_end : intake_end;
  }

 private:
  Result<void> start_engine() {
    snapshots_ = std::make_unique<store::SnapshotFile>(desk_.snapshot(), desk_.config.log_socket.string(), [this](const Result<void>& outcome) {
      if (!outcome) log_warn("hub", "no snapshot: " + to_string(outcome.error()));
      figures_.snapshot_ended(outcome);
    });
    engine_ = std::make_unique<engine::Engine>(
        *log_, *snapshots_, channels_,
        engine::EventCodec{[](const domain::Event& event) { return wire::encode(event); },
                           [](std::string_view line) { return wire::decode_event(line); }},
        engine::Surroundings{clock_, [this] { return drill_time(); }, [this] { return figures_.contradicted(); }});
    if (auto started = engine_->start(); !started) return started;
    const domain::State& state = engine_->state();
    if (!state.founded()) return fail(Errc::kNotFound, "log", "is empty; found the desk first with `voelspriet-hub init`");
    if (state.desk != desk_.config.desk || state.exercise != desk_.config.exercise)
      return fail(Errc::kConflict, "hub.yaml", fmt::format("names another desk than the log, which is of \"{}\"", state.desk));
    intake_ = std::make_unique<engine::Intake>(*mentions_, clock_);
    return {};
  }

  Result<void> start_bus(crypto::CurveKeyPair keys) {
    bus::BusSettings settings{{desk_.config.console_endpoint}, {desk_.config.feeds_endpoint}, std::move(keys),
                              std::make_shared<const std::map<std::string, domain::Key>>(engine_->state().keys),
                              log_->epoch() << 32};
    auto bus = bus::Bus::start(std::move(settings), to_threads_, random_);
    if (!bus) return tl::unexpected(bus.error());
    bus_ = std::move(*bus);
    gateway_->serve({[this] { return health_of(desk_.config.desk, desk_.config.exercise, figures_); },
                     [this] { return metrics_of(figures_, bus_->counters()); }});
    return {};
  }

  std::optional<Time> drill_time() const {
    if (!asked_.drill_start) return std::nullopt;
    return *asked_.drill_start + playbook::DrillClock{*asked_.drill_start, asked_.drill_speed}.drill_at(clock_.now());
  }

  const Serve& asked_;
  const DeskFolder desk_;
  StopFlag& stop_;
  SystemClock clock_;
  crypto::SystemRandom random_;
  std::unique_ptr<store::EventLog> log_;
  std::unique_ptr<store::SnapshotFile> snapshots_;
  std::optional<store::MentionStore> mentions_;
  engine::Channels channels_;
  Figures figures_;
  Mailboxes mailboxes_;
  BusToThreads to_threads_{mailboxes_, figures_};
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Intake> intake_;
  std::unique_ptr<bus::Bus> bus_;
  std::unique_ptr<gateway::Gateway> gateway_;
};

}  // namespace

Result<void> serve(const Serve& asked, StopFlag& stop) {
  auto desk = open_desk_folder(asked.desk);
  if (!desk) return tl::unexpected(desk.error());
  House house{asked, std::move(*desk), stop};
  if (auto opened = house.open(); !opened) return opened;
  if (auto end = house.run()) return tl::unexpected(*end);
  return {};
}

}  // namespace voelspriet::hub
