// SPDX-License-Identifier: Apache-2.0
#include "hub/intake_loop.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hub/base/log.hpp"

namespace voelspriet::hub {
namespace {

using namespace std::chrono_literals;
constexpr auto kPulseEvery = 100ms;
constexpr auto kPulseAtLeastEvery = 1s;
constexpr auto kStoreEvery = 20ms;  // a transaction is a sync of the disk that commands wait for too
constexpr auto kRetryEvery = 250ms;
constexpr auto kMatchesAgain = 5s;
constexpr std::size_t kBatchesPerTurn = 64;
constexpr std::size_t kMentionsAtOnce = 2'000;  // in one transaction of the store

// This hub must not go on with this store. Whatever else is wrong, the batch waits: nothing is acknowledged that is not stored.
bool must_stop(Errc code) { return code == Errc::kFenced || code == Errc::kConflict; }

// A feed's cursor and provenance stand under its key's name: no other key can move them.
std::string own_name(const bus::FeedPeer& from, const std::string& feed) { return from.rights.feed + "/" + feed; }

domain::HeardMention heard_from(const wire::Note& note, const domain::Actor& from, Time now) {
  domain::HeardMention heard;
  heard.genre = note.genre;
  heard.source = std::string{boost::describe::enum_to_string(note.genre, "note")};
  heard.id = note.id;
  heard.author = note.caller;
  heard.handle = note.caller;
  heard.url = note.link;
  heard.text = note.text;
  heard.said_at = note.said_at.value_or(now);
  heard.incidents = {note.incident};
  heard.account = fmt::format("person {}", from.person.value);
  return heard;
}

// Nothing but the time differs.
bool same_figures(domain::Pulse a, const domain::Pulse& b) {
  a.at = b.at;
  a.drill_at = b.drill_at;
  return a == b;
}

}  // namespace

IntakeLoop::IntakeLoop(engine::Intake& intake, engine::MentionPort& store, Mailboxes& mailboxes, Figures& figures, bus::Bus& bus,
                       const Clock& clock, std::function<std::optional<Time>()> drill_time, const domain::State& state)
    : intake_(intake), store_(store), mailboxes_(mailboxes), figures_(figures), bus_(bus), clock_(clock), drill_time_(std::move(drill_time)),
      exercise_(state.exercise) {
  begin_from(state);
}

void IntakeLoop::begin_from(const domain::State& state) {
  to_hear_ = std::make_unique<domain::State>(state);
  reopened_ = {};
  profiles_.clear();
  for (const domain::Incident& incident : state.incidents.rows)
    if (incident.open()) profiles_[incident.id] = incident.profile;
  roles_.clear();
  for (const domain::Person& person : state.persons.rows) roles_[person.id] = person.roles;
}

std::optional<Error> IntakeLoop::run(const StopFlag& stop) {
  while (!stop.requested() && !fatal_) {
    hear_again(stop);
    auto until = steady_now() + kPulseEvery / 2;
    if (!waiting_.empty()) until = std::min(until, std::max(store_at_, retry_at_));
    for (IntakeInput& input : mailboxes_.intake.pop(kBatchesPerTurn, until)) {
      std::visit([this](auto& taken) { take(taken); }, input);
      hear_again(stop);  // an incident that was reopened
    }
    if (steady_now() >= store_at_) work_off();
    tell_promotions();
    tell_pulses();
  }
  return fatal_;
}

// The store is asked for its cursors first: also without an open incident an older hub is fenced, and a missing server seen.
void IntakeLoop::hear_again(const StopFlag& stop) {
  if (!to_hear_ || steady_now() < retry_at_) return;
  const auto begun = store_.cursors().and_then([&](const engine::Cursors&) {
    return reopened_ ? intake_.reopen(reopened_, *to_hear_, stop) : intake_.start(*to_hear_, stop);
  });
  if (begun) {
    to_hear_.reset();
    said_.clear();
    return;
  }
  store_said(begun.error());
}

void IntakeLoop::take(FeedJoined& joined) {
  work_off();  // its cursor may wait there
  std::erase_if(waiting_, [&](const auto& waiting) {  // it sends again what has no answer
    const auto* batch = std::get_if<HeardBatch>(&waiting);
    return batch && batch->from.rights.feed == joined.from.rights.feed && std::ranges::count(joined.hello.feeds, batch->heard.feed) > 0;
  });
  const auto stored = store_.cursors();
  if (!stored) return void(bus_.post(bus::Cut{joined.from.session, stored.error()}));  // the feed comes again
  wire::FeedWelcome welcome{exercise_, {}, 0, watched()};
  for (const std::string& feed : joined.hello.feeds)
    if (const auto cursor = stored->find(own_name(joined.from, feed)); cursor != stored->end()) welcome.cursors[feed] = cursor->second;
  bus_.post(bus::ToFeedSession{joined.from.session, std::move(welcome)});
}

void IntakeLoop::take(HeardBatch& heard) { waiting_.emplace_back(std::move(heard)); }

void IntakeLoop::take(Noted& noted) {
  if (waiting_.size() >= limits::kIntakeMailbox) {
    const Error busy{Errc::kBusy, "mentions", "their store is away and many wait; try again later"};
    return void(bus_.post(bus::ToSession{noted.from.session, wire::Done{noted.note.id, 0, 0, wire::to_refusal(busy), false}}));
  }
  waiting_.emplace_back(std::move(noted));
}

void IntakeLoop::work_off() {
  while (!to_hear_ && !waiting_.empty() && steady_now() >= retry_at_ && !fatal_) {
    auto* const noted = std::get_if<Noted>(&waiting_.front());
    if (noted ? !store(*noted) : !store_batches()) return;
    if (noted) waiting_.pop_front();
    tell_pulses();  // much may wait
  }
}

// As many as came one after the other, in one transaction: each alone would wait for a round trip.
bool IntakeLoop::store_batches() {
  store_at_ = steady_now() + kStoreEvery;
  std::vector<engine::Intake::Lot> lots;
  const Time now = clock_.now();
  std::size_t mentions = 0;
  for (auto& waiting : waiting_) {
    auto* const batch = std::get_if<HeardBatch>(&waiting);
    if (!batch || mentions > kMentionsAtOnce) break;
    mentions += batch->heard.mentions.size();
    lots.push_back({own_name(batch->from, batch->heard.feed), batch->heard.cursor, now, batch->heard.mentions});
  }
  const auto counts = intake_.hear(lots);
  if (!counts) return store_said(counts.error());
  said_.clear();
  for (const auto& [stored, known, refused] : *counts) {
    auto& [from, heard, before] = std::get<HeardBatch>(waiting_.front());
    for (const Error& error : refused) before.push_back(wire::to_refusal(error));
    bus_.post(bus::ToFeedSession{from.session, wire::HeardAck{heard.batch, stored, known, std::move(before), 0}});
    waiting_.pop_front();
  }
  return true;
}

// False: to be tried again. What is not answered a feed sends again to whoever comes after us.
bool IntakeLoop::store_said(const Error& error) {
  if (must_stop(error.code)) fatal_ = error;
  if (const std::string why = to_string(error); std::exchange(said_, why) != why) log_warn("intake", "mentions wait: " + why);
  retry_at_ = steady_now() + kRetryEvery;
  return false;
}

// What a person typed in: by whoever may work on claims, of the kinds a person hears.
std::optional<Error> IntakeLoop::bad_note(const Noted& noted) const {
  using domain::Genre;
  using domain::Role;
  const wire::Note& note = noted.note;
  const auto roles = roles_.find(noted.from.person);
  const bool observes_only = roles == roles_.end() || std::ranges::all_of(roles->second, [](Role role) { return role == Role::observer; });
  if (observes_only) return Error{Errc::kForbidden, fmt::format("person {}", noted.from.person.value), "lacks the role for this"};
  if (note.genre != Genre::phone && note.genre != Genre::desk && note.genre != Genre::scene && note.genre != Genre::link)
    return Error{Errc::kBadValue, "/genre", "a person notes a phone call, the desk, the scene or a link"};
  if (note.text.empty()) return Error{Errc::kMissingField, "/text", "is empty"};
  if (note.text.size() > limits::kMentionTextMax) return Error{Errc::kTooLarge, "/text", "is longer than a mention may be"};
  if (note.caller.size() > limits::kNameMax) return Error{Errc::kTooLarge, "/caller", "is longer than a name may be"};
  if (note.link.size() > limits::kLinkMax) return Error{Errc::kTooLarge, "/link", "is longer than a link may be"};
  return std::nullopt;
}

bool IntakeLoop::store(Noted& noted) {
  const wire::Note& note = noted.note;
  const auto answer = [&](domain::Ordinal ordinal, std::optional<wire::Refusal> refused, bool again) {
    bus_.post(bus::ToSession{noted.from.session, wire::Done{note.id, 0, ordinal, std::move(refused), again}});
    return true;
  };
  if (const auto bad = bad_note(noted)) return answer(0, wire::to_refusal(*bad), false);
  if (!intake_.listens_to(note.incident))
    return answer(0, wire::to_refusal({Errc::kNotFound, fmt::format("incident {}", note.incident.value), "is not open"}), false);
  const Time now = clock_.now();
  const domain::HeardMention mention = heard_from(note, noted.from, now);
  const auto heard = intake_.hear({{"hand", "", now, {mention}}});
  if (!heard) return store_said(heard.error());
  const auto& counts = heard->front();
  if (!counts.refused.empty()) return answer(0, wire::to_refusal(counts.refused.front()), false);
  const auto ordinal = store_.ordinal_of(note.incident, mention);
  if (!ordinal) return store_said(ordinal.error());
  return answer(*ordinal, std::nullopt, counts.stored == 0);
}

void IntakeLoop::take(MentionsAsked& asked) {
  const wire::AskMentions& ask = asked.ask;
  if (to_hear_) {
    const Error away{Errc::kStoreAway, "mentions", "their store is away; they come back with it"};
    return void(bus_.post(bus::ToSession{asked.from.session, wire::NoAnswer{ask.ask, wire::to_refusal(away)}}));
  }
  auto page = intake_.page(ask.incident, ask.claim, ask.before, std::min<std::size_t>(ask.limit, limits::kPageRowsMax));
  if (page)
    bus_.post(bus::ToSession{asked.from.session, wire::Mentions{ask.ask, std::move(page->mentions), page->more}});
  else
    bus_.post(bus::ToSession{asked.from.session, wire::NoAnswer{ask.ask, wire::to_refusal(page.error())}});
}

void IntakeLoop::take(Happened& happened) {
  if (to_hear_) {
    domain::evolve(*to_hear_, *happened.event);
    reopened_ = {};
  } else if (happened.state) {
    to_hear_ = std::make_unique<domain::State>(*happened.state);
    reopened_ = happened.event->meta.incident;
  } else {
    intake_.apply(*happened.event);
  }
  follow_profiles(*happened.event);
  follow_persons(*happened.event);
}

void IntakeLoop::take(Anew& anew) {
  begin_from(*anew.state);
  std::erase_if(told_, [this](const auto& told) { return !profiles_.contains(told.first); });
  for (const domain::Pulse& pulse : figures_.pulses())
    if (!profiles_.contains(pulse.incident)) figures_.drop_pulse(pulse.incident);
  bus_.post(bus::ToAllFeeds{wire::Watch{watched()}});
}

void IntakeLoop::follow_persons(const domain::Event& event) {
  if (const auto* added = std::get_if<domain::PersonAdded>(&event.body)) roles_[added->person] = added->roles;
  if (const auto* changed = std::get_if<domain::RolesChanged>(&event.body)) roles_[changed->person] = changed->roles;
}

void IntakeLoop::follow_profiles(const domain::Event& event) {
  if (const auto* opened = std::get_if<domain::IncidentOpened>(&event.body)) {
    profiles_[opened->incident] = opened->profile;
  } else if (const auto* set = std::get_if<domain::ProfileSet>(&event.body)) {
    profiles_[event.meta.incident] = set->profile;
  } else if (const auto* reopened = std::get_if<domain::IncidentReopened>(&event.body)) {
    profiles_[event.meta.incident] = reopened->profile;
  } else if (std::holds_alternative<domain::IncidentClosed>(event.body)) {
    profiles_.erase(event.meta.incident);
    figures_.drop_pulse(event.meta.incident);
    told_.erase(event.meta.incident);
  } else {
    return;
  }
  bus_.post(bus::ToAllFeeds{wire::Watch{watched()}});
}

std::vector<wire::WatchedIncident> IntakeLoop::watched() const {
  std::vector<wire::WatchedIncident> all;
  for (const auto& [incident, profile] : profiles_) all.push_back({incident, profile});
  return all;
}

void IntakeLoop::tell_promotions() {
  if (to_hear_) return;
  for (auto& [incident, group] : intake_.take_promotions()) promotions_.push_back({incident, std::move(group)});
  while (!promotions_.empty()) {
    EngineInput input = promotions_.front();
    if (!mailboxes_.engine.push(std::move(input))) return;
    promotions_.pop_front();
  }
}

void IntakeLoop::tell_pulses() {
  const auto now = steady_now();
  if (now - pulse_at_ < kPulseEvery) return;
  pulse_at_ = now;
  if (!to_hear_ && now >= matches_due_ && !intake_.store_matches()) matches_due_ = now + kMatchesAgain;
  figures_.mentions_are(store_.state({}), store_.unreadable());
  const auto log = figures_.log();
  for (const auto& [incident, profile] : profiles_) {
    domain::Pulse pulse = intake_.pulse(incident);
    pulse.drill_at = drill_time_();
    pulse.feeds = figures_.feeds();
    pulse.present = figures_.present();
    pulse.log = log.state;
    pulse.mirror_behind = log.mirror_behind;
    const auto told = told_.find(incident);
    if (told != told_.end() && same_figures(pulse, told->second) && pulse.at - told->second.at < kPulseAtLeastEvery) continue;
    told_[incident] = pulse;
    figures_.set_pulse(pulse);
    bus_.post(bus::NewPulse{std::move(pulse)});
  }
}

}  // namespace voelspriet::hub
