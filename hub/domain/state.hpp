// SPDX-License-Identifier: Apache-2.0
// The state of a desk: what the log adds up to. Only evolve() changes it. A value: copied, compared, written as a snapshot.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "hub/domain/event.hpp"

namespace voelspriet::domain {

// Rows whose ids are 1, 2, 3 …
template <class T>
struct Table {
  std::vector<T> rows;

  T* find(decltype(T::id) id) { return id.value >= 1 && id.value <= rows.size() ? &rows[id.value - 1] : nullptr; }
  const T* find(decltype(T::id) id) const { return const_cast<Table*>(this)->find(id); }
  decltype(T::id) next_id() const { return {static_cast<typename decltype(T::id)::rep>(rows.size() + 1)}; }
  T& add(T row);  // REQUIRES row.id == next_id()
  bool operator==(const Table&) const = default;
  BOOST_DESCRIBE_CLASS(Table, (), (rows), (), ())
};

// The last limits::kRememberedCommands command ids with the event they ended in, so that a repeat is answered again.
class CommandMemory {
 public:
  void remember(const CommandId& id, Sequence seq);
  std::optional<Sequence> find(const CommandId& id) const;
  bool operator==(const CommandMemory& other) const { return ids == other.ids && seqs == other.seqs && next == other.next; }

  void reindex();  // after the described members were read from a snapshot

 private:
  std::vector<CommandId> ids;          // a ring
  std::vector<Sequence> seqs;
  std::uint64_t next = 0;
  std::unordered_map<CommandId, std::size_t> index_;  // slot in the ring
  BOOST_DESCRIBE_CLASS(CommandMemory, (), (), (), (ids, seqs, next))
};

struct State {
  std::string desk;
  bool exercise = false;
  Sequence seq = 0;                    // last event applied
  Table<Person> persons;
  std::map<std::string, Key> keys;     // by public key
  Table<Incident> incidents;
  Table<Claim> claims;
  std::uint32_t evidence_given = 0;    // highest EvidenceId
  Table<Contradiction> contradictions;
  Table<Fact> facts;
  Table<Statement> statements;
  Table<Delivery> deliveries;
  std::set<DeliveryId> open_deliveries;  // queued or sending
  std::optional<Brake> brake;
  std::vector<Lock> locks;
  std::vector<Undoable> undoable;      // oldest first, at most limits::kUndoDepth
  CommandMemory commands;

  bool founded() const { return seq != 0; }
  const Person* person(PersonId id) const { return persons.find(id); }
  const Lock* lock_on(Lockable kind, std::uint32_t object) const;
  // The claim that stands for this one after merges.
  ClaimId standing(ClaimId claim) const;
  bool contradicted(ClaimId claim) const;  // by an open contradiction in the log
  bool operator==(const State&) const = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (desk, exercise, seq, persons, keys, incidents, claims, evidence_given, contradictions, facts, statements,
                                  deliveries, open_deliveries, brake, locks, undoable, commands))

// Applies one event. Deterministic, no I/O; hub and console run this same function.
// REQUIRES event.meta.seq == state.seq + 1 and that decide() made it for this state (asserted).
void evolve(State& state, const Event& event);

}  // namespace voelspriet::domain
