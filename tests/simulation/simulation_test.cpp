// SPDX-License-Identifier: Apache-2.0
// Whole incidents from a seed: people, the machine, the sender, a log that fails in every way it can, and hubs that are
// killed and start again. After every step the watcher says what must never be. To see one again:
//   SIMULATION_SEED=17 build/release/bin/simulation_test
#include <cstdlib>
#include <deque>

#include "hub/engine/dispatcher.hpp"
#include "tests/simulation/people.hpp"
#include "tests/simulation/watcher.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;
using engine::Answer;
using engine::Request;

engine::Channels three_channels() {
  engine::Channels channels;
  channels.push_back(std::make_unique<FakeChannel>("web", Promise::once));
  channels.push_back(std::make_unique<FakeChannel>("webhook", Promise::at_least_once));
  channels.push_back(std::make_unique<FakeChannel>("telefoon", Promise::by_person));
  return channels;
}

class World : Desk {
 public:
  explicit World(std::uint64_t seed)
      : Desk(three_channels()),
        chance_(seed),
        people_(chance_, [this](const Delivery& delivery) { return at_far_side(delivery); }),
        watcher_([this](const Delivery& delivery) { return arrivals(delivery); }) {
    watcher_.read(log.lines);
  }

  void run(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
      clock.advance(std::chrono::seconds{chance_.below(90)});
      if (chance_.percent(12)) log.next_fault = static_cast<MemoryLog::Fault>(chance_.below(6));
      if (chance_.percent(3)) start_anew();
      if (chance_.percent(4)) static_cast<void>(engine->save_snapshot());
      if (chance_.percent(2)) snapshots.kept.reset();
      turn(what_people_want());
      send_some();
    }
    finish();
  }
  // How far the incident came: a simulation in which nothing happens proves nothing.
  std::size_t arrived() const {
    std::size_t all = 0;
    for (const auto& far_side : channels) all += static_cast<const FakeChannel&>(*far_side).arrived.size();
    return all;
  }

  const std::set<std::string_view>& kinds() const { return watcher_.kinds(); }
  std::size_t failed() const { return watcher_.failed(); }
  // Of those who undid what another went on with: how many came first, and how many too late.
  std::pair<std::size_t, std::size_t> undone() const {
    std::size_t first = 0, late = 0;
    for (const auto& [undo, other] : rivals_) {
      if (!watcher_.line_of(other)) continue;
      ++(watcher_.line_of(undo) ? first : late);
    }
    return {first, late};
  }

 private:
  // What the hub itself asked for and has no answer to yet; asked again with the same id until it has one.
  struct Own {
    Command command;
    DeliveryId delivery;
  };

  FakeChannel& channel_of(const Delivery& delivery) const {
    return static_cast<FakeChannel&>(
        **std::ranges::find_if(channels, [&](const auto& channel) { return channel->name() == delivery.channel; }));
  }
  std::size_t arrivals(const Delivery& delivery) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        channel_of(delivery).arrived, [&](const auto& entry) { return entry.first == delivery.key; }));
  }
  // No channel takes any of these, whoever tries.
  static bool doomed(const Delivery& delivery) { return delivery.statement.value % 4 == 3; }
  // A person who serves a channel by hand posts the text now and then, and never lies about it.
  bool at_far_side(const Delivery& delivery) {
    if (delivery.promise == Promise::by_person && arrivals(delivery) == 0 && !doomed(delivery) && chance_.percent(50)) {
      const auto job = engine::send_job(state(), delivery.id, clock.now());
      channel_of(delivery).arrived.push_back({delivery.key, job->variant.parts[delivery.part].bytes});
    }
    return arrivals(delivery) > 0;
  }

  PersonId lead() const {
    return std::ranges::find_if(state().persons.rows, [](const Person& person) { return person.has(Role::lead); })->id;
  }
  IncidentId any_incident() {
    const auto& incidents = state().incidents.rows;
    return chance_.percent(85) ? incidents.back().id : chance_.one_of(incidents).id;
  }

  std::vector<Request> what_people_want() {
    std::vector<Request> requests;
    if (!state().incidents.rows.back().open() && chance_.percent(50))
      requests.push_back({{lead(), 1}, {{next_id(), state().incidents.rows.back().id, 0, 0}, ReopenIncident{"correctie nodig", {}}}, 0});
    else if (!state().incidents.rows.back().open())
      requests.push_back({{lead(), 1},
                          {{next_id(), {}, 0, 0},
                           OpenIncident{"Rook boven de haven", {"Haven", {}, {}}, "GRIP 1", "brand", "openbare orde",
                                        clock.now() + std::chrono::hours{9}, {}}},
                          0});
    if (!state().undoable.empty() && chance_.percent(10)) undo_against_another(requests);
    for (auto left = chance_.below(4); left > 0; --left) {
      if (!past_.empty() && chance_.percent(10)) {
        requests.push_back(past_[chance_.below(past_.size())]);  // sent twice
        continue;
      }
      Act act = people_.next(state(), clock.now());
      const IncidentId incident = any_incident();
      const Sequence base = chance_.percent(90) ? version_of(state(), incident, act.body) : chance_.below(state().seq);
      requests.push_back({{act.who, 1, any_key_of(act.who)}, {{next_id(), incident, base, 0}, std::move(act.body)}, 0});
      keys_used_.emplace(requests.back().command.meta.id, requests.back().actor.key);
      past_.push_back(requests.back());
      if (past_.size() > 50) past_.pop_front();
    }
    return requests;
  }

  // One who takes an act back and one who goes on with it, neither seeing the other.
  void undo_against_another(std::vector<Request>& requests) {
    const Undoable& act = chance_.percent(70) ? state().undoable.back() : chance_.one_of(state().undoable);
    const ClaimImage& image = act.before.front();
    const auto other = std::ranges::find_if(state().persons.rows, [&](const Person& person) {
      return person.id != act.by && person.has_any({Role::analyst, Role::lead});
    });
    if (other == state().persons.rows.end()) return;
    CommandBody on = image.ruled.empty() ? CommandBody{AddEvidence{image.claim, "krant", "gemeten", "", "", Stance::supports, false, {}, {}}}
                                         : CommandBody{RuleMatches{image.claim, image.ruled, MatchState::rejected}};
    Request undo{{act.by, 1}, {{next_id(), act.incident, 0, 0}, Undo{act.seq}}, 0};
    Request go_on{{other->id, 2}, {{next_id(), act.incident, 0, 0}, std::move(on)}, 0};
    rivals_.emplace_back(undo.command.meta.id, go_on.command.meta.id);
    if (chance_.percent(50)) std::swap(undo, go_on);
    requests.push_back(std::move(undo));
    requests.push_back(std::move(go_on));
  }
  // Revoked or not; "" = they have none.
  std::string any_key_of(PersonId person) {
    std::vector<std::string> theirs;
    for (const auto& [name, key] : state().keys)
      if (key.person == person) theirs.push_back(name);
    return theirs.empty() ? "" : chance_.one_of(theirs);
  }

  void ask_own(DeliveryId delivery, CommandBody body) {
    const Command made{{next_id(), state().deliveries.find(delivery)->incident, 0, 0}, std::move(body)};
    own_.emplace(made.meta.id, Own{made, delivery});
  }
  bool waits_for(DeliveryId delivery) const {
    return std::ranges::any_of(own_, [&](const auto& entry) { return entry.second.delivery == delivery; });
  }

  // One round of the engine thread.
  void turn(std::vector<Request> requests) {
    for (const StartDelivery& start : dispatcher_.due(state(), clock.now()))
      if (!waits_for(start.delivery)) ask_own(start.delivery, start);
    for (const DeliveryId id : dispatcher_.orphans(state()))
      if (!waits_for(id)) look(id, true);
    for (const auto& [id, own] : own_) requests.push_back({{}, own.command, 0});
    const engine::Step done = step(std::move(requests));
    watcher_.read(log.lines);
    judge(done.answers);
    for (const Answer& answer : done.answers) take_answer(answer);
    for (const engine::Appended& appended : done.events)
      if (const auto* wanted = std::get_if<DeliveryLookedFor>(&appended.event.body))
        if (!waits_for(wanted->delivery) && state().deliveries.find(wanted->delivery)->promise != Promise::by_person)
          look(wanted->delivery, false);
    if (!engine->in_doubt()) {
      EXPECT_TRUE(state() == watcher_.state()) << "what is shown is not what is in the log";
    }
    if (done.fatal) start_anew();
  }

  void judge(const std::vector<Answer>& answers) {
    std::map<CommandId, const Answer*> last;  // refused at first, the repeat may have succeeded in the same round
    for (const Answer& answer : answers) last[answer.id] = &answer;
    for (const auto& [id, answer] : last) {
      const auto line = watcher_.line_of(id);
      if (answer->refused) {
        EXPECT_FALSE(line) << "refused and yet in the log: " << to_string(*answer->refused);
      } else {
        EXPECT_EQ(line, answer->seq) << "acknowledged and not in the log";
      }
    }
  }

  void take_answer(const Answer& answer) {
    const auto found = own_.find(answer.id);
    if (found == own_.end()) return;
    const Own own = found->second;
    const bool starting = std::holds_alternative<StartDelivery>(own.command.body);
    if (answer.refused && answer.refused->code >= Errc::kStoreAway && answer.refused->code < Errc::kTimeout) return;
    own_.erase(found);
    if (!starting) return dispatcher_.returned(own.delivery);
    if (!answer.refused) {
      dispatcher_.taken(*state().deliveries.find(own.delivery));
      in_hand_.push_back(own.delivery);
    } else if (answer.refused->code != Errc::kBraked) {  // not wanted any more
      ask_own(own.delivery, SettleDelivery{own.delivery, DeliveryStatus::failed, to_string(*answer.refused), "", {}});
    }
  }

  // The sender thread: slow, so that people and kills come in between.
  void send_some() {
    while (!in_hand_.empty() && chance_.percent(60)) {
      const DeliveryId id = in_hand_.front();
      in_hand_.pop_front();
      const auto job = engine::send_job(state(), id, clock.now());
      ASSERT_TRUE(job);
      FakeChannel& channel = channel_of(job->delivery);
      channel.next(doomed(job->delivery) ? FakeChannel::Next::refuse : static_cast<FakeChannel::Next>(chance_.percent(50) ? 0 : chance_.below(5)));
      const std::size_t before = channel.arrived.size();
      const engine::SendOutcome outcome = channel.send(*job);
      if (channel.arrived.size() > before) watcher_.judge_arrival(job->delivery, channel.arrived.back().second);
      if (chance_.percent(5)) return start_anew();  // sent, and nobody wrote it down
      ask_own(id, engine::settle_sent(job->delivery, outcome, clock.now()));
    }
  }

  void look(DeliveryId id, bool orphan) {
    const auto job = engine::send_job(state(), id, clock.now());
    ASSERT_TRUE(job);
    dispatcher_.taken(job->delivery);
    ask_own(id, engine::settle_looked(job->delivery, channel_of(job->delivery).look(*job), orphan));
  }

  // The hub is killed; another starts on what is there.
  void start_anew() {
    log.next_fault = MemoryLog::Fault::none;
    dispatcher_ = {};
    own_.clear();
    in_hand_.clear();
    restart();
    watcher_.read(log.lines);
    EXPECT_TRUE(state() == watcher_.state()) << "a restart gives another state";
  }

  // All well again: everything that may go out, does, and nothing hangs.
  void finish() {
    for (int round = 0; round < 200 && !testing::Test::HasFailure(); ++round) {
      log.next_fault = MemoryLog::Fault::none;
      clock.advance(std::chrono::hours{1});
      std::vector<Request> requests;
      if (state().brake) requests.push_back({{lead(), 1}, {{next_id(), {}, 0, 0}, ReleaseBrake{"voorbij"}}, 0});
      turn(std::move(requests));
      send_some();
    }
    snapshots.kept.reset();
    start_anew();
    for (const auto& [undo, other] : rivals_) {
      const auto undone = watcher_.line_of(undo), went_on = watcher_.line_of(other);
      if (undone && went_on) {
        EXPECT_LT(*undone, *went_on) << "undone over somebody's work";
      }
    }
    for (const auto& [command, name] : keys_used_) {
      const auto line = watcher_.line_of(command);
      if (!line || name.empty()) continue;
      const Key& key = state().keys.at(name);
      EXPECT_TRUE(!key.revoked || *line <= key.version) << "decided for a revoked key";
    }
    for (const DeliveryId id : state().open_deliveries)
      EXPECT_EQ(state().deliveries.find(id)->promise, Promise::by_person)
          << "delivery " << id.value << " hangs: " << state().deliveries.find(id)->reason;
  }

  Chance chance_;
  People people_;
  Watcher watcher_;
  engine::Dispatcher dispatcher_;
  std::map<CommandId, Own> own_;
  std::deque<DeliveryId> in_hand_;
  std::deque<Request> past_;
  std::vector<std::pair<CommandId, CommandId>> rivals_;  // who undoes, who goes on
  std::map<CommandId, std::string> keys_used_;
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kSeeds = 30;
#else
constexpr std::uint64_t kSeeds = 300;
#endif
constexpr int kSteps = 300;

