// SPDX-License-Identifier: Apache-2.0
// Where a mention belongs: copy, thread, words, in this order; the guard stands before each.
#include <algorithm>
#include <cstring>
#include <tuple>

#include "hub/base/assert.hpp"
#include "hub/fusion/detail/state.hpp"
#include "hub/text/language.hpp"
#include "hub/text/lexicon.hpp"

namespace voelspriet::fusion {
namespace {

// People whose source names nobody are each their own.
std::uint64_t author_of(const FusionItem& item) {
  if (!item.author) return item.ordinal;
  std::uint64_t author = 0;
  std::memcpy(&author, item.author.bytes.data(), sizeof author);
  return author;
}

bool official(domain::Genre genre) { return genre == domain::Genre::alert || genre == domain::Genre::bulletin; }

std::string_view harm_in(const text::Normal& normal) {
  for (const text::Token& token : normal.tokens)
    if (const text::Meaning* it = text::meaning(token.hash); it && it->harm) return it->word;
  return {};
}

std::uint32_t minutes_between(Time earlier, Time later) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(later - earlier).count();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(minutes, 0, UINT32_MAX));
}

}  // namespace

Outcome Fusion::State::push(const FusionItem& item) {
  VOELSPRIET_ASSERT(mentions_.empty() || item.ordinal > mentions_.back().ordinal, std::to_string(item.ordinal));
  Outcome outcome;
  if (pushed_++ % limits_.promotions_stretch == 0) promoted_in_stretch_ = 0;
  Mention* const earlier = item.kind == domain::MentionKind::created ? nullptr : find(item.id);
  if (earlier) {
    earlier->gone = true;
    rebuild(group(earlier->group));
    outcome.group = group(earlier->group).id;
  }
  if (item.kind != domain::MentionKind::deleted) {
    Mention mention = place(item, outcome);
    Group& its = group(mention.group);
    const std::size_t origins = its.authors.size();
    take_in(its, mention);
    outcome.group = its.id;
    outcome.origin = its.authors.size() > origins;
    if (mention.via == Via::copy || mention.via == Via::repost) outcome.copy_of = mention.from;
    by_id_[item.id] = item.ordinal;
    mentions_.push_back(mention);
    if (mentions_.size() > limits::kFusionMentionsMax) {
      const Mention& oldest = mentions_.front();
      if (const auto at = by_id_.find(oldest.id); at != by_id_.end() && at->second == oldest.ordinal) by_id_.erase(at);
      mentions_.pop_front();
    }
    if (const ClaimId claim = claim_of(mention)) outcome.match = match_of(mention, claim);
    consider_promotion(its);
  }
  if (pushed_ % limits_.merge_every == 0) merge_touched();
  release_promotions();
  return outcome;
}

Mention Fusion::State::place(const FusionItem& item, Outcome& outcome) {
  text::normalise(item.text, normal_);
  text::Signature signature = text::signature_of(normal_);
  Mention mention;
  mention.ordinal = item.ordinal;
  mention.id = item.id;
  mention.author = author_of(item);
  mention.at = item.heard_at == Time{} ? item.said_at : item.heard_at;
  const TokenHash folded = text::hash_word(normal_.text);
  const std::size_t words = normal_.tokens.size();
  if (inherit(item, signature, mention) || fold(folded, words, mention)) return mention;

  auto language = text::language_of(item.languages);
  if (language == text::Language::other && item.languages.empty()) language = text::language_of(item.text);
  Vector vector = vocabulary_.learn(normal_, language);
  group_by_words(vector, signature, words, mention, outcome.contradictions);
  mention.own = !official(item.genre);
  mention.firm = mention.firm && mention.own;
  Group& its = group(mention.group);
  if (its.harm.empty()) its.harm = harm_in(normal_);
  its.centre.add(vector);
  if (its.sides.size() < limits::kFusionSidesMax && std::ranges::find(its.sides, signature) == its.sides.end())
    its.sides.push_back(signature);
  mention.place = index_.add(std::move(vector));
  remember(*mention.place, {item.ordinal, {}, std::move(signature), std::string(item.text), folded});
  if (words >= limits_.fold_words_min) by_text_[folded] = item.ordinal;
  return mention;
}

// Keeps entries_ and by_text_ in step with the window of the index.
void Fusion::State::remember(Place place, Entry entry) {
  while (entries_.size() > place - index_.first()) {
    const Entry& oldest = entries_.front();
    if (const auto at = by_text_.find(oldest.folded); at != by_text_.end() && at->second == oldest.ordinal)
      by_text_.erase(at);
    entries_.pop_front();
  }
  entries_.push_back(std::move(entry));
}

