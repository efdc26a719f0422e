// SPDX-License-Identifier: Apache-2.0
#include "hub/figures.hpp"

#include <algorithm>

namespace voelspriet::hub {

void Figures::set_pulse(domain::Pulse pulse) {
  const std::lock_guard lock{mutex_};
  const auto incident = pulse.incident;
  pulses_[incident] = std::move(pulse);
}

void Figures::drop_pulse(domain::IncidentId incident) {
  const std::lock_guard lock{mutex_};
  pulses_.erase(incident);
}

std::vector<domain::Pulse> Figures::pulses() const {
  const std::lock_guard lock{mutex_};
  std::vector<domain::Pulse> all;
  for (const auto& [incident, pulse] : pulses_) all.push_back(pulse);
  return all;
}

std::optional<domain::Pulse> Figures::pulse(domain::IncidentId incident) const {
  const std::lock_guard lock{mutex_};
  const auto found = pulses_.find(incident);
  return found == pulses_.end() ? std::nullopt : std::optional{found->second};
}

std::vector<domain::ClaimPair> Figures::contradicted() const {
  const std::lock_guard lock{mutex_};
  std::vector<domain::ClaimPair> pairs;
  for (const auto& [incident, pulse] : pulses_)
    for (const auto& found : pulse.contradictions) pairs.emplace_back(found.a, found.b);
  return pairs;
}

void Figures::joined(domain::SessionId session, domain::PersonId person) {
  const std::lock_guard lock{mutex_};
  sessions_[session] = person;
}

void Figures::feed_joined(domain::SessionId session, const std::vector<std::string>& feeds) {
  const std::lock_guard lock{mutex_};
  for (const std::string& name : feeds) {
    FeedSeat& seat = feeds_[name];
    seat.session = session;
    seat.health.name = name;
    seat.health.state = domain::FeedState::live;
    seat.health.reason.clear();
  }
}

void Figures::feed_report(domain::SessionId session, std::vector<domain::FeedHealth> feeds) {
  const std::lock_guard lock{mutex_};
  for (domain::FeedHealth& health : feeds) {
    const std::string name = health.name;
    feeds_[name] = {session, std::move(health)};
  }
}

void Figures::gone(domain::SessionId session) {
  const std::lock_guard lock{mutex_};
  sessions_.erase(session);
  for (auto& [name, seat] : feeds_)
    if (seat.session == session) seat.health.state = domain::FeedState::away;
}

std::vector<domain::Presence> Figures::present() const {
  const std::lock_guard lock{mutex_};
  std::map<domain::PersonId, std::uint32_t> sessions;
  for (const auto& [session, person] : sessions_) ++sessions[person];
  std::vector<domain::Presence> present;
  for (const auto& [person, count] : sessions) present.push_back({person, count});
  return present;
}

std::vector<domain::FeedHealth> Figures::feeds() const {
  const std::lock_guard lock{mutex_};
  std::vector<domain::FeedHealth> all;
  for (const auto& [name, seat] : feeds_) all.push_back(seat.health);
  return all;
}

void Figures::log_is(domain::StoreState state, bool mirror_behind, domain::Sequence seq, bool braked) {
  const std::lock_guard lock{mutex_};
  log_ = {state, mirror_behind, braked, seq};
}

Figures::Log Figures::log() const {
  const std::lock_guard lock{mutex_};
  return log_;
}

void Figures::mentions_are(domain::StoreState state, std::uint64_t set_aside) {
  const std::lock_guard lock{mutex_};
  mentions_ = state;
  if (set_aside > 0) counters_["mentions.set_aside"] = set_aside;
}

domain::StoreState Figures::mentions() const {
  const std::lock_guard lock{mutex_};
  return mentions_;
}

void Figures::snapshot_ended(const Result<void>& outcome) {
  const std::lock_guard lock{mutex_};
  snapshot_trouble_ = outcome ? "" : to_string(outcome.error());
  if (!outcome) ++counters_["snapshot.failed"];
}

std::string Figures::snapshot_trouble() const {
  const std::lock_guard lock{mutex_};
  return snapshot_trouble_;
}

void Figures::refused(Errc why) {
  const std::lock_guard lock{mutex_};
  ++counters_["engine.refused." + std::string{to_string(why)}];
}

std::map<std::string, std::uint64_t> Figures::counters() const {
  const std::lock_guard lock{mutex_};
  return counters_;
}

}  // namespace voelspriet::hub
