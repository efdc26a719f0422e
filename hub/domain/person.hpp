// SPDX-License-Identifier: Apache-2.0
// Who acts: persons with roles, and the keys they and the feeds hold. Rules compare persons, never keys or screens.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hub/domain/ids.hpp"
#include "hub/domain/mention.hpp"

namespace voelspriet::domain {

BOOST_DEFINE_ENUM_CLASS(Role, analyst, editor, spokesperson, lead, observer, exercise_control)

struct Person {
  PersonId id{};
  std::string name;
  std::vector<Role> roles;
  Sequence version = 0;

  bool has(Role role) const;
  bool has_any(std::initializer_list<Role> any) const;
  bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, roles, version))

// What a feed's key may deliver. A stolen key cannot invent a police bulletin: provenance is stamped from here.
struct FeedRights {
  std::string feed;                   // the name it is known by on screen
  std::vector<std::string> sources;   // "bluesky", "rss", …
  std::vector<Genre> genres;
  std::vector<std::string> accounts;  // bulletins and alerts: only from these
  bool operator==(const FeedRights&) const = default;
};
BOOST_DESCRIBE_STRUCT(FeedRights, (), (feed, sources, genres, accounts))

struct Key {
  std::string public_key;             // Z85, 40 characters
  std::string label;
  PersonId person{};                  // either a person …
  std::optional<FeedRights> feed;     // … or a feed
  bool revoked = false;
  Sequence version = 0;
  bool operator==(const Key&) const = default;
};
BOOST_DESCRIBE_STRUCT(Key, (), (public_key, label, person, feed, revoked, version))

// Commands
struct AddPerson {
  static constexpr std::string_view kType = "add_person";
  std::string name;
  std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(AddPerson, (), (name, roles))
struct ChangeRoles {
  static constexpr std::string_view kType = "change_roles";
  PersonId person{};
  std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(ChangeRoles, (), (person, roles))
struct AddKey {
  static constexpr std::string_view kType = "add_key";
  std::string public_key, label;
  PersonId person{};
  std::optional<FeedRights> feed;
};
BOOST_DESCRIBE_STRUCT(AddKey, (), (public_key, label, person, feed))
struct RevokeKey {
  static constexpr std::string_view kType = "revoke_key";
  std::string public_key, reason;
};
BOOST_DESCRIBE_STRUCT(RevokeKey, (), (public_key, reason))

// Events
struct DeskFounded {  // always event 1: made by `voelspriet-hub init`, never by a command
  static constexpr std::string_view kType = "desk_founded";
  std::string desk;
  bool exercise = false;
  Person lead;
  Key key;
};
BOOST_DESCRIBE_STRUCT(DeskFounded, (), (desk, exercise, lead, key))
struct PersonAdded {
  static constexpr std::string_view kType = "person_added";
  PersonId person{};
  std::string name;
  std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(PersonAdded, (), (person, name, roles))
struct RolesChanged {
  static constexpr std::string_view kType = "roles_changed";
  PersonId person{};
  std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(RolesChanged, (), (person, roles))
struct KeyAdded {
  static constexpr std::string_view kType = "key_added";
  std::string public_key, label;
  PersonId person{};
  std::optional<FeedRights> feed;
};
BOOST_DESCRIBE_STRUCT(KeyAdded, (), (public_key, label, person, feed))
struct KeyRevoked {
  static constexpr std::string_view kType = "key_revoked";
  std::string public_key, reason;
};
BOOST_DESCRIBE_STRUCT(KeyRevoked, (), (public_key, reason))

}  // namespace voelspriet::domain
