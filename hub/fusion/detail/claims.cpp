// SPDX-License-Identifier: Apache-2.0
// Claims as people made them, what they ruled on matches, and the figures that follow.
#include <algorithm>
#include <bit>

#include "hub/fusion/detail/state.hpp"
#include "hub/text/language.hpp"

namespace voelspriet::fusion {
namespace {

using domain::MatchState;

constexpr int kGrowthMinutes = 10;

template <class T>
bool add_once(std::vector<T>& list, const T& value) {
  if (std::ranges::find(list, value) != list.end()) return false;
  list.push_back(value);
  return true;
}

Reason reason_of(const Mention& mention) {
  if (mention.seed) return {"match.seed"};
  if (mention.denies) return {"match.contradicts"};
  switch (mention.via) {
    case Via::first:
      return {"match.claim"};
    case Via::copy:
      return {"match.copy"};
    case Via::repost:
      return {"match.repost"};
    case Via::quote:
      return {"match.quote"};
    case Via::reply:
      return {"match.reply"};
    case Via::merged:
      return {"match.merged", std::to_string(mention.shared)};
    case Via::words:
      break;
  }
  if (mention.from == 0) return {"match.claim"};
  return {"match.words", std::to_string(mention.shared), std::to_string(mention.minutes)};
}

// Each part has a ceiling, so that no single one decides; whole numbers, so that ties are ties.
std::vector<domain::ScorePart> score_parts(const domain::ClaimFigures& figures, bool harm, bool contradicted) {
  const double reach = 4.0 * std::bit_width(figures.joined + figures.confirmed);
  return {{"rank.growth", std::clamp<double>(figures.growth, 0, 30)},
          {"rank.reach", std::min(reach, 30.0)},
          {"rank.origins", std::min(4.0 * figures.origins, 20.0)},
          {"rank.harm", harm ? 20.0 : 0.0},
          {"rank.contradiction", contradicted ? 10.0 : 0.0}};
}

}  // namespace

Mention* Fusion::State::find(Ordinal ordinal) {
  if (mentions_.empty() || ordinal < mentions_.front().ordinal) return nullptr;
  const std::size_t without_gaps = ordinal - mentions_.front().ordinal;  // deleted ones leave gaps
  if (without_gaps < mentions_.size() && mentions_[without_gaps].ordinal == ordinal) return &mentions_[without_gaps];
  const auto at = std::ranges::lower_bound(mentions_, ordinal, {}, &Mention::ordinal);
  return at != mentions_.end() && at->ordinal == ordinal ? &*at : nullptr;
}

Mention* Fusion::State::find(const KeyedId& id) {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : find(at->second);
}

// After a power cut an ordinal can stand for another mention: then the id decides.
Mention* Fusion::State::find(const domain::MentionRef& ref) {
  Mention* at = find(ref.ordinal);
  return at && at->id == ref.id ? at : find(ref.id);
}

ClaimId Fusion::State::standing(ClaimId claim) const {
  for (auto at = claims_.find(claim); at != claims_.end() && at->second.into; at = claims_.find(claim))
    claim = at->second.into;
  return claim;
}

std::vector<GroupId> Fusion::State::groups_of(ClaimId claim) const {
  std::vector<GroupId> list;
  if (const auto at = claims_.find(claim); at != claims_.end())
    for (const GroupId id : at->second.groups)
      if (const Group& its = group(id); its.claim == claim) add_once(list, its.id);
  return list;
}

Group& Fusion::State::home_of(ClaimId claim) {
  const auto list = groups_of(claim);
  if (!list.empty()) return group(list.front());
  Group& made = new_group();
  bind(made, claim);
  return made;
}

void Fusion::State::bind(Group& its, ClaimId claim) {
  its.claim = claim;
  its.tally = {};
  add_once(claims_[claim].groups, its.id);
}

void Fusion::State::part(Group& a, Group& b) {
  add_once(a.apart, b.id);
  add_once(b.apart, a.id);
}

void Fusion::State::rejoin(Mention& mention, GroupId before, bool firm) {
  Group& left = group(mention.group);
  Group& back = group(before);
  if (left.id != back.id) {
    std::erase(left.apart, back.id);
    std::erase(back.apart, left.id);
    move(mention, back.id);
  }
  mention.firm = firm;
  note_standing(mention);
  back.tally = {};
}

void Fusion::State::set_claim(ClaimId claim, std::string_view assertion, std::span<const Ordinal> mentions) {
  if (claims_.size() >= limits::kFusionClaimsMax && !claims_.contains(claim)) return;
  claims_[claim];
  for (const Ordinal ordinal : mentions) {
    Mention* mention = find(ordinal);
    if (!mention || mention->gone) continue;
    Group& its = group(mention->group);
    claims_[claim].seeds.push_back({ordinal, its.id, mention->firm});
    if (!its.claim) {
      bind(its, claim);
    } else if (its.claim != claim) {
      Group& home = home_of(claim);
      part(its, home);
      move(*mention, home.id);
    }
    mention->seed = true;
    mention->firm = true;
    note_standing(*mention);
    group(mention->group).tally = {};
  }
  if (groups_of(claim).empty()) listen_for(claim, assertion);
  announce(claim);
}

// Nobody said it yet: the assertion stands in the index as if it were a mention.
void Fusion::State::listen_for(ClaimId claim, std::string_view assertion) {
  Group& its = home_of(claim);
  text::normalise(assertion, normal_);
  Vector vector = vocabulary_.learn(normal_, text::language_of(assertion));
  text::Signature signature = text::signature_of(normal_);
  its.centre.add(vector);
  its.sides.push_back(signature);
  its.last = mentions_.empty() ? Time{} : mentions_.back().at;
  const Place place = index_.add(vector);
  remember(place, {0, std::move(signature), std::string(assertion), 0}, {its.id});
}

void Fusion::State::drop_claim(ClaimId claim) {
  const auto at = claims_.find(claim);
  if (at == claims_.end()) return;
  for (auto seed = at->second.seeds.rbegin(); seed != at->second.seeds.rend(); ++seed) {
    Mention* mention = find(seed->ordinal);
    if (!mention) continue;
    mention->seed = false;
    rejoin(*mention, seed->before, seed->firm);
  }
  for (const GroupId id : groups_of(claim)) {
    group(id).claim = {};
    group(id).tally = {};
  }
  std::erase_if(rulings_, [claim](const auto& it) { return it.first.first == claim; });
  claims_.erase(at);
}

void Fusion::State::rule(const domain::MentionRef& ref, ClaimId claim, MatchState state) {
  Mention* mention = find(ref);
  if (!mention || !claims_.contains(claim)) return;
  unrule(ref, claim);
  const GroupId before = group(mention->group).id;
  rulings_[{claim, mention->ordinal}] = {state, before, mention->firm};
  const bool inside = claim_of(*mention) == standing(claim);
  if (state == MatchState::confirmed && !inside) {
    move(*mention, home_of(claim).id);
  } else if (state == MatchState::rejected && inside) {
    Group& alone = new_group();
    part(group(before), alone);
    move(*mention, alone.id);
  }
  mention->firm = true;
  note_standing(*mention);
  group(mention->group).tally = {};
  changes_.matches.push_back({mention->ordinal, standing(claim), state, mention->group, {"match.person"}});
}

void Fusion::State::unrule(const domain::MentionRef& ref, ClaimId claim) {
  Mention* mention = find(ref);
  const auto at = mention ? rulings_.find({claim, mention->ordinal}) : rulings_.end();
  if (at == rulings_.end()) return;
  const Ruled ruled = at->second;
  rulings_.erase(at);
  rejoin(*mention, ruled.before, ruled.firm_before);
  if (const ClaimId now = claim_of(*mention)) changes_.matches.push_back(match_of(*mention, now));
}

void Fusion::State::merge_claims(ClaimId claim, ClaimId into) {
  const auto at = claims_.find(claim);
  if (at == claims_.end() || (into && standing(into) == claim)) return;
  at->second.into = into;
  for (Group& its : groups_) its.tally = {};
  announce(claim);
}

const Ruled* Fusion::State::ruled(const Mention& mention, ClaimId claim) const {
  for (const ClaimId by : {group(mention.group).claim, claim})
    if (const auto at = rulings_.find({by, mention.ordinal}); at != rulings_.end()) return &at->second;
  return nullptr;
}

MatchState Fusion::State::state_of(const Mention& mention, ClaimId claim) const {
  if (const Ruled* by = ruled(mention, claim)) return by->state;
  return mention.firm ? MatchState::joined : MatchState::suggested;
}

domain::Match Fusion::State::match_of(const Mention& mention, ClaimId claim) const {
  return {mention.ordinal, claim, state_of(mention, claim), mention.group, ruled(mention, claim) ? Reason{"match.person"} : reason_of(mention)};
}

void Fusion::State::announce(ClaimId claim) {
  for (const GroupId id : groups_of(claim))
    for (const Ordinal ordinal : group(id).members)
      if (const Mention* mention = find(ordinal); mention && !mention->gone)
        changes_.matches.push_back(match_of(*mention, standing(claim)));
}

std::vector<domain::ClaimFigures> Fusion::State::figures(Time now) const {
  std::vector<ClaimId> contradicted;
  for (const domain::FoundContradiction& it : contradictions()) contradicted.insert(contradicted.end(), {it.a, it.b});
  std::map<ClaimId, std::vector<GroupId>> groups;
  for (const auto& [id, claim] : claims_) {
    const auto own = groups_of(id);
    auto& list = groups[standing(id)];
    list.insert(list.end(), own.begin(), own.end());
  }
  std::vector<domain::ClaimFigures> out;
  for (const auto& [claim, list] : groups)
    out.push_back(figures_of(claim, list, std::ranges::find(contradicted, claim) != contradicted.end(), now));
  return out;
}

const Tally& Fusion::State::tallied(const Group& its, ClaimId claim) const {
  Tally& tally = its.tally;
  for (; tally.members < its.members.size(); ++tally.members) {
    const Mention* mention = find(its.members[tally.members]);
    if (!mention || mention->gone) continue;
    const MatchState state = state_of(*mention, claim);
    Tally::Minute& minute = tally.minutes[std::chrono::floor<std::chrono::minutes>(mention->at)];
    if (mention->denies) ++tally.denials, ++minute.denied;
    if (state == MatchState::suggested) ++tally.suggested;
    if (state != MatchState::joined && state != MatchState::confirmed) continue;
    ++(state == MatchState::joined ? tally.joined : tally.confirmed);
    ++minute.said;
    tally.first_at = tally.first_at == Time{} ? mention->at : std::min(tally.first_at, mention->at);
    tally.last_at = std::max(tally.last_at, mention->at);
    if (mention->own) tally.authors.insert(mention->author);
  }
  return tally;
}

domain::ClaimFigures Fusion::State::figures_of(ClaimId claim, const std::vector<GroupId>& list, bool contradicted,
                                               Time now) const {
  domain::ClaimFigures out;
  out.claim = claim;
  out.said.resize(domain::kHistoryMinutes);
  out.denied.resize(domain::kHistoryMinutes);
  bool harm = false;
  const auto this_minute = std::chrono::floor<std::chrono::minutes>(now);
  std::vector<const Tally*> tallies;
  for (const GroupId id : list) {
    harm = harm || !group(id).harm.empty();
    const Tally& tally = tallied(group(id), claim);
    out.joined += tally.joined, out.confirmed += tally.confirmed, out.suggested += tally.suggested, out.denials += tally.denials;
    if (out.first_at == Time{} || (tally.first_at != Time{} && tally.first_at < out.first_at)) out.first_at = tally.first_at;
    out.last_at = std::max(out.last_at, tally.last_at);
    for (auto at = tally.minutes.upper_bound(this_minute - std::chrono::minutes{domain::kHistoryMinutes}); at != tally.minutes.end(); ++at) {
      const auto ago = std::max<std::int64_t>(0, (this_minute - at->first).count());
      out.said[static_cast<std::size_t>(domain::kHistoryMinutes - 1 - ago)] += at->second.said;
      out.denied[static_cast<std::size_t>(domain::kHistoryMinutes - 1 - ago)] += at->second.denied;
      const auto said = static_cast<std::int32_t>(at->second.said);
      out.growth += ago < kGrowthMinutes ? said : ago < 2 * kGrowthMinutes ? -said : 0;
    }
    out.origins += static_cast<std::uint32_t>(std::ranges::count_if(tally.authors, [&](std::uint64_t author) {
      return std::ranges::none_of(tallies, [&](const Tally* other) { return other->authors.contains(author); });
    }));
    tallies.push_back(&tally);
  }
  out.parts = score_parts(out, harm, contradicted);
  for (const domain::ScorePart& part : out.parts) out.score += part.value;
  return out;
}

std::vector<domain::FoundContradiction> Fusion::State::contradictions() const {
  std::vector<domain::FoundContradiction> out;
  std::set<std::pair<ClaimId, ClaimId>> seen;
  for (const Contradiction& it : contradictions_) {
    const ClaimId a = standing(group(it.a).claim);
    const ClaimId b = standing(group(it.b).claim);
    if (a && b && a != b && seen.emplace(std::min(a, b), std::max(a, b)).second) out.push_back({a, b, it.reason});
  }
  return out;
}

}  // namespace voelspriet::fusion
