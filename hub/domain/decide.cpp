// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/base/utf8.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

// A command can wait while its key is revoked.
bool key_holds(const State& state, const Actor& actor) {
  const auto key = state.keys.find(actor.key);
  return key != state.keys.end() && !key->second.revoked && key->second.person == actor.person;
}

bool well_formed(const CommandId& id) {
  return id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::string place(std::string_view kind, std::uint64_t number) { return fmt::format("{} {}", kind, number); }

std::optional<Error> bad_text(std::string_view field, std::string_view text, std::size_t most, bool may_be_empty) {
  if (text.empty() && !may_be_empty) return Error{Errc::kMissingField, std::string{field}, "is empty"};
  if (text.size() > most)
    return Error{Errc::kTooLarge, std::string{field}, fmt::format("{} bytes, at most {}", text.size(), most)};
  if (const auto at = find_invisible(text); at != std::string_view::npos)
    return Error{Errc::kBadValue, std::string{field}, fmt::format("byte {} is a character nobody can see", at)};
  return std::nullopt;
}

std::optional<Error> Asked::not_one_of(std::initializer_list<Role> roles) const {
  const Person* person = state.person(actor.person);
  if (person && (person->has_any(roles) || person->has(Role::lead))) return std::nullopt;
  return Error{Errc::kForbidden, person ? person->name : "person 0", "lacks the role for this"};
}

std::optional<Error> Asked::incident_shut() const {
  const Incident* incident = state.incidents.find(meta.incident);
  if (!incident) return Error{Errc::kNotFound, place("incident", meta.incident.value), "does not exist"};
  if (!incident->open()) return Error{Errc::kWrongState, place("incident", meta.incident.value), "is closed"};
  return std::nullopt;
}

std::optional<Error> Asked::stale(std::string_view what, Sequence current) const {
  if (meta.base == current) return std::nullopt;
  return Error{Errc::kStale, std::string{what}, fmt::format("changed at line {}, you saw line {}", current, meta.base)};
}

Decision decide(const State& state, const Actor& actor, const Command& command, const Context& context) {
  if (!well_formed(command.meta.id)) return fail(Errc::kBadValue, "/meta/id", "needs 32 lower-case hex digits");
  if (!actor.hub() && !state.person(actor.person)) return fail(Errc::kForbidden, "person", "is not known to this desk");
  if (!actor.key.empty() && !key_holds(state, actor)) return fail(Errc::kForbidden, "key", "was revoked");
  const Asked asked{state, actor, command.meta, context};
  return std::visit([&](const auto& body) { return decide_one(asked, body); }, command.body);
}

std::string_view type_of(const EventBody& body) {
  return std::visit([](const auto& held) { return held.kType; }, body);
}
std::string_view type_of(const CommandBody& body) {
  return std::visit([](const auto& held) { return held.kType; }, body);
}

void evolve(State& state, const Event& event) {
  VOELSPRIET_ASSERT(event.meta.seq == state.seq + 1, fmt::format("event {} after {}", event.meta.seq, state.seq));
  std::visit([&](const auto& body) { apply(Applied{state, event.meta}, body); }, event.body);
  state.seq = event.meta.seq;
  state.commands.remember(event.meta.command, event.meta.seq);
}

}  // namespace voelspriet::domain
