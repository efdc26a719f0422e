// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/incident.hpp"

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

constexpr std::size_t kProfileTermsMax = 10'000;

std::optional<Error> bad_place(const Place& place) {
  if (auto bad = bad_text("/place/name", place.name, limits::kNameMax)) return bad;
  if (place.lat.has_value() != place.lon.has_value()) return Error{Errc::kMissingField, "/place", "needs both lat and lon, or neither"};
  if (place.lat && !(*place.lat >= -90 && *place.lat <= 90)) return Error{Errc::kBadValue, "/place/lat", "lies outside -90 .. 90"};
  if (place.lon && !(*place.lon >= -180 && *place.lon <= 180)) return Error{Errc::kBadValue, "/place/lon", "lies outside -180 .. 180"};
  return std::nullopt;
}

std::optional<Error> bad_profile(const WatchProfile& profile) {
  if (profile.terms.size() + profile.hashtags.size() + profile.accounts.size() + profile.exclusions.size() > kProfileTermsMax)
    return Error{Errc::kTooLarge, "/profile", "has more than 10,000 terms"};
  for (const auto* list : {&profile.terms, &profile.hashtags, &profile.accounts, &profile.exclusions})
    for (const std::string& term : *list)
      if (auto bad = bad_text("/profile", term, limits::kNameMax)) return bad;
  return std::nullopt;
}

Incident& incident_of(Applied to) {
  Incident* incident = to.state.incidents.find(to.meta.incident);
  VOELSPRIET_ASSERT(incident, place("incident", to.meta.incident.value));
  incident->version = to.meta.seq;
  return *incident;
}

}  // namespace

Decision decide_one(const Asked& asked, const OpenIncident& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  VOELSPRIET_REFUSE_IF(bad_text("/title", command.title, limits::kNameMax));
  VOELSPRIET_REFUSE_IF(bad_place(command.place));
  VOELSPRIET_REFUSE_IF(bad_text("/level", command.level, limits::kNameMax));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  VOELSPRIET_REFUSE_IF(bad_text("/ground", command.ground, limits::kNoteMax));
  VOELSPRIET_REFUSE_IF(bad_profile(command.profile));
  if (command.ends_at <= asked.context.now) return fail(Errc::kBadValue, "/ends_at", "must lie in the future");
  return std::vector<EventBody>{IncidentOpened{asked.state.incidents.next_id(), command.title, command.place, command.level, command.reason,
                                               command.ground, command.ends_at, command.profile}};
}

Decision decide_one(const Asked& asked, const ChangeIncident& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(asked.stale(place("incident", asked.meta.incident.value), asked.state.incidents.find(asked.meta.incident)->version));
  if (command.title) VOELSPRIET_REFUSE_IF(bad_text("/title", *command.title, limits::kNameMax));
  if (command.level) VOELSPRIET_REFUSE_IF(bad_text("/level", *command.level, limits::kNameMax));
  if (command.place) VOELSPRIET_REFUSE_IF(bad_place(*command.place));
  if (command.ends_at && *command.ends_at <= asked.context.now) return fail(Errc::kBadValue, "/ends_at", "must lie in the future");
  return std::vector<EventBody>{IncidentChanged{command.title, command.level, command.place, command.ends_at}};
}

Decision decide_one(const Asked& asked, const SetProfile& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(asked.stale(place("incident", asked.meta.incident.value), asked.state.incidents.find(asked.meta.incident)->version));
  VOELSPRIET_REFUSE_IF(bad_profile(command.profile));
  return std::vector<EventBody>{ProfileSet{command.profile}};
}

Decision decide_one(const Asked& asked, const CloseIncident& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  for (const DeliveryId open : asked.state.open_deliveries)
    if (asked.state.deliveries.find(open)->incident == asked.meta.incident)
      return fail(Errc::kWrongState, place("delivery", open.value), "is still on its way; wait for it or settle it first");
  return std::vector<EventBody>{IncidentClosed{command.reason}};
}

Decision decide_one(const Asked& asked, const ReopenIncident& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  const Incident* incident = asked.state.incidents.find(asked.meta.incident);
  if (!incident) return fail(Errc::kNotFound, place("incident", asked.meta.incident.value), "does not exist");
  if (incident->open()) return fail(Errc::kWrongState, place("incident", incident->id.value), "is open");
  const Time ends_at = command.ends_at.value_or(incident->ends_at);
  if (ends_at <= asked.context.now) return fail(Errc::kBadValue, "/ends_at", "must lie in the future");
  return std::vector<EventBody>{IncidentReopened{command.reason, ends_at, incident->profile}};
}

void apply(Applied to, const IncidentOpened& event) {
  to.state.incidents.add({event.incident, event.title, event.place, event.level, event.reason, event.ground, to.meta.at, event.ends_at,
                          std::nullopt, event.profile, to.meta.seq});
}
void apply(Applied to, const IncidentChanged& event) {
  Incident& incident = incident_of(to);
  if (event.title) incident.title = *event.title;
  if (event.level) incident.level = *event.level;
  if (event.place) incident.place = *event.place;
  if (event.ends_at) incident.ends_at = *event.ends_at;
}
void apply(Applied to, const ProfileSet& event) { incident_of(to).profile = event.profile; }
void apply(Applied to, const IncidentClosed&) { incident_of(to).closed_at = to.meta.at; }
void apply(Applied to, const IncidentReopened& event) {
  Incident& incident = incident_of(to);
  incident.closed_at.reset();
  incident.ends_at = event.ends_at;
  incident.profile = event.profile;
}

}  // namespace voelspriet::domain
