// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/person.hpp"

#include <algorithm>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

std::optional<Error> bad_roles(const std::vector<Role>& roles) {
  if (roles.empty()) return Error{Errc::kMissingField, "/roles", "needs at least one role"};
  return std::nullopt;
}

std::size_t leads_without(const State& state, PersonId person) {
  return static_cast<std::size_t>(
      std::ranges::count_if(state.persons.rows, [&](const Person& p) { return p.id != person && p.has(Role::lead); }));
}

// A desk nobody can lead any more could never add a key again.
bool last_lead_key(const State& state, const Key& key) {
  const auto leads = [&](const Key& other) {
    const Person* person = state.person(other.person);
    return !other.revoked && person && person->has(Role::lead);
  };
  return leads(key) && std::ranges::count_if(state.keys, [&](const auto& entry) { return leads(entry.second); }) == 1;
}

}  // namespace

bool Person::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }
bool Person::has_any(std::initializer_list<Role> any) const {
  return std::ranges::any_of(any, [this](Role role) { return has(role); });
}

Decision decide_one(const Asked& asked, const AddPerson& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  VOELSPRIET_REFUSE_IF(bad_text("/name", command.name, limits::kNameMax));
  VOELSPRIET_REFUSE_IF(bad_roles(command.roles));
  return std::vector<EventBody>{PersonAdded{asked.state.persons.next_id(), command.name, command.roles}};
}

Decision decide_one(const Asked& asked, const ChangeRoles& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  const Person* person = asked.state.person(command.person);
  if (!person) return fail(Errc::kNotFound, place("person", command.person.value), "does not exist");
  VOELSPRIET_REFUSE_IF(asked.stale(place("person", command.person.value), person->version));
  VOELSPRIET_REFUSE_IF(bad_roles(command.roles));
  const bool stays_lead = std::ranges::find(command.roles, Role::lead) != command.roles.end();
  if (person->has(Role::lead) && !stays_lead && leads_without(asked.state, person->id) == 0)
    return fail(Errc::kWrongState, place("person", command.person.value), "is the last lead; name another lead first");
  return std::vector<EventBody>{RolesChanged{command.person, command.roles}};
}

Decision decide_one(const Asked& asked, const AddKey& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  if (command.public_key.size() != 40) return fail(Errc::kBadValue, "/public_key", "needs 40 characters of Z85");
  VOELSPRIET_REFUSE_IF(bad_text("/public_key", command.public_key, 40));
  VOELSPRIET_REFUSE_IF(bad_text("/label", command.label, limits::kNameMax, true));
  if (static_cast<bool>(command.person) == command.feed.has_value())
    return fail(Errc::kBadValue, "/person", "a key is either a person's or a feed's");
  if (command.person && !asked.state.person(command.person))
    return fail(Errc::kNotFound, place("person", command.person.value), "does not exist");
  if (command.feed) VOELSPRIET_REFUSE_IF(bad_text("/feed/feed", command.feed->feed, limits::kNameMax));
  if (asked.state.keys.contains(command.public_key))
    return fail(Errc::kAlreadyExists, "/public_key", "was given out before; make a new one");
  return std::vector<EventBody>{KeyAdded{command.public_key, command.label, command.person, command.feed}};
}

Decision decide_one(const Asked& asked, const RevokeKey& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  const auto key = asked.state.keys.find(command.public_key);
  if (key == asked.state.keys.end()) return fail(Errc::kNotFound, "/public_key", "is not a key of this desk");
  if (key->second.revoked) return fail(Errc::kWrongState, "/public_key", "is already revoked");
  if (last_lead_key(asked.state, key->second))
    return fail(Errc::kWrongState, "/public_key", "is the last key of a lead; add another one first");
  return std::vector<EventBody>{KeyRevoked{command.public_key, command.reason}};
}

void apply(Applied to, const DeskFounded& event) {
  VOELSPRIET_ASSERT(to.state.seq == 0, "a desk is founded once");
  to.state.desk = event.desk;
  to.state.exercise = event.exercise;
  Person lead = event.lead;
  lead.version = to.meta.seq;
  Key key = event.key;
  key.version = to.meta.seq;
  to.state.persons.add(std::move(lead));
  to.state.keys.emplace(event.key.public_key, std::move(key));
}
void apply(Applied to, const PersonAdded& event) {
  to.state.persons.add({event.person, event.name, event.roles, to.meta.seq});
}
void apply(Applied to, const RolesChanged& event) {
  Person* person = to.state.persons.find(event.person);
  VOELSPRIET_ASSERT(person, place("person", event.person.value));
  person->roles = event.roles;
  person->version = to.meta.seq;
}
void apply(Applied to, const KeyAdded& event) {
  to.state.keys[event.public_key] = {event.public_key, event.label, event.person, event.feed, false, to.meta.seq};
}
void apply(Applied to, const KeyRevoked& event) {
  const auto key = to.state.keys.find(event.public_key);
  VOELSPRIET_ASSERT(key != to.state.keys.end(), event.public_key);
  key->second.revoked = true;
  key->second.version = to.meta.seq;
}

}  // namespace voelspriet::domain
