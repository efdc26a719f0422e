// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/domain/detail/rules.hpp"

namespace voelspriet::domain {
namespace {

bool exists(const State& state, Lockable kind, std::uint32_t object) {
  switch (kind) {
    case Lockable::claim: return state.claims.find(ClaimId{object});
    case Lockable::statement: return state.statements.find(StatementId{object});
    case Lockable::fact: return state.facts.find(FactId{object});
  }
  return false;
}

std::string place_of(Lockable kind, std::uint32_t object) {
  return place(kind == Lockable::claim ? "claim" : kind == Lockable::statement ? "statement" : "fact", object);
}

// A ruling act is untouched while no later one ruled on its mentions; any other act while the claim has not changed since. What made a
// claim is untouched while nobody ruled on anything for it either.
bool untouched(const State& state, const Undoable& act, const ClaimImage& image) {
  const bool rules = !image.ruled.empty();
  if (!rules && state.claims.find(image.claim)->version != act.seq) return false;
  const bool made = !rules && (act.act == ClaimMade::kType || act.act == ClaimSplit::kType);
  const std::set<MentionRef> mentions(image.ruled.begin(), image.ruled.end());
  const auto in_the_way = [&](const ClaimImage& later) {
    return later.claim == image.claim && std::ranges::any_of(later.ruled, [&](const MentionRef& one) { return made || mentions.contains(one); });
  };
  return std::ranges::none_of(state.undoable, [&](const Undoable& later) {
    return later.seq > act.seq && std::ranges::any_of(later.before, in_the_way);
  });
}

void restore(Claim& claim, const ClaimImage& image, Sequence seq) {
  for (const MentionRef& mention : image.ruled)
    std::erase_if(claim.rulings, [&](const Ruling& ruling) { return ruling.mention == mention; });
  claim.rulings.insert(claim.rulings.end(), image.rulings.begin(), image.rulings.end());
  std::ranges::sort(claim.rulings, {}, &Ruling::mention);
  if (!image.ruled.empty()) return;
  claim.status = image.status;
  claim.assertion = image.assertion;
  claim.owner = image.owner;
  claim.proposal = image.proposal;
  claim.merged_into = image.merged_into;
  claim.evidence.resize(image.evidence);
  claim.version = seq;
}

}  // namespace

void keep_undoable(Applied applied, std::string_view act, std::vector<ClaimImage> before) {
  auto& kept = applied.state.undoable;
  if (kept.size() == limits::kUndoDepth) kept.erase(kept.begin());
  kept.push_back({applied.meta.seq, applied.meta.actor, applied.meta.incident, std::string{act}, std::move(before)});
}

Decision decide_one(const Asked& asked, const TakeLock& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor, Role::spokesperson}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  if (!exists(asked.state, command.kind, command.object)) return fail(Errc::kNotFound, place_of(command.kind, command.object), "does not exist");
  const Lock* lock = asked.state.lock_on(command.kind, command.object);
  if (lock && lock->by == asked.actor.person) return fail(Errc::kWrongState, place_of(command.kind, command.object), "is yours already");
  if (lock && !command.take_over) {
    const Person* holder = asked.state.person(lock->by);
    return fail(Errc::kWrongState, place_of(command.kind, command.object), fmt::format("{} is working on it", holder->name));
  }
  return std::vector<EventBody>{LockTaken{command.kind, command.object, lock ? lock->by : PersonId{}}};
}

Decision decide_one(const Asked& asked, const ReleaseLock& command) {
  const Lock* lock = asked.state.lock_on(command.kind, command.object);
  if (!lock || lock->by != asked.actor.person) return fail(Errc::kWrongState, place_of(command.kind, command.object), "is not yours");
  return std::vector<EventBody>{LockReleased{command.kind, command.object}};
}

Decision decide_one(const Asked& asked, const Undo& command) {
  VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::analyst, Role::editor, Role::spokesperson}));
  VOELSPRIET_REFUSE_IF(asked.incident_shut());
  const auto& kept = asked.state.undoable;
  const auto act = std::ranges::find(kept, command.act, &Undoable::seq);
  if (act == kept.end()) return fail(Errc::kNotFound, place("line", command.act), "cannot be undone");
  if (act->by != asked.actor.person) VOELSPRIET_REFUSE_IF(asked.not_one_of({Role::lead}));
  if (act->incident != asked.meta.incident) return fail(Errc::kNotFound, place("line", command.act), "belongs to another incident");
  for (const ClaimImage& image : act->before)
    if (!untouched(asked.state, *act, image)) return fail(Errc::kStale, place("claim", image.claim.value), "was changed since");
  return std::vector<EventBody>{Undone{command.act, act->act, act->before}};
}

void apply(Applied to, const LockTaken& event) {
  std::erase_if(to.state.locks, [&](const Lock& lock) { return lock.kind == event.kind && lock.object == event.object; });
  to.state.locks.push_back({event.kind, event.object, to.meta.actor, to.meta.at});
}
void apply(Applied to, const LockReleased& event) {
  std::erase_if(to.state.locks, [&](const Lock& lock) { return lock.kind == event.kind && lock.object == event.object; });
}
void apply(Applied to, const Undone& event) {
  auto& kept = to.state.undoable;
  const auto act = std::ranges::find(kept, event.act, &Undoable::seq);
  VOELSPRIET_ASSERT(act != kept.end(), place("line", event.act));
  const auto& before = event.restored.empty() ? act->before : event.restored;  // lines of the first version named only the act
  for (const ClaimImage& image : before) restore(claim_of(to.state, image.claim), image, to.meta.seq);
  kept.erase(act);
}

}  // namespace voelspriet::domain