TEST(Simulation, NothingThatMustNeverBeHappensInAnyIncident) {
  std::uint64_t first = 1, last = kSeeds, arrived = 0, failed = 0, undone = 0, too_late = 0;
  std::set<std::string_view> kinds;
  if (const char* named = std::getenv("SIMULATION_SEED")) first = last = std::strtoull(named, nullptr, 10);
  for (std::uint64_t seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE("SIMULATION_SEED=" + std::to_string(seed));
    World world{seed};
    world.run(kSteps);
    arrived += world.arrived();
    failed += world.failed();
    undone += world.undone().first;
    too_late += world.undone().second;
    kinds.insert(world.kinds().begin(), world.kinds().end());
  }
  if (first == last) return;
  EXPECT_GE(arrived, 5 * kSeeds) << "hardly anything went out: this proved nothing";
  EXPECT_GE(failed, kSeeds / 2) << "hardly a statement came to nothing";
  EXPECT_GE(undone, kSeeds) << "hardly anything was undone before another went on";
  EXPECT_GE(too_late, kSeeds) << "hardly anybody went on before it was undone";
  EXPECT_EQ(kinds.size(), std::variant_size_v<EventBody>) << "some kind of event never happened: " << fmt::format("{}", fmt::join(kinds, " "));
}

}  // namespace
}  // namespace voelspriet::test
