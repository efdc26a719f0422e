// SPDX-License-Identifier: Apache-2.0
// A warning in the Common Alerting Protocol 1.2 (OASIS, CAP-v1.2-os), read whole and checked. Pure: bytes in, Result out, any
// thread. Structure is judged as the schema of the specification judges it; what the schema leaves open and the prose forbids is a
// doubt, never a reason to lose an alert.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds::cap {

// Enumerators are spelled as CAP spells them.
BOOST_DEFINE_ENUM_CLASS(Status, Actual, Exercise, System, Test, Draft)
BOOST_DEFINE_ENUM_CLASS(MessageType, Alert, Update, Cancel, Ack, Error)
BOOST_DEFINE_ENUM_CLASS(Scope, Public, Restricted, Private)
BOOST_DEFINE_ENUM_CLASS(Category, Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE, Other)
BOOST_DEFINE_ENUM_CLASS(ResponseType, Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear, None)
BOOST_DEFINE_ENUM_CLASS(Urgency, Immediate, Expected, Future, Past, Unknown)
BOOST_DEFINE_ENUM_CLASS(Severity, Extreme, Severe, Moderate, Minor, Unknown)
BOOST_DEFINE_ENUM_CLASS(Certainty, Observed, Likely, Possible, Unlikely, Unknown)

struct NamedValue {  // eventCode, parameter, geocode
  std::string name, value;
};

struct Resource {
  std::string description, mime_type;
  std::optional<std::int64_t> size;
  std::string uri, deref_uri, digest;
};

struct Point {
  double latitude = 0, longitude = 0;  // WGS 84 degrees
};
using Polygon = std::vector<Point>;  // closed: the last point is the first
struct Circle {
  Point centre;
  double radius_km = 0;
};

struct Area {
  std::string description;
  std::vector<Polygon> polygons;
  std::vector<Circle> circles;
  std::vector<NamedValue> geocodes;
  std::optional<double> altitude, ceiling;  // feet
};

struct Info {
  std::string language = "en-US";
  std::vector<Category> categories;
  std::string event;
  std::vector<ResponseType> responses;
  Urgency urgency{};
  Severity severity{};
  Certainty certainty{};
  std::string audience;
  std::vector<NamedValue> event_codes;
  std::optional<Time> effective, onset, expires;
  std::string sender_name, headline, description, instruction, web, contact;
  std::vector<NamedValue> parameters;
  std::vector<Resource> resources;
  std::vector<Area> areas;
};

struct Reference {
  std::string sender, identifier;
  Time sent{};
};

struct CapMessage {
  std::string identifier, sender;
  Time sent{};
  Status status{};
  MessageType type{};
  std::string source;
  Scope scope{};
  std::string restriction, addresses;
  std::vector<std::string> codes;
  std::string note;
  std::vector<Reference> references;  // the earlier messages of the chain
  std::string incidents;
  std::vector<Info> infos;
  bool is_signed = false;             // carries a signature; nobody has verified it
  std::vector<std::string> doubts;    // "/alert/info[1]/area[1]/polygon[1]: ..."
};

// Errors name the place: "/alert/info[1]/expires: not a date-time with an offset". A document type, and so any entity of the
// sender's own, is refused before it is read.
Result<CapMessage> parse_cap(std::string_view bytes);

}  // namespace voelspriet::feeds::cap
