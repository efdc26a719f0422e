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

std::vector<Ordinal> ordinals_of(const std::vector<domain::MentionRef>& mentions) {
  std::vector<Ordinal> ordinals;
  for (const domain::MentionRef& mention : mentions) ordinals.push_back(mention.ordinal);
  return ordinals;
}

// Whom fusion still has to hear of a claim: those it was promoted from or that people put there.
std::vector<Ordinal> members(const domain::Claim& claim) {
  std::vector<Ordinal> ordinals = claim.promoted_from;
  for (const domain::Ruling& ruling : claim.rulings)
    if (ruling.state == MatchState::confirmed) ordinals.push_back(ruling.mention.ordinal);
  return ordinals;
}

}  // namespace

Result<void> Intake::start(const domain::State& state, const StopFlag& stop) {
  hearings_.clear();
  promotions_.clear();
  for (const domain::Incident& incident : state.incidents.rows) {
    if (!incident.open()) continue;
    hearings_[incident.id].ends_at = incident.ends_at;
    if (auto filled = refill(incident.id, state, hearings_[incident.id], stop); !filled) return filled;
  }
  return {};
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
    for (const domain::Match& match : *page) keep(hearing, match);
    read = page->size();
  }
  std::unordered_set<Ordinal> taken;
  for (const domain::Claim& claim : state.claims.rows) {
    if (claim.incident != id) continue;
    const auto heard_in = members(claim);
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

Result<Intake::Counts> Intake::hear(std::vector<IncomingMention> batch, const std::string& feed, const std::string& cursor) {
  std::map<IncidentId, std::vector<IncomingMention>> per_incident;
  for (const IncomingMention& incoming : batch)
    for (const IncidentId incident : incoming.heard.incidents)
      if (listens_to(incident)) per_incident[incident].push_back(incoming);
  if (per_incident.empty() && !cursor.empty() && !hearings_.empty()) per_incident[hearings_.begin()->first];
  Counts counts;
  for (auto part = per_incident.begin(); part != per_incident.end(); ++part) {
    const bool last = std::next(part) == per_incident.end();
    const auto stored = store_.store(part->first, part->second, feed, last ? cursor : std::string{});
    if (!stored && (stored.error().code == Errc::kStoreFull || stored.error().code == Errc::kExpired)) {
      counts.refused.push_back(stored.error());
      continue;
    }
    if (!stored) return tl::unexpected(stored.error());
    Hearing& hearing = hearings_[part->first];
    for (const StoredMention& mention : *stored) push(hearing, mention);
    if (!stored->empty()) hearing.heard.emplace_back(clock_.now(), static_cast<std::uint32_t>(stored->size()));
    while (!hearing.heard.empty() && clock_.now() - hearing.heard.front().first > 60s) hearing.heard.pop_front();
    counts.stored += static_cast<std::uint32_t>(stored->size());
    counts.last = std::max(counts.last, stored->empty() ? 0 : stored->back().record.ordinal);
    take_changes(part->first, hearing);
  }
  counts.known = static_cast<std::uint32_t>(batch.size()) - std::min(counts.stored, static_cast<std::uint32_t>(batch.size()));
  return counts;
}

bool Intake::listens_to(IncidentId incident) const {
  const auto found = hearings_.find(incident);
  return found != hearings_.end() && clock_.now() < found->second.ends_at;
}

std::vector<IncidentId> Intake::incidents() const {
  std::vector<IncidentId> ids;
  for (const auto& [id, hearing] : hearings_) ids.push_back(id);
  return ids;
}

void Intake::push(Hearing& hearing, const StoredMention& stored) {
  const domain::MentionRecord& record = stored.record;
  hearing.last = std::max(hearing.last, record.ordinal);
  if (record.kind == domain::MentionKind::deleted) {
    if (const auto post = hearing.posts.find(record.id); post != hearing.posts.end()) hearing.deleted.insert(post->second);
    hearing.deleted.insert(record.ordinal);
  } else {
    hearing.posts[record.id] = record.ordinal;
  }
  const auto outcome = hearing.fusion.push({record.ordinal, record.id, record.parent, record.root, record.quote, record.repost, record.author,
                                            record.said_at, record.received_at, stored.text, record.languages, record.genre, record.kind});
  if (outcome.match) {
    keep(hearing, *outcome.match);
    hearing.unstored.push_back(*outcome.match);
  }
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
  if (!state) {
    hearing.fusion.unrule(mention, claim);
    hearing.ruled.erase(mention.ordinal);
    return;
  }
  hearing.fusion.rule(mention, claim, *state);
  hearing.ruled[mention.ordinal] = {claim, *state};
  hearing.to_judge.erase(mention.ordinal);
  if (*state == MatchState::confirmed)
    hearing.by_claim[claim].insert(mention.ordinal);
  else
    hearing.by_claim[claim].erase(mention.ordinal);
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
    hearing.fusion.set_claim(made->claim, made->assertion, ordinals_of(made->mentions));
    for (const auto& mention : made->mentions) rule(hearing, made->claim, mention, MatchState::confirmed);
  } else if (const auto* promoted = std::get_if<domain::ClaimPromoted>(&event.body)) {
    hearing.fusion.set_claim(promoted->claim, promoted->assertion, promoted->ordinals);
  } else if (const auto* ruled = std::get_if<domain::MatchesRuled>(&event.body)) {
    for (const auto& mention : ruled->mentions) rule(hearing, ruled->claim, mention, ruled->state);
  } else if (const auto* split = std::get_if<domain::ClaimSplit>(&event.body)) {
    hearing.fusion.set_claim(split->made, split->assertion, ordinals_of(split->mentions));
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

// Matches that could not be stored wait for the next time; they are the machine's and can be made again.
void Intake::take_changes(IncidentId id, Hearing& hearing) {
  fusion::Changes changes = hearing.fusion.take_changes();
  for (domain::Match& match : changes.matches) {
    const auto known = hearing.matches.find(match.ordinal);
    if (known != hearing.matches.end() && known->second == match) continue;
    keep(hearing, match);
    hearing.unstored.push_back(std::move(match));
  }
  for (fusion::Promotion& promotion : changes.promotions)
    promotions_.push_back({id, {std::move(promotion.assertion), std::move(promotion.rule), std::move(promotion.ordinals)}});
  if (hearing.unstored.empty()) return;
  if (auto stored = store_.store_matches(id, hearing.unstored); stored)
    hearing.unstored.clear();
  else if (hearing.unstored.size() > limits::kUnstoredMatchesMax)
    hearing.unstored.clear();
}

std::vector<std::pair<IncidentId, domain::PromoteGroup>> Intake::take_promotions() { return std::exchange(promotions_, {}); }

domain::Pulse Intake::pulse(IncidentId incident) const {
  domain::Pulse pulse;
  const auto found = hearings_.find(incident);
  if (found == hearings_.end()) return pulse;
  const Hearing& hearing = found->second;
  pulse.incident = incident;
  pulse.at = clock_.now();
  pulse.ordinal = pulse.mentions = hearing.last;
  pulse.groups = hearing.fusion.group_count();
  pulse.unjudged = hearing.to_judge.size();
  for (const auto& [at, count] : hearing.heard)
    if (pulse.at - at < 60s) pulse.per_minute += count;
  pulse.claims = hearing.fusion.figures(pulse.at);
  pulse.contradictions = hearing.fusion.contradictions();
  pulse.mention_store = store_.state(incident);
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