// A repost says nothing of its own; a quote or reply belongs to the thread, but what contradicts it is not counted for
// it.
bool Fusion::State::inherit(const FusionItem& item, const text::Signature& signature, Mention& mention) {
  const std::tuple<const KeyedId&, Via> links[] = {
      {item.repost, Via::repost}, {item.quote, Via::quote}, {item.parent, Via::reply}, {item.root, Via::reply}};
  for (const auto& [id, via] : links) {
    const Mention* from = id && id != item.id ? find(id) : nullptr;
    if (!from) continue;
    mention.group = from->group;
    mention.via = via;
    mention.from = from->ordinal;
    mention.own = false;
    mention.denies = via != Via::repost && guard(group(from->group), signature).has_value();
    mention.firm = from->firm && !mention.denies && !official(item.genre);
    return true;
  }
  return false;
}

bool Fusion::State::fold(TokenHash folded, std::size_t words, Mention& mention) {
  const auto at = by_text_.find(folded);
  const Mention* from = at == by_text_.end() ? nullptr : find(at->second);
  if (!from || from->gone) return false;
  mention.group = from->group;
  mention.via = Via::copy;
  mention.from = from->ordinal;
  mention.own = false;
  mention.firm =
      from->firm && words >= limits_.match_words_min && mention.at - group(from->group).last <= limits_.old_after;
  return true;
}

std::optional<Reason> Fusion::State::guard(const Group& its, const text::Signature& signature) const {
  for (const text::Signature& side : its.sides)
    if (auto reason = text::conflict(signature, side)) return reason;
  return std::nullopt;
}

// The groups near a text by their nearest member, nearest first.
std::vector<Found> Fusion::State::candidates(const Vector& vector) const {
  struct Near {
    GroupId group;
    Neighbour it;
    bool firm;
  };
  std::vector<Near> all;
  for (const Neighbour& it : index_.near(vector, limits_.near)) {
    const Entry& entry = entries_[it.place - index_.first()];
    const Mention* mention = find(entry.ordinal);
    if (entry.ordinal != 0 && (!mention || mention->gone)) continue;
    all.push_back({group(mention ? mention->group : entry.group).id, it, !mention || mention->firm});
  }
  std::ranges::stable_sort(all, {}, &Near::group);
  std::vector<Found> found;
  for (const Near& near : all) {
    if (found.empty() || found.back().group != near.group) found.push_back({.group = near.group});
    Found& best = found.back();
    if (near.it.cosine > best.cosine) {
      best.cosine = near.it.cosine;
      best.place = near.it.place;
      best.shared = near.it.shared;
    }
    if (near.firm) best.firm_cosine = std::max(best.firm_cosine, near.it.cosine);
  }
  std::ranges::stable_sort(found, std::greater{}, &Found::cosine);
  if (found.size() > limits_.candidates) found.resize(limits_.candidates);
  for (Found& it : found) {
    const Neighbour nearest = index_.compare(vector, it.place);
    it.cosine = nearest.cosine;
    it.shared = nearest.shared;
  }
  std::ranges::stable_sort(found, std::greater{}, &Found::cosine);
  return found;
}

void Fusion::State::group_by_words(const Vector& vector, const text::Signature& signature, std::size_t words,
                                   Mention& mention, std::vector<Contradiction>& found) {
  std::vector<std::pair<GroupId, Reason>> against;
  const Found* best = nullptr;
  float best_cosine = 0;
  const auto near = candidates(vector);
  for (const Found& it : near) {
    const Group& its = group(it.group);
    if (auto reason = guard(its, signature)) {
      if (it.cosine >= limits_.contradict) against.emplace_back(it.group, std::move(*reason));
      continue;
    }
    if (it.shared < limits_.shared_min) continue;
    // One very near mention decides at once; else the centre of the group does.
    const float centre = its.centre.cosine(vector);
    const float cosine = it.cosine >= limits_.join ? 1 + it.cosine : centre;
    if (cosine >= limits_.group && cosine > best_cosine) {
      best = &it;
      best_cosine = cosine;
    }
  }
  if (best) {
    const Entry& entry = entries_[best->place - index_.first()];
    const Mention* nearest = find(entry.ordinal);
    mention.group = best->group;
    mention.via = Via::words;
    mention.from = entry.ordinal;
    mention.shared = static_cast<std::uint16_t>(best->shared);
    mention.minutes = nearest ? minutes_between(nearest->at, mention.at) : 0;
    const bool old = mention.at - group(best->group).last > limits_.old_after;
    mention.firm = best->firm_cosine >= limits_.join && words >= limits_.match_words_min && !old;
  } else {
    mention.group = new_group().id;
  }
  for (auto& [other, reason] : against) note_contradiction(mention.group, other, std::move(reason), found);
}

}  // namespace voelspriet::fusion
