// SPDX-License-Identifier: Apache-2.0
#include "hub/engine_loop.hpp"

#include <fmt/format.h>

#include "hub/answers.hpp"
#include "hub/base/assert.hpp"
#include "hub/base/log.hpp"

namespace voelspriet::hub {
namespace {

using namespace std::chrono_literals;
constexpr auto kEngineTick = 100ms;

bool changes_keys(const domain::EventBody& body) {
  return std::holds_alternative<domain::KeyAdded>(body) || std::holds_alternative<domain::KeyRevoked>(body);
}

}  // namespace

EngineLoop::EngineLoop(engine::Engine& engine, engine::LogPort& log, Mailboxes& mailboxes, Figures& figures, bus::Bus& bus,
                       const Clock& clock, std::function<domain::CommandId()> next_id)
    : engine_(engine), log_(log), mailboxes_(mailboxes), figures_(figures), bus_(bus), clock_(clock), next_id_(std::move(next_id)),
      to_intake_(mailboxes.intake),
      orphans_(dispatcher_.orphans(engine.state())), snapshot_at_(engine.head().seq) {}

std::optional<Error> EngineLoop::run(const StopFlag& stop) {
  while (!stop.requested()) {
    Requests requests;
    for (EngineInput& input : mailboxes_.engine.pop(limits::kCommandsPerAppend, steady_now() + kEngineTick))
      std::visit([&](auto& taken) { take(taken, requests); }, input);
    look_for_orphans();
    start_due(requests);
    engine::Step step = engine_.step(std::move(requests));
    const auto fatal = step.fatal;
    tell(std::move(step));
    if (fatal) return fatal;
    if (fenced_) return fenced_;
    const bool due = engine_.head().seq - snapshot_at_ >= limits::kSnapshotEvery;
    if (due && engine_.save_snapshot()) snapshot_at_ = engine_.head().seq;  // else the last one is still being written
  }
  return std::nullopt;
}

void EngineLoop::take(Greet& greet, Requests&) {
  const domain::SessionId session = greet.from.session;
  const engine::Head& head = engine_.head();
  const Error other_log{Errc::kConflict, fmt::format("line {}", greet.hello.have), "this hub holds another log; start with an empty one"};
  if (greet.hello.have > head.seq) return void(bus_.post(bus::Cut{session, other_log}));
  if (greet.hello.have > 0) {
    const auto line = log_.read(greet.hello.have - 1, 1);
    if (!line) return;  // the store is away: whoever said hello says it again
    if (line->empty() || crypto::sha256(line->front()) != greet.hello.have_hash) return void(bus_.post(bus::Cut{session, other_log}));
  }
  say(session, wire::Welcome{engine_.state().desk, engine_.state().exercise, greet.from.person, session, head.seq, head.hash});
}

void EngineLoop::take(Perform& perform, Requests& requests) {
  request(requests, perform.from, std::move(perform.command), perform.from.session);
}

void EngineLoop::take(Ask& ask, Requests&) {
  const domain::SessionId session = ask.from.session;
  if (const auto* events = std::get_if<wire::AskEvents>(&ask.question))
    return send_page(session, events->after, std::min<std::size_t>(events->limit, limits::kEventPageMax), events->ask);
  auto counters = figures_.counters();
  counters.merge(bus_.counters());
  const Sight sight{engine_.state(), engine_.head(), figures_, counters};
  std::visit(
      [&](const auto& question) {
        using Asked = std::decay_t<decltype(question)>;
        if constexpr (!std::is_same_v<Asked, wire::AskEvents> && !std::is_same_v<Asked, wire::AskMentions>)
          say(session, answer(sight, question));
      },
      ask.question);
}

void EngineLoop::take(CatchUp& catch_up, Requests&) { send_page(catch_up.session, catch_up.after, limits::kEventPageMax, 0); }

void EngineLoop::take(Promote& promote, Requests& requests) { request(requests, {promote.incident, std::move(promote.group), {}}); }

void EngineLoop::take(Outcome& outcome, Requests& requests) {
  const domain::Delivery& delivery = *engine_.state().deliveries.find(outcome.delivery);
  const bool asked_by_a_person = outcome.looked && !outcome.orphan;
  if (!asked_by_a_person) dispatcher_.returned(outcome.delivery);
  // A look that comes late says nothing about a delivery that went on meanwhile.
  if (asked_by_a_person && delivery.status != domain::DeliveryStatus::uncertain && delivery.status != domain::DeliveryStatus::failed) return;
  domain::SettleDelivery settle = outcome.looked ? engine::settle_looked(delivery, outcome.outcome, outcome.orphan)
                                                 : engine::settle_sent(delivery, outcome.outcome, clock_.now());
  request(requests, {delivery.incident, std::move(settle), {}});
}

void EngineLoop::request(Requests& requests, const domain::Actor& from, domain::Command command, Asker asker) {
  askers_.emplace(++tickets_, std::move(asker));
  requests.push_back({from, std::move(command), tickets_});
}

void EngineLoop::request(Requests& requests, OwnAct act) {
  domain::Command command{{next_id_(), act.incident, 0, 0}, act.body};
  request(requests, domain::Actor{}, std::move(command), std::move(act));
}

void EngineLoop::look_for_orphans() {
  while (!orphans_.empty() && hand_to_sender(orphans_.back(), true, true)) orphans_.pop_back();
}

void EngineLoop::start_due(Requests& requests) {
  if (engine_.in_doubt()) return;
  for (OwnAct& act : std::exchange(again_, {})) request(requests, std::move(act));
  for (const domain::StartDelivery& start : dispatcher_.due(engine_.state(), clock_.now())) {
    const domain::Delivery& delivery = *engine_.state().deliveries.find(start.delivery);
    dispatcher_.taken(delivery);
    request(requests, {delivery.incident, start, start.delivery});
  }
}

void EngineLoop::tell(engine::Step step) {
  if (!step.events.empty()) tell_events(step.events);
  for (engine::Answer& answer : step.answers) tell_answer(answer);
  tell_keys();
  to_intake_.hand_over(engine_.state());
  // A write that changes nothing: screens that see the log away or full send no commands that would find out.
  if (log_.state() != domain::StoreState::well && !engine_.in_doubt()) {
    const auto settled = log_.settle(engine_.head(), engine_.head());
    if (!settled && settled.error().code == Errc::kFenced) fenced_ = settled.error();
  }
  figures_.log_is(log_.state(), log_.mirror_behind(), engine_.head().seq, engine_.state().brake.has_value());
}

void EngineLoop::tell_events(std::vector<engine::Appended>& events) {
  bus::NewEvents news{events.front().event.meta.seq, {}};
  bool keys_changed = false;
  for (engine::Appended& appended : events) {
    news.events.push_back(std::make_shared<const std::string>(std::move(appended.bytes)));
    keys_changed = keys_changed || changes_keys(appended.event.body);
    act_on(appended.event);
    to_intake_.add({std::make_shared<const domain::Event>(std::move(appended.event)), std::move(appended.state)});
  }
  if (keys_changed) keys_to_tell_ = std::make_shared<const std::map<std::string, domain::Key>>(engine_.state().keys);
  tell_keys();
  bus_.post(std::move(news));
}

// Kept until the bus takes them: a revoked key must not go on.
void EngineLoop::tell_keys() {
  if (keys_to_tell_ && bus_.post(bus::NewKeys{keys_to_tell_})) keys_to_tell_.reset();
}

void EngineLoop::act_on(const domain::Event& event) {
  if (const auto* started = std::get_if<domain::DeliveryStarted>(&event.body)) {
    if (!hand_to_sender(started->delivery, false, false)) orphans_.push_back(started->delivery);
  }
  if (const auto* look = std::get_if<domain::DeliveryLookedFor>(&event.body)) {
    if (!hand_to_sender(look->delivery, true, false)) log_warn("engine", "no room to look now; look again");
  }
}

bool EngineLoop::hand_to_sender(domain::DeliveryId id, bool look, bool orphan) {
  auto job = engine::send_job(engine_.state(), id, clock_.now());
  VOELSPRIET_ASSERT(job, fmt::format("delivery {} has no frozen part", id.value));
  const auto sender = mailboxes_.senders.find(job->delivery.channel);
  if (sender == mailboxes_.senders.end()) {
    const engine::SendOutcome gone{engine::SendOutcome::Kind::uncertain, "this desk has no channel of that name any more", ""};
    return mailboxes_.engine.push(Outcome{id, gone, look, orphan});
  }
  if (!look || orphan) dispatcher_.taken(job->delivery);
  return sender->second.push({std::move(*job), look, orphan});
}

void EngineLoop::tell_answer(engine::Answer& answer) {
  const auto found = askers_.find(answer.ticket);
  Asker asker = std::move(found->second);
  askers_.erase(found);
  if (auto* act = std::get_if<OwnAct>(&asker)) {
    if (answer.refused) refused(std::move(*act), *answer.refused);
    return;
  }
  std::optional<wire::Refusal> why;
  if (answer.refused) {
    if (!answer.again) figures_.refused(answer.refused->code);
    why = wire::to_refusal(*answer.refused);
  }
  say(std::get<domain::SessionId>(asker), wire::Done{answer.id, answer.seq, 0, std::move(why), answer.again});
}

// What can never be sent is failed with the reason, so that a person sees it; what the store did not take is asked again.
void EngineLoop::refused(OwnAct act, const Error& why) {
  const bool store = why.code >= Errc::kStoreAway;  // not a rule said no, but the append
  if (act.start) {
    dispatcher_.returned(act.start);
    if (!store && why.code != Errc::kBraked)
      again_.push_back({act.incident, domain::SettleDelivery{act.start, domain::DeliveryStatus::failed, to_string(why), "", {}}, {}});
  } else if (store) {
    again_.push_back(std::move(act));
  } else {
    log_warn("engine", "own act refused: " + to_string(why));
  }
}

void EngineLoop::send_page(domain::SessionId session, domain::Sequence after, std::size_t limit, std::uint64_t ask) {
  auto lines = log_.read(after, limit);
  if (!lines) return;  // the store is away: the bus asks again
  bus::EventPage page{session, after + 1, {}, ask};
  for (std::string& line : *lines) page.events.push_back(std::make_shared<const std::string>(std::move(line)));
  bus_.post(std::move(page));
}

}  // namespace voelspriet::hub
