// SPDX-License-Identifier: Apache-2.0
// The engine thread: pops what others ask, lets the engine decide and append, and only then tells bus, intake and sender.
#pragma once

#include <unordered_map>

#include "hub/base/stop.hpp"
#include "hub/engine/dispatcher.hpp"
#include "hub/events_for_intake.hpp"
#include "hub/figures.hpp"
#include "hub/mailboxes.hpp"

namespace voelspriet::hub {

class EngineLoop {
 public:
  // All lent. `next_id` makes ids for the hub's own commands.
  EngineLoop(engine::Engine& engine, engine::LogPort& log, Mailboxes& mailboxes, Figures& figures, bus::Bus& bus, const Clock& clock,
             std::function<domain::CommandId()> next_id);

  // Runs until stop, or until this hub must not go on (fenced, conflict): then the reason.
  std::optional<Error> run(const StopFlag& stop);

 private:
  // What the hub does itself: promotes, starts and settles. Asked again while the store is away.
  struct OwnAct {
    domain::IncidentId incident{};
    domain::CommandBody body;
    domain::DeliveryId start{};        // the delivery it starts, or none
  };
  using Asker = std::variant<domain::SessionId, OwnAct>;  // who waits for the answer
  using Requests = std::vector<engine::Request>;

  void take(Greet& greet, Requests& requests);
  void take(Perform& perform, Requests& requests);
  void take(Ask& ask, Requests& requests);
  void take(CatchUp& catch_up, Requests& requests);
  void take(Promote& promote, Requests& requests);
  void take(Outcome& outcome, Requests& requests);

  void request(Requests& requests, const domain::Actor& from, domain::Command command, Asker asker);
  void request(Requests& requests, OwnAct act);
  void start_due(Requests& requests);
  void look_for_orphans();
  void tell(engine::Step step);
  void tell_events(std::vector<engine::Appended>& events);
  void tell_answer(engine::Answer& answer);
  void refused(OwnAct act, const Error& why);
  void tell_keys();
  void act_on(const domain::Event& event);
  bool hand_to_sender(domain::DeliveryId delivery, bool look, bool orphan);
  void send_page(domain::SessionId session, domain::Sequence after, std::size_t limit, std::uint64_t ask);
  void say(domain::SessionId session, wire::ToConsole message) { bus_.post(bus::ToSession{session, std::move(message)}); }

  // Lent
  engine::Engine& engine_;
  engine::LogPort& log_;
  Mailboxes& mailboxes_;
  Figures& figures_;
  bus::Bus& bus_;
  const Clock& clock_;
  const std::function<domain::CommandId()> next_id_;

  // Owned by the engine thread
  engine::Dispatcher dispatcher_;
  std::unordered_map<std::uint64_t, Asker> askers_;  // by ticket
  std::uint64_t tickets_ = 0;
  EventsForIntake to_intake_;
  bus::KeyTable keys_to_tell_;         // not yet taken by the bus
  std::vector<OwnAct> again_;          // own acts the store did not take
  std::vector<domain::DeliveryId> orphans_;  // were `sending` when the last hub stopped
  domain::Sequence snapshot_at_ = 0;
  std::optional<Error> fenced_;  // said between two appends
};

}  // namespace voelspriet::hub
