// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/state.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {

template <class T>
T& Table<T>::add(T row) {
  VOELSPRIET_ASSERT(row.id == next_id(), fmt::format("row {} added as number {}", row.id.value, rows.size() + 1));
  return rows.emplace_back(std::move(row));
}
template struct Table<Person>;
template struct Table<Incident>;
template struct Table<Claim>;
template struct Table<Contradiction>;
template struct Table<Fact>;
template struct Table<Statement>;
template struct Table<Delivery>;

void CommandMemory::remember(const CommandId& id, Sequence seq) {
  if (const auto known = index_.find(id); known != index_.end()) {
    seqs[known->second] = seq;  // a later event of the same command
    return;
  }
  const std::size_t slot = next++ % limits::kRememberedCommands;
  if (slot == ids.size()) {
    ids.push_back(id);
    seqs.push_back(seq);
  } else {
    index_.erase(ids[slot]);
    ids[slot] = id;
    seqs[slot] = seq;
  }
  index_.emplace(id, slot);
}

std::optional<Sequence> CommandMemory::find(const CommandId& id) const {
  const auto known = index_.find(id);
  return known == index_.end() ? std::nullopt : std::optional{seqs[known->second]};
}

void CommandMemory::reindex() {
  index_.clear();
  index_.reserve(ids.size());
  for (std::size_t slot = 0; slot < ids.size(); ++slot) index_.emplace(ids[slot], slot);
}

const Lock* State::lock_on(Lockable kind, std::uint32_t object) const {
  const auto found = std::ranges::find_if(locks, [&](const Lock& lock) { return lock.kind == kind && lock.object == object; });
  return found == locks.end() ? nullptr : &*found;
}

ClaimId State::standing(ClaimId claim) const {
  const Claim* found = claims.find(claim);
  while (found && found->merged_into) found = claims.find(found->merged_into);
  return found ? found->id : ClaimId{};
}

bool State::contradicted(ClaimId claim) const {
  return std::ranges::any_of(contradictions.rows, [&](const Contradiction& contradiction) {
    return !contradiction.resolution && (standing(contradiction.a) == claim || standing(contradiction.b) == claim);
  });
}

Claim& claim_of(State& state, ClaimId id) {
  Claim* claim = state.claims.find(id);
  VOELSPRIET_ASSERT(claim, place("claim", id.value));
  return *claim;
}
Statement& statement_of(State& state, StatementId id) {
  Statement* statement = state.statements.find(id);
  VOELSPRIET_ASSERT(statement, place("statement", id.value));
  return *statement;
}
Delivery& delivery_of(State& state, DeliveryId id) {
  Delivery* delivery = state.deliveries.find(id);
  VOELSPRIET_ASSERT(delivery, place("delivery", id.value));
  return *delivery;
}

}  // namespace voelspriet::domain
