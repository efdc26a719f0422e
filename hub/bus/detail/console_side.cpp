// SPDX-License-Identifier: Apache-2.0
#include "hub/bus/detail/console_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::bus::detail {

using wire::to_refusal;

namespace {

constexpr std::chrono::seconds kPageWait{2};   // an answer that got lost is asked again after that
bool hub_only(const domain::CommandBody& body) {
  return std::holds_alternative<domain::PromoteGroup>(body) || std::holds_alternative<domain::StartDelivery>(body) ||
         std::holds_alternative<domain::SettleDelivery>(body);
}

Error busy() { return {Errc::kBusy, "hub", "has no room right now: try again"}; }

}  // namespace

ConsoleSide::ConsoleSide(Router& router, BusSink& sink, Counters& counters, SessionId& next_session)
    : sink_(sink), counters_(counters), peers_(router, next_session) {}

const domain::Key* ConsoleSide::key_of(const std::string& public_key) const {
  const auto found = keys_->find(public_key);
  return found != keys_->end() && found->second.person && !found->second.revoked ? &found->second : nullptr;
}

void ConsoleSide::set_keys(KeyTable keys) {
  keys_ = std::move(keys);
  for (auto& [id, peer] : peers_.all()) {
    if (peer.revoked || key_of(peer.public_key)) continue;
    peer.revoked = true;
    bye(peer, {Errc::kRefused, "key", "is revoked"});
  }
}

void ConsoleSide::receive(Incoming incoming) {
  const domain::Key* const key = key_of(incoming.public_key);
  if (!key) return counters_.add("bus.refused.key");
  Peer* const peer = peers_.admit(incoming);
  if (!peer) return counters_.add("bus.refused.peer");
  if (incoming.payload.empty()) return;
  wire::ReadNotes notes;
  auto message = wire::decode_from_console(incoming.payload, &notes);
  if (notes.unknown_fields) counters_.add("bus.unknown_fields", notes.unknown_fields);
  if (!message) {
    if (message.error().code != Errc::kUnsupported) return refuse(*peer, message.error());
    counters_.add("bus.refused.protocol");
    return bye(*peer, message.error());
  }
  if (!peer->session && !std::holds_alternative<wire::Hello>(*message)) {
    return refuse(*peer, {Errc::kWrongState, "/type", "say hello first"});
  }
  const domain::Actor from{key->person, peer->session, incoming.public_key};
  std::visit([&](auto& what) { act(*peer, from, std::move(what)); }, *message);
}

void ConsoleSide::act(Peer& peer, const domain::Actor& from, wire::Hello hello) {
  end_session(peer);
  peers_.begin_session(peer);
  peer.credit = limits::kPeerCredit;
  if (hello.follow) peer.wants = hello;
  if (!sink_.on_hello({from.person, peer.session}, std::move(hello))) bye(peer, busy());
}

void ConsoleSide::act(Peer& peer, const domain::Actor& from, wire::Do act) {
  const domain::CommandId id = act.command.meta.id;
  if (hub_only(act.command.body)) {
    counters_.add("bus.refused.hub_only");
    return answer(peer, wire::Done{id, 0, 0, to_refusal({Errc::kForbidden, "/body/command/type", "is for the hub itself"}), false});
  }
  if (sink_.on_command(from, std::move(act.command))) return;
  counters_.add("bus.refused.busy");
  answer(peer, wire::Done{id, 0, 0, to_refusal(busy()), false});
}

void ConsoleSide::act(Peer& peer, const domain::Actor& from, wire::Note note) {
  const domain::CommandId id = note.id;
  if (sink_.on_note(from, std::move(note))) return;
  counters_.add("bus.refused.busy");
  answer(peer, wire::Done{id, 0, 0, to_refusal(busy()), false});
}

void ConsoleSide::act(Peer& peer, const domain::Actor&, wire::Credit credit) {
  peer.credit = std::min<std::size_t>(limits::kPeerCredit, peer.credit + credit.messages);
  flush(peer);
}

template <class Ask>
void ConsoleSide::act(Peer& peer, const domain::Actor& from, Ask ask) {
  const auto number = ask.ask;
  if (sink_.on_question(from, std::move(ask))) return;
  counters_.add("bus.refused.busy");
  answer(peer, wire::NoAnswer{number, to_refusal(busy())});
}

void ConsoleSide::deliver(ToSession out) {
  Peer* const peer = peers_.find(out.session);
  if (!peer) return;
  answer(*peer, out.message);
  const auto* const welcome = std::get_if<wire::Welcome>(&out.message);
  if (!welcome || !peer->wants) return;
  peer->follower = Follower{peer->wants->have + 1, welcome->seq, {}, peer->wants->incident, {}};
  peer->wants.reset();
  flush(*peer);
}

