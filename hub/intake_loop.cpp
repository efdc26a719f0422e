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
constexpr auto kRetryEvery = 250ms;
constexpr std::size_t kBatchesPerTurn = 16;

// This hub must not go on with this store. Whatever else is wrong, the batch waits: nothing is acknowledged that is not stored.
bool must_stop(Errc code) { return code == Errc::kFenced || code == Errc::kConflict || code == Errc::kCorrupt; }

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
      exercise_(state.exercise), initial_(std::make_unique<domain::State>(state)) {
  for (const domain::Incident& incident : state.incidents.rows)
    if (incident.open()) profiles_[incident.id] = incident.profile;
  for (const domain::Person& person : state.persons.rows) roles_[person.id] = person.roles;
}

std::optional<Error> IntakeLoop::run(const StopFlag& stop) {
  if (!started(stop)) return fatal_;
  while (!stop.requested() && !fatal_) {
    for (IntakeInput& input : mailboxes_.intake.pop(kBatchesPerTurn, steady_now() + kPulseEvery / 2)) {
      std::visit([this](auto& taken) { take(taken); }, input);
      tell_pulses();  // a turn of large batches may take long
    }
    work_off_held();
    tell_promotions();
    tell_pulses();
  }
  return fatal_;
}

bool IntakeLoop::started(const StopFlag& stop) {
  while (!stop.requested()) {
    const auto begun = intake_.start(*initial_, stop);
    if (begun) {
      initial_.reset();
      return true;
    }
    if (must_stop(begun.error().code)) {
      fatal_ = begun.error();
      return false;
    }
    log_warn("intake", "not started yet: " + to_string(begun.error()));
    sleep_until_or(steady_now() + kRetryEvery, stop);
  }
  return false;
}

void IntakeLoop::take(FeedJoined& joined) {
  figures_.feed_joined(joined.from.session, joined.hello.feeds);
  const auto stored = store_.cursors();
  if (!stored) return void(bus_.post(bus::Cut{joined.from.session, stored.error()}));  // the feed comes again
  wire::FeedWelcome welcome{exercise_, {}, 0, watched()};
  for (const std::string& feed : joined.hello.feeds)
    if (const auto cursor = stored->find(own_name(joined.from, feed)); cursor != stored->end()) welcome.cursors[feed] = cursor->second;
  bus_.post(bus::ToFeedSession{joined.from.session, std::move(welcome)});
}

void IntakeLoop::take(HeardBatch& heard) {
  if (!held_.empty() || !store(heard)) held_.emplace_back(std::move(heard));
}

void IntakeLoop::take(Noted& noted) {
  if (held_.size() >= limits::kIntakeMailbox) {
    const Error busy{Errc::kBusy, "mentions", "their store is away and many wait; try again later"};
    return void(bus_.post(bus::ToSession{noted.from.session, wire::Done{noted.note.id, 0, 0, wire::to_refusal(busy), false}}));
  }
  if (!held_.empty() || !store(noted)) held_.emplace_back(std::move(noted));
}

void IntakeLoop::work_off_held() {
  if (held_.empty() || steady_now() < retry_at_) return;
  while (!held_.empty() && std::visit([this](auto& waiting) { return store(waiting); }, held_.front())) held_.pop_front();
}

bool IntakeLoop::store(HeardBatch& heard) {
  std::vector<engine::IncomingMention> batch;
  const Time now = clock_.now();
  const std::string feed = own_name(heard.from, heard.heard.feed);
  for (domain::HeardMention& mention : heard.heard.mentions) batch.push_back({mention, feed, now});
  const auto counts = intake_.hear(std::move(batch), feed, heard.heard.cursor);
  if (!counts) {
    if (must_stop(counts.error().code)) fatal_ = counts.error();  // unanswered: the feed sends it again to whoever comes after us
    retry_at_ = steady_now() + kRetryEvery;
    return false;
  }
  for (const Error& error : counts->refused) heard.refused.push_back(wire::to_refusal(error));
  bus_.post(bus::ToFeedSession{heard.from.session,
                               wire::HeardAck{heard.heard.batch, counts->stored, counts->known, std::move(heard.refused), 0}});
  return true;
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
  if (const auto known = notes_.find(note.id); known != notes_.end()) return answer(known->second, std::nullopt, true);
  const Time now = clock_.now();
  const auto counts = intake_.hear({{heard_from(note, noted.from, now), "hand", now}}, "hand", "");
  if (!counts) {
    if (must_stop(counts.error().code)) fatal_ = counts.error();
    retry_at_ = steady_now() + kRetryEvery;
    return false;
  }
  if (!counts->refused.empty()) return answer(0, wire::to_refusal(counts->refused.front()), false);
  if (notes_order_.size() == limits::kNotesRemembered) {
    notes_.erase(notes_order_.front());
    notes_order_.pop_front();
  }
  notes_[note.id] = counts->last;
  notes_order_.push_back(note.id);
  return answer(counts->last, std::nullopt, counts->stored == 0);
}

void IntakeLoop::take(MentionsAsked& asked) {
  const wire::AskMentions& ask = asked.ask;
  auto page = intake_.page(ask.incident, ask.claim, ask.before, std::min<std::size_t>(ask.limit, limits::kPageRowsMax));
  if (page)
    bus_.post(bus::ToSession{asked.from.session, wire::Mentions{ask.ask, std::move(page->mentions), page->more}});
  else
    bus_.post(bus::ToSession{asked.from.session, wire::NoAnswer{ask.ask, wire::to_refusal(page.error())}});
}

void IntakeLoop::take(Happened& happened) {
  intake_.apply(*happened.event);
  follow_profiles(*happened.event);
  follow_persons(*happened.event);
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
  const auto log = figures_.log();
  for (const domain::IncidentId incident : intake_.incidents()) {
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
