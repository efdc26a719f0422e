// SPDX-License-Identifier: Apache-2.0
// Groups: what is in them, how they merge, and when one is proposed as a claim.
#include <algorithm>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/base/utf8.hpp"
#include "hub/fusion/detail/state.hpp"
#include "hub/text/utf8.hpp"

namespace voelspriet::fusion {
namespace {

constexpr std::size_t kTitleGraphemes = 140;
constexpr std::size_t kTextsForTitle = 64;

template <class T>
void insert_sorted(std::vector<T>& list, const T& value) {
  const auto at = std::ranges::lower_bound(list, value);
  if (at == list.end() || *at != value) list.insert(at, value);
}

}  // namespace

GroupId Fusion::State::living(GroupId id) const {
  VOELSPRIET_ASSERT(id && id.value <= into_.size(), std::to_string(id.value));
  while (into_[id.value - 1]) id = into_[id.value - 1];
  return id;
}

Group& Fusion::State::group(GroupId id) { return groups_[living(id).value - 1]; }

const Group& Fusion::State::group(GroupId id) const { return const_cast<State*>(this)->group(id); }

Group& Fusion::State::new_group() {
  Group& made = groups_.emplace_back();
  made.id = GroupId{groups_.size()};
  into_.emplace_back();
  return made;
}

void Fusion::State::take_in(Group& its, Mention& mention) {
  mention.group = its.id;
  note_standing(mention);
  if (its.members.empty()) ++living_;
  else if (mention.ordinal < its.members.back()) its.tally = {};
  insert_sorted(its.members, mention.ordinal);
  if (mention.own && !mention.gone) its.authors.insert(mention.author);
  its.last = std::max(its.last, mention.at);
  if (!its.touched) touched_.push_back(its.id);
  its.touched = true;
}

void Fusion::State::move(Mention& mention, GroupId to) {
  Group& from = group(mention.group);
  std::erase(from.members, mention.ordinal);
  if (from.members.empty()) --living_;
  rebuild(from);
  Group& its = group(to);
  take_in(its, mention);
  rebuild(its);
}

// After something left: from the members that still stand in the window.
void Fusion::State::rebuild(Group& its) {
  its.centre = {};
  its.sides.clear();
  its.authors.clear();
  its.tally = {};
  for (const Ordinal ordinal : its.members) {
    const Mention* mention = find(ordinal);
    if (!mention || mention->gone) continue;
    if (mention->own) its.authors.insert(mention->author);
    if (!mention->place || !index_.holds(*mention->place)) continue;
    its.centre.add(index_.at(*mention->place));
    const text::Signature& signature = entries_[*mention->place - index_.first()].signature;
    if (its.sides.size() < limits::kFusionSidesMax && std::ranges::find(its.sides, signature) == its.sides.end())
      its.sides.push_back(signature);
  }
}

bool Fusion::State::may_merge(const Group& a, const Group& b) const {
  if (a.id == b.id || (a.claim && b.claim && a.claim != b.claim)) return false;
  const auto holds = [this](const std::vector<GroupId>& list, const Group& other) {
    return std::ranges::any_of(list, [&](GroupId id) { return living(id) == other.id; });
  };
  if (holds(a.apart, b) || holds(b.apart, a)) return false;
  const auto rejected = [this](const Group& its, ClaimId claim) {
    return claim && std::ranges::any_of(its.members, [&](Ordinal ordinal) {
             const auto at = rulings_.find({standing(claim), ordinal});
             return at != rulings_.end() && at->second.state == domain::MatchState::rejected;
           });
  };
  if (rejected(a, b.claim) || rejected(b, a.claim)) return false;
  return std::ranges::none_of(a.sides, [&](const text::Signature& side) { return guard(b, side).has_value(); });
}

void Fusion::State::merge_touched() {
  std::vector<GroupId> list = std::exchange(touched_, {});
  std::ranges::sort(list);
  for (const GroupId id : list) {
    Group* its = &groups_[id.value - 1];
    its->touched = false;
    if (into_[id.value - 1] || its->centre.empty() || its->members.size() == 1) continue;  // one alone was compared when it came
    const Group* best = nullptr;
    float best_cosine = 0;
    for (const Found& found : candidates(its->centre.heaviest())) {
      const Group& other = group(found.group);
      const float cosine = its->centre.cosine(other.centre);
      const bool near = cosine >= limits_.merge && its->centre.shared(other.centre) >= limits_.shared_min;
      if (!near || cosine <= best_cosine || !may_merge(*its, other)) continue;
      best = &other;
      best_cosine = cosine;
    }
    if (!best) continue;
    Group* other = &group(best->id);
    const bool keeps_other =
        (other->claim && !its->claim) || (bool(other->claim) == bool(its->claim) && other->id < its->id);
    if (keeps_other) std::swap(its, other);
    absorb(*its, *other, best_cosine);
  }
}

// The other's members are guesses here unless the two are as near as single mentions must be.
void Fusion::State::absorb(Group& keep, Group& other, float cosine) {
  const auto shared = static_cast<std::uint16_t>(keep.centre.shared(other.centre));
  for (const Ordinal ordinal : other.members) {
    Mention* mention = find(ordinal);
    if (!mention) continue;
    mention->firm = mention->firm && (cosine >= limits_.join || mention->seed);
    if (mention->via == Via::first || mention->via == Via::words) {
      mention->via = Via::merged;
      mention->shared = shared;
    }
    take_in(keep, *mention);
    if (const ClaimId claim = claim_of(*mention)) changes_.matches.push_back(match_of(*mention, claim));
  }
  keep.centre.add(other.centre);
  for (text::Signature& side : other.sides)
    if (keep.sides.size() < limits::kFusionSidesMax && std::ranges::find(keep.sides, side) == keep.sides.end())
      keep.sides.push_back(std::move(side));
  keep.apart.insert(keep.apart.end(), other.apart.begin(), other.apart.end());
  keep.proposed = keep.proposed || other.proposed;
  if (keep.harm.empty()) keep.harm = other.harm;
  if (!other.members.empty()) --living_;  // else it was the assertion of a claim only
  const GroupId id = other.id;
  other = {};
  other.id = id;
  into_[id.value - 1] = keep.id;
  consider_promotion(keep);
}

void Fusion::State::note_contradiction(GroupId a, GroupId b, Reason reason, std::vector<Contradiction>& found) {
  if (a == b || contradictions_.size() >= limits::kFusionContradictionsMax) return;
  if (!contradicted_.emplace(std::min(a, b), std::max(a, b)).second) return;
  found.push_back({a, b, reason});
  contradictions_.push_back({a, b, std::move(reason)});
}

void Fusion::State::consider_promotion(Group& its) {
  if (its.claim || its.proposed) return;
  const std::size_t needed = its.harm.empty() ? limits_.promote_origins : limits_.promote_harm_origins;
  if (its.authors.size() < needed) return;
  its.proposed = true;
  proposed_.push_back(its.id);
}

void Fusion::State::release_promotions() {
  while (!proposed_.empty() && promoted_in_stretch_ < limits_.promotions_max) {
    Group& its = group(proposed_.front());
    proposed_.pop_front();
    Promotion made{its.id, title(its), {}, {}};
    if (its.claim || made.assertion.empty()) continue;
    made.rule = its.authors.size() >= limits_.promote_origins ? "promotion.origins" : "promotion.harm";
    for (const Ordinal ordinal : its.members)
      if (const Mention* mention = find(ordinal);
          mention && mention->own && !mention->gone && made.ordinals.size() < limits::kRefsPerCommandMax)
        made.ordinals.push_back(ordinal);
    changes_.promotions.push_back(std::move(made));
    ++promoted_in_stretch_;
  }
}

// Of the first texts the one nearest to the centre, one that asks nothing if there is one; the first of equals.
std::string Fusion::State::title(const Group& its) const {
  const Entry* best = nullptr;
  float best_score = -1;
  std::size_t left = kTextsForTitle;
  for (auto at = its.members.begin(); at != its.members.end() && left > 0; ++at) {
    const Mention* mention = find(*at);
    if (!mention || mention->gone || !mention->own || !mention->place || !index_.holds(*mention->place)) continue;
    --left;
    const Entry& entry = entries_[*mention->place - index_.first()];
    const bool asks = entry.original.find('?') != std::string::npos;
    const float score = its.centre.cosine(index_.at(*mention->place)) - (asks ? 1.0F : 0.0F);
    if (score <= best_score) continue;
    best = &entry;
    best_score = score;
  }
  return best ? text::cut_utf8(without_invisible(text::plain_line(best->original, kTitleGraphemes)), limits::kAssertionMax) : std::string();
}

std::vector<GroupFigures> Fusion::State::groups(std::size_t most) const {
  std::vector<const Group*> list;
  for (const Group& its : groups_)
    if (!its.claim && !its.members.empty()) list.push_back(&its);
  const auto larger = [](const Group* a, const Group* b) {
    return a->authors.size() != b->authors.size() ? a->authors.size() > b->authors.size() : a->id < b->id;
  };
  const std::size_t count = std::min(most, list.size());
  std::ranges::partial_sort(list, list.begin() + static_cast<std::ptrdiff_t>(count), larger);
  std::vector<GroupFigures> out;
  for (const Group* its : std::span(list).first(count))
    out.push_back({its->id, static_cast<std::uint32_t>(its->members.size()),
                   static_cast<std::uint32_t>(its->authors.size()), title(*its), std::string(its->harm), its->last});
  return out;
}

}  // namespace voelspriet::fusion
