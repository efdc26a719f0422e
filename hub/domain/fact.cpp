// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/fact.hpp"

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {

std::optional<Error> fallen_fact(const Asked& asked, const std::vector<FactId>& facts) {
  for (const FactId id : facts) {
    const Fact* fact = asked.state.facts.find(id);
    if (!fact || fact->incident != asked.meta.incident) return Error{Errc::kNotFound, place("fact", id.value), "does not exist in this incident"};
    if (fact->withdrawn) return Error{Errc::kExpired, place("fact", id.value), "was withdrawn: " + *fact->withdrawn};
    if (!fact->holds(asked.context.now)) return Error{Errc::kExpired, place("fact", id.value), "is past its time; register it anew"};
  }
  return std::nullopt;
}

Decision decide_one(const Asked& asked, const RegisterFact& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_text("/value", command.value, limits::kNoteMax));
  VOELSPRIET_REFUSE_IF(bad_text("/label", command.label, limits::kNameMax));
  VOELSPRIET_REFUSE_IF(bad_text("/source", command.source, limits::kNameMax));
  if (command.valid_until && *command.valid_until <= asked.context.now) return fail(Errc::kBadValue, "/valid_until", "must lie in the future");
  return std::vector<EventBody>{
      FactRegistered{asked.state.facts.next_id(), command.kind, command.value, command.label, command.source, command.valid_until}};
}

Decision decide_one(const Asked& asked, const WithdrawFact& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  VOELSPRIET_REFUSE_IF(bad_text("/reason", command.reason, limits::kNoteMax));
  const Fact* fact = asked.state.facts.find(command.fact);
  if (!fact || fact->incident != asked.meta.incident)
    return fail(Errc::kNotFound, place("fact", command.fact.value), "does not exist in this incident");
  if (fact->withdrawn) return fail(Errc::kWrongState, place("fact", command.fact.value), "is withdrawn already");
  return std::vector<EventBody>{FactWithdrawn{command.fact, command.reason}};
}

void apply(Applied to, const FactRegistered& event) {
  to.state.facts.add({event.fact, to.meta.incident, event.kind, event.value, event.label, event.source, to.meta.actor, event.valid_until,
                      std::nullopt, to.meta.seq});
}
void apply(Applied to, const FactWithdrawn& event) {
  Fact* fact = to.state.facts.find(event.fact);
  VOELSPRIET_ASSERT(fact, place("fact", event.fact.value));
  fact->withdrawn = event.reason;
  fact->version = to.meta.seq;
}

}  // namespace voelspriet::domain