void ConsoleSide::deliver(EventPage page) {
  Peer* const peer = peers_.find(page.session);
  if (!peer) return;
  if (page.ask) {
    const auto count = static_cast<std::uint32_t>(page.events.size());
    return enqueue(*peer, letter(encode(wire::ToConsole{wire::Events{page.first, count, page.ask}}), std::move(page.events)));
  }
  if (!peer->follower) return;
  // An empty page means that the log could not be read: the answer's own time-out asks again, so that nobody spins.
  if (!page.events.empty()) peer->follower->asked_until = {};
  offer(*peer, page.first, page.events);
}

void ConsoleSide::deliver(const NewEvents& events) {
  if (events.events.empty()) return;
  for (auto& [id, peer] : peers_.all()) {
    if (!peer.follower) continue;
    peer.follower->head = std::max(peer.follower->head, events.first + events.events.size() - 1);
    offer(peer, events.first, events.events);
  }
}

void ConsoleSide::deliver(const NewPulse& pulse) {
  std::optional<Letter> shared;
  for (auto& [id, peer] : peers_.all()) {
    if (!peer.follower || (peer.follower->incident && peer.follower->incident != pulse.pulse.incident)) continue;
    if (!shared) shared = letter(encode(wire::ToConsole{wire::PulseNow{pulse.pulse}}));
    peer.follower->pulses[pulse.pulse.incident] = *shared;
    flush(peer);
  }
}

// Sends of `events` what comes next, if it is among them: pages and new events overlap, and a gap is filled by a page.
void ConsoleSide::offer(Peer& peer, domain::Sequence first, const std::vector<EventBytes>& events) {
  Follower& follower = *peer.follower;
  if (first <= follower.next && follower.next - first < events.size()) {
    std::vector<EventBytes> rest(events.begin() + static_cast<std::ptrdiff_t>(follower.next - first), events.end());
    const wire::Events head{follower.next, static_cast<std::uint32_t>(rest.size()), 0};
    follower.next += rest.size();
    enqueue(peer, letter(encode(wire::ToConsole{head}), std::move(rest)));
  } else {
    flush(peer);
  }
}

void ConsoleSide::answer(Peer& peer, const wire::ToConsole& message) { enqueue(peer, letter(encode(message))); }

void ConsoleSide::refuse(Peer& peer, const Error& error, std::uint64_t ask) {
  counters_.add(fmt::format("bus.refused.{}", to_string(error.code)));
  answer(peer, wire::NoAnswer{ask, to_refusal(error)});
}

void ConsoleSide::enqueue(Peer& peer, Letter letter) {
  peer.queue_bytes += letter.bytes();
  peer.queue.push_back(std::move(letter));
  flush(peer);
  if (peer.queue.size() <= limits::kPeerQueueMax && peer.queue_bytes <= limits::kPeerQueueBytesMax) return;
  counters_.add("bus.cut.fell_behind");
  bye(peer, {Errc::kBusy, "console", "you fell behind: say hello again from what you have"});
}

void ConsoleSide::flush(Peer& peer) {
  for (; peer.credit > 0 && !peer.queue.empty(); --peer.credit) {
    if (!send(peer, peer.queue.front())) return;
    peer.queue_bytes -= peer.queue.front().bytes();
    peer.queue.pop_front();
  }
  if (!peer.follower || !peer.queue.empty()) return;
  Follower& follower = *peer.follower;
  for (; peer.credit > 0 && !follower.pulses.empty(); --peer.credit) {
    if (!send(peer, follower.pulses.begin()->second)) return;
    follower.pulses.erase(follower.pulses.begin());
  }
  if (follower.next > follower.head || steady_now() < follower.asked_until) return;
  if (sink_.on_catch_up(peer.session, follower.next - 1)) follower.asked_until = steady_now() + kPageWait;
}

bool ConsoleSide::send(Peer& peer, const Letter& letter) { return peers_.send(peer, letter) == Router::Sent::yes; }

void ConsoleSide::end_session(Peer& peer) {
  peer.queue.clear();
  peer.queue_bytes = 0;
  peer.wants.reset();
  peer.follower.reset();
  if (const SessionId ended = peers_.end_session(peer)) sink_.on_gone(ended);
}

void ConsoleSide::bye(Peer& peer, const Error& reason) {
  end_session(peer);
  send(peer, letter(encode(wire::ToConsole{wire::Bye{to_refusal(reason)}})));  // whatever its credit: it is the last
}

void ConsoleSide::cut(SessionId session, const Error& reason) {
  if (Peer* const peer = peers_.find(session)) bye(*peer, reason);
}

void ConsoleSide::tick() {
  for (auto& [id, peer] : peers_.all()) {
    flush(peer);
  }
  peers_.forget_gone([this](Peer& peer) { end_session(peer); });
}

void ConsoleSide::say_goodbye() {
  for (auto& [id, peer] : peers_.all()) bye(peer, {Errc::kClosed, "hub", "is stopping"});
}

}  // namespace voelspriet::bus::detail
