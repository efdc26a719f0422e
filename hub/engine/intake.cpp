// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/intake.hpp"

#include <algorithm>

#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"

namespace voelspriet::engine {
namespace {

using namespace std::chrono_literals;
using domain::ClaimId;
using domain::IncidentId;
using domain::MatchState;
using domain::Ordinal;

constexpr std::size_t kRefillPage = 2'000;

}  // namespace

// Where the mention stands that people meant: after a power cut of the store its ordinal can be another's, then the id decides. 0 = nowhere.
Ordinal Intake::place_of(const Hearing& hearing, const domain::MentionRef& mention) {
  if (mention.ordinal - 1 < hearing.ids.size() && hearing.ids[mention.ordinal - 1] == mention.id) return mention.ordinal;
  const auto post = hearing.posts.find(mention.id);
  return post == hearing.posts.end() ? 0 : post->second;
}

std::vector<Ordinal> Intake::places_of(const Hearing& hearing, const std::vector<domain::MentionRef>& mentions) {
  std::vector<Ordinal> places;
  for (const domain::MentionRef& mention : mentions)
    if (const Ordinal place = place_of(hearing, mention)) places.push_back(place);
  return places;
}

// Whom fusion still has to hear of a claim: those it was promoted from or that people put there.
std::vector<Ordinal> Intake::members(const Hearing& hearing, const domain::Claim& claim) {
  std::vector<Ordinal> ordinals = claim.promoted_from;
  for (const domain::Ruling& ruling : claim.rulings)
    if (const Ordinal place = place_of(hearing, ruling.mention); place && ruling.state == MatchState::confirmed) ordinals.push_back(place);
  return ordinals;
}

Result<void> Intake::start(const domain::State& state, const StopFlag& stop) {
  hearings_.clear();
  promotions_.clear();
  for (const domain::Incident& incident : state.incidents.rows)
    if (incident.open())
      if (auto opened = reopen(incident.id, state, stop); !opened) return opened;
  return {};
}

Result<void> Intake::reopen(IncidentId id, const domain::State& state, const StopFlag& stop) {
  hearings_.erase(id);
  Hearing& hearing = hearings_[id];
  hearing.ends_at = state.incidents.find(id)->ends_at;
  return refill(id, state, hearing, stop);
}

Result<void> Intake::refill(IncidentId id, const domain::State& state, Hearing& hearing, const StopFlag& stop) {
  for (std::size_t read = kRefillPage; read == kRefillPage;) {
    if (stop.requested()) return fail(Errc::kClosed, "intake", "was stopped while it heard again");
    const auto page = store_.range(id, hearing.last, kRefillPage);
    if (!page) return tl::unexpected(page.error());
    for (const StoredMention& stored : *page) push(hearing, stored);
    read = page->size();
  }
  std::uint64_t next = 0;
  for (std::size_t read = kRefillPage; read == kRefillPage;) {
    const auto page = store_.matches(id, next, kRefillPage);
    if (!page) return tl::unexpected(page.error());
    for (const domain::Match& match : *page) {
      if (match.reason == std::vector<std::string>{"match.person"}) continue;  // what people say is in the log, and what they took back is not
      keep(hearing, match);
      hearing.unstored.erase(match.ordinal);
    }
    read = page->size();
  }
  std::unordered_set<Ordinal> taken;
  for (const domain::Claim& claim : state.claims.rows) {
    if (claim.incident != id) continue;
    const auto heard_in = members(hearing, claim);
    taken.insert(heard_in.begin(), heard_in.end());
    hearing.fusion.set_claim(claim.id, claim.assertion, heard_in);
    for (const domain::Ruling& ruling : claim.rulings) rule(hearing, claim.id, ruling.mention, ruling.state);
    if (claim.merged_into) hearing.fusion.merge(claim.id, claim.merged_into);
  }
  take_changes(id, hearing);
  std::erase_if(promotions_, [&](const auto& promotion) {  // became claims before the restart
    return promotion.first == id && std::ranges::any_of(promotion.second.ordinals, [&](Ordinal o) { return taken.contains(o); });
  });
  return {};
}

Result<std::vector<Intake::Counts>> Intake::hear(const std::vector<Lot>& lots) {
  std::map<IncidentId, std::vector<IncomingMention>> per_incident;
  Cursors cursors;
  for (std::size_t at = 0; at < lots.size(); ++at) {
    const Lot& lot = lots[at];
    for (const domain::HeardMention& mention : lot.mentions)
      for (const IncidentId incident : mention.incidents)
        if (listens_to(incident)) per_incident[incident].push_back({mention, lot.feed, lot.received_at, at});
    if (!lot.cursor.empty()) cursors[lot.feed] = lot.cursor;
  }
  std::vector<Counts> counts(lots.size());
  for (auto part = per_incident.begin(); part != per_incident.end(); ++part) {
    const bool last = std::next(part) == per_incident.end();
    const auto stored = store_.store(part->first, part->second, last ? cursors : Cursors{});
    if (!stored && (stored.error().code == Errc::kTooLarge || stored.error().code == Errc::kExpired)) {
      std::set<std::size_t> refused;
      for (const IncomingMention& mention : part->second) refused.insert(mention.lot);
      for (const std::size_t lot : refused) counts[lot].refused.push_back(stored.error());
      continue;
    }
    if (!stored) return tl::unexpected(stored.error());
    take_in(part->first, *stored, counts);
    if (last) cursors.clear();
  }
  if (auto kept = keep_cursors(cursors); !kept) return tl::unexpected(kept.error());
  for (std::size_t at = 0; at < lots.size(); ++at)
    counts[at].known = static_cast<std::uint32_t>(lots[at].mentions.size()) - std::min(counts[at].stored, static_cast<std::uint32_t>(lots[at].mentions.size()));
  return counts;
}

// Those no mention was stored with, beside any incident that still takes something.
Result<void> Intake::keep_cursors(const Cursors& cursors) {
  if (cursors.empty()) return {};
  for (const auto& [id, hearing] : hearings_) {
    const auto stored = store_.store(id, {}, cursors);
    if (stored) return {};
    if (stored.error().code != Errc::kTooLarge && stored.error().code != Errc::kExpired) return tl::unexpected(stored.error());
  }
  return {};
}

void Intake::take_in(IncidentId id, const std::vector<StoredMention>& stored, std::vector<Counts>& counts) {
  Hearing& hearing = hearings_[id];
  for (const StoredMention& mention : stored) {
    if (mention.record.ordinal <= hearing.last) continue;  // its answer got lost, and it was heard again from the store since
    push(hearing, mention);
    ++counts[mention.lot].stored;
  }
  const Time now = clock_.now();
  if (!stored.empty()) hearing.heard.emplace_back(now, static_cast<std::uint32_t>(stored.size()));
  while (!hearing.heard.empty() && now - hearing.heard.front().first > 60s) hearing.heard.pop_front();
  take_changes(id, hearing);
}

bool Intake::listens_to(IncidentId incident) const {
  const auto found = hearings_.find(incident);
  return found != hearings_.end() && clock_.now() < found->second.ends_at;
}

void Intake::push(Hearing& hearing, const StoredMention& stored) {
  const domain::MentionRecord& record = stored.record;
  hearing.last = std::max(hearing.last, record.ordinal);
  hearing.ids.resize(hearing.last);
  hearing.ids[record.ordinal - 1] = record.id;
  if (record.kind == domain::MentionKind::deleted) {
    if (const auto post = hearing.posts.find(record.id); post != hearing.posts.end()) hearing.deleted.insert(post->second);
    hearing.deleted.insert(record.ordinal);
  } else {
    hearing.posts[record.id] = record.ordinal;
  }
  const auto outcome = hearing.fusion.push({record.ordinal, record.id, record.parent, record.root, record.quote, record.repost, record.author,
                                            record.said_at, record.received_at, stored.text, record.languages, record.genre, record.kind});
  if (!outcome.match) return;
  keep(hearing, *outcome.match);
  hearing.unstored.insert(record.ordinal);
}

void Intake::keep(Hearing& hearing, const domain::Match& match) {
  const auto known = hearing.matches.find(match.ordinal);
  if (known != hearing.matches.end()) hearing.by_claim[known->second.claim].erase(match.ordinal);
  hearing.matches[match.ordinal] = match;
  if (match.state == MatchState::rejected) {
    hearing.to_judge.erase(match.ordinal);
    return;
  }
  hearing.by_claim[match.claim].insert(match.ordinal);
  if (match.state == MatchState::suggested && !hearing.ruled.contains(match.ordinal))
    hearing.to_judge.insert(match.ordinal);
  else
    hearing.to_judge.erase(match.ordinal);
}

// Nothing as state: the ruling was undone.
void Intake::rule(Hearing& hearing, ClaimId claim, const domain::MentionRef& mention, std::optional<MatchState> state) {
  const Ordinal place = place_of(hearing, mention);
  if (place == 0) return;
  if (!state) {
    hearing.fusion.unrule(mention, claim);
    hearing.ruled.erase(place);
    hearing.matches.erase(place);  // what the machine makes of it now comes with its changes
    hearing.unstored.erase(place);
    hearing.by_claim[claim].erase(place);
    return;
  }
  hearing.fusion.rule(mention, claim, *state);
  hearing.ruled[place] = {claim, *state};
  hearing.to_judge.erase(place);
  if (*state == MatchState::confirmed)
    hearing.by_claim[claim].insert(place);
  else
    hearing.by_claim[claim].erase(place);
}

void Intake::undo(Hearing& hearing, const domain::Undone& event) {
  for (const domain::ClaimImage& image : event.restored) {
    for (const domain::MentionRef& mention : image.ruled) {
      const auto before = std::ranges::find(image.rulings, mention, &domain::Ruling::mention);
      rule(hearing, image.claim, mention, before == image.rulings.end() ? std::nullopt : std::optional{before->state});
    }
    const bool made = event.what == domain::ClaimMade::kType || (event.what == domain::ClaimSplit::kType && image.ruled.empty());
    if (made) hearing.fusion.drop_claim(image.claim);
    if (event.what == domain::ClaimsMerged::kType) hearing.fusion.unmerge(image.claim);
  }
}

void Intake::apply(const domain::Event& event) {
  const IncidentId id = event.meta.incident;
  if (const auto* opened = std::get_if<domain::IncidentOpened>(&event.body)) {
    hearings_[opened->incident].ends_at = opened->ends_at;
    return;
  }
  const auto found = hearings_.find(id);
  if (found == hearings_.end()) return;
  Hearing& hearing = found->second;
  if (const auto* changed = std::get_if<domain::IncidentChanged>(&event.body); changed && changed->ends_at) hearing.ends_at = *changed->ends_at;
  if (const auto* made = std::get_if<domain::ClaimMade>(&event.body)) {
    hearing.fusion.set_claim(made->claim, made->assertion, places_of(hearing, made->mentions));
    for (const auto& mention : made->mentions) rule(hearing, made->claim, mention, MatchState::confirmed);
  } else if (const auto* promoted = std::get_if<domain::ClaimPromoted>(&event.body)) {
    hearing.fusion.set_claim(promoted->claim, promoted->assertion, promoted->ordinals);
  } else if (const auto* ruled = std::get_if<domain::MatchesRuled>(&event.body)) {
    for (const auto& mention : ruled->mentions) rule(hearing, ruled->claim, mention, ruled->state);
  } else if (const auto* split = std::get_if<domain::ClaimSplit>(&event.body)) {
    hearing.fusion.set_claim(split->made, split->assertion, places_of(hearing, split->mentions));
    for (const auto& mention : split->mentions) rule(hearing, split->made, mention, MatchState::confirmed);
  } else if (const auto* merged = std::get_if<domain::ClaimsMerged>(&event.body)) {
    hearing.fusion.merge(merged->claim, merged->into);
  } else if (const auto* undone = std::get_if<domain::Undone>(&event.body)) {
    undo(hearing, *undone);
  } else if (std::holds_alternative<domain::IncidentClosed>(event.body)) {
    hearings_.erase(found);
    return;
  }
  take_changes(id, hearing);
}

void Intake::take_changes(IncidentId id, Hearing& hearing) {
  fusion::Changes changes = hearing.fusion.take_changes();
  for (domain::Match& match : changes.matches) {
    const auto known = hearing.matches.find(match.ordinal);
    if (known != hearing.matches.end() && known->second == match) continue;
    keep(hearing, match);
    hearing.unstored.insert(match.ordinal);
  }
  for (fusion::Promotion& promotion : changes.promotions)
    promotions_.push_back({id, {std::move(promotion.assertion), std::move(promotion.rule), std::move(promotion.ordinals)}});
}

bool Intake::store_matches() {
  bool all = true;
  for (auto& [id, hearing] : hearings_) {
    if (hearing.unstored.empty()) continue;
    std::vector<domain::Match> matches;
    for (const Ordinal ordinal : hearing.unstored) matches.push_back(hearing.matches.at(ordinal));
    const bool stored = store_.store_matches(id, matches).has_value();
    if (stored || matches.size() > limits::kUnstoredMatchesMax) hearing.unstored.clear();
    all = all && stored;
  }
  return all;
}

std::vector<std::pair<IncidentId, domain::PromoteGroup>> Intake::take_promotions() { return std::exchange(promotions_, {}); }

domain::Pulse Intake::pulse(IncidentId incident) const {
  domain::Pulse pulse;
  pulse.incident = incident;
  pulse.at = clock_.now();
  pulse.mention_store = store_.state(incident);
  const auto found = hearings_.find(incident);
  if (found == hearings_.end()) return pulse;
  const Hearing& hearing = found->second;
  pulse.ordinal = pulse.mentions = hearing.last;
  pulse.groups = hearing.fusion.group_count();
  pulse.unjudged = hearing.to_judge.size();
  for (const auto& [at, count] : hearing.heard)
    if (pulse.at - at < 60s) pulse.per_minute += count;
  pulse.claims = hearing.fusion.figures(pulse.at);
  pulse.contradictions = hearing.fusion.contradictions();
  return pulse;
}

Result<Intake::Page> Intake::page(IncidentId incident, ClaimId claim, Ordinal before, std::size_t limit) {
  const auto found = hearings_.find(incident);
  if (found == hearings_.end()) return fail(Errc::kNotFound, "/incident", "is not open");
  const Hearing& hearing = found->second;
  const Ordinal end = before == 0 ? hearing.last + 1 : std::min(before, hearing.last + 1);
  std::vector<Ordinal> wanted;
  if (claim) {
    const auto members_of = hearing.by_claim.find(claim);
    if (members_of != hearing.by_claim.end())
      for (auto at = members_of->second.lower_bound(end); at != members_of->second.begin() && wanted.size() <= limit;) wanted.push_back(*--at);
  } else {
    for (Ordinal ordinal = end; ordinal > 1 && wanted.size() <= limit;) wanted.push_back(--ordinal);
  }
  Page page;
  page.more = wanted.size() > limit;
  if (page.more) wanted.pop_back();
  const auto stored = store_.by_ordinal(incident, wanted);
  if (!stored) return tl::unexpected(stored.error());
  for (const StoredMention& mention : *stored) page.mentions.push_back(view(hearing, mention));
  return page;
}

domain::MentionView Intake::view(const Hearing& hearing, const StoredMention& stored) const {
  const domain::MentionRecord& record = stored.record;
  domain::MentionView view{record.ordinal, record.id, record.kind, record.genre, record.source, record.account, record.pseudonym, stored.text,
                           "", record.hits, record.languages, record.said_at, record.received_at, std::nullopt, record.inject};
  if (hearing.deleted.contains(record.ordinal)) {  // what its author took back is not shown again
    view.kind = domain::MentionKind::deleted;
    view.text.clear();
  }
  if (const auto match = hearing.matches.find(record.ordinal); match != hearing.matches.end()) view.match = match->second;
  if (const auto ruled = hearing.ruled.find(record.ordinal); ruled != hearing.ruled.end()) {
    if (!view.match) view.match = domain::Match{record.ordinal, {}, {}, {}, {}};
    view.match->claim = ruled->second.claim;
    view.match->state = ruled->second.state;
  }
  return view;
}

}  // namespace voelspriet::engine
