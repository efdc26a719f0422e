// SPDX-License-Identifier: Apache-2.0
// An incident: what the team works on. Nothing personal is kept outside an open one with a reason, a ground and an end time.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "hub/domain/mention.hpp"

namespace voelspriet::domain {

struct Place {
  std::string name;
  std::optional<double> lat, lon;  // WGS 84 degrees
  bool operator==(const Place&) const = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (name, lat, lon))

struct Incident {
  IncidentId id{};
  std::string title;
  Place place;
  std::string level;   // "GRIP 2"; the desk's own list
  std::string reason;  // the concrete occasion
  std::string ground;  // the legal ground to listen
  Time opened_at{}, ends_at{};
  std::optional<Time> closed_at;
  WatchProfile profile;
  Sequence version = 0;

  bool open() const { return !closed_at; }
  bool operator==(const Incident&) const = default;
};
BOOST_DESCRIBE_STRUCT(Incident, (), (id, title, place, level, reason, ground, opened_at, ends_at, closed_at, profile, version))

// Commands
struct OpenIncident {
  static constexpr std::string_view kType = "open_incident";
  std::string title;
  Place place;
  std::string level, reason, ground;
  Time ends_at{};
  WatchProfile profile;
};
BOOST_DESCRIBE_STRUCT(OpenIncident, (), (title, place, level, reason, ground, ends_at, profile))
struct ChangeIncident {  // absent = as it was
  static constexpr std::string_view kType = "change_incident";
  std::optional<std::string> title, level;
  std::optional<Place> place;
  std::optional<Time> ends_at;
};
BOOST_DESCRIBE_STRUCT(ChangeIncident, (), (title, level, place, ends_at))
struct SetProfile {
  static constexpr std::string_view kType = "set_profile";
  WatchProfile profile;
};
BOOST_DESCRIBE_STRUCT(SetProfile, (), (profile))
struct CloseIncident {
  static constexpr std::string_view kType = "close_incident";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CloseIncident, (), (reason))
struct ReopenIncident {
  static constexpr std::string_view kType = "reopen_incident";
  std::string reason;
  std::optional<Time> ends_at;  // absent = as it was, which must still lie ahead
};
BOOST_DESCRIBE_STRUCT(ReopenIncident, (), (reason, ends_at))

// Events
struct IncidentOpened {
  static constexpr std::string_view kType = "incident_opened";
  IncidentId incident{};
  std::string title;
  Place place;
  std::string level, reason, ground;
  Time ends_at{};
  WatchProfile profile;
};
BOOST_DESCRIBE_STRUCT(IncidentOpened, (), (incident, title, place, level, reason, ground, ends_at, profile))
struct IncidentChanged {
  static constexpr std::string_view kType = "incident_changed";
  std::optional<std::string> title, level;
  std::optional<Place> place;
  std::optional<Time> ends_at;
};
BOOST_DESCRIBE_STRUCT(IncidentChanged, (), (title, level, place, ends_at))
struct ProfileSet {
  static constexpr std::string_view kType = "profile_set";
  WatchProfile profile;
};
BOOST_DESCRIBE_STRUCT(ProfileSet, (), (profile))
struct IncidentClosed {
  static constexpr std::string_view kType = "incident_closed";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(IncidentClosed, (), (reason))
struct IncidentReopened {  // with what it listens for from now on
  static constexpr std::string_view kType = "incident_reopened";
  std::string reason;
  Time ends_at{};
  WatchProfile profile;
};
BOOST_DESCRIBE_STRUCT(IncidentReopened, (), (reason, ends_at, profile))

}  // namespace voelspriet::domain
