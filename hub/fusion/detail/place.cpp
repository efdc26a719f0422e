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
    note_standing(*earlier);
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
      Mention& oldest = mentions_.front();
      oldest.gone = true;
      note_standing(oldest);
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
  mention.place = index_.add(vector);
  remember(*mention.place, {item.ordinal, std::move(signature), std::string(item.text), folded}, {mention.group, mention.firm});
  if (words >= limits_.fold_words_min) by_text_[folded] = item.ordinal;
  return mention;
}

// Keeps entries_, standings_ and by_text_ in step with the window of the index.
void Fusion::State::remember(Place place, Entry entry, Standing standing) {
  while (entries_.size() > place - index_.first()) {
    const Entry& oldest = entries_.front();
    if (const auto at = by_text_.find(oldest.folded); at != by_text_.end() && at->second == oldest.ordinal)
      by_text_.erase(at);
    entries_.pop_front();
  }
  entries_.push_back(std::move(entry));
  if (standings_.size() <= place % limits::kFusionWindow) standings_.emplace_back();
  standings_[place % limits::kFusionWindow] = standing;
}

void Fusion::State::note_standing(const Mention& mention) {
  if (mention.place && index_.holds(*mention.place))
    standings_[*mention.place % limits::kFusionWindow] = {mention.group, mention.firm, mention.gone};
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
  const std::vector<Neighbour>& neighbours = index_.near(vector, limits_.near);
  std::vector<Near> all;
  all.reserve(neighbours.size());
  for (const Neighbour& it : neighbours) {
    const Standing& standing = standings_[it.place % limits::kFusionWindow];
    if (!standing.gone) all.push_back({living(standing.group), it, standing.firm});
  }
  std::ranges::sort(all, [](const Near& a, const Near& b) {
    return std::tuple(a.group, b.it.nearness, a.it.place) < std::tuple(b.group, a.it.nearness, b.it.place);
  });
  const auto join = static_cast<std::uint32_t>(limits_.join * Index::kOne);
  std::vector<Found> found;
  for (const Near& near : all) {  // of each group the nearest comes first
    if (found.empty() || found.back().group != near.group)
      found.push_back({near.group, static_cast<float>(near.it.nearness) / Index::kOne, near.it.place});
    if (near.firm && near.it.nearness >= join) found.back().firm = true;
  }
  const auto nearer = [](const Found& a, const Found& b) { return std::tuple(b.cosine, a.group) < std::tuple(a.cosine, b.group); };
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), limits_.candidates));
  std::ranges::partial_sort(found, end, nearer);
  found.erase(end, found.end());
  for (Found& it : found) {
    const Lookup::Overlap with = index_.compare(vector, it.place);
    it.cosine = with.dot;
    it.shared = with.shared;
  }
  std::ranges::sort(found, nearer);
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
    const bool of_one_thing = it.cosine >= limits_.contradict;
    float cosine = 0;
    // One very near mention decides at once; else the centre of the group does.
    if (it.cosine >= limits_.join) cosine = 1 + it.cosine;
    else if (best_cosine < 1 && it.shared >= limits_.shared_min) cosine = its.centre.cosine(vector);
    const bool better = it.shared >= limits_.shared_min && cosine >= limits_.group && cosine > best_cosine;
    if (!better && !of_one_thing) continue;
    if (auto reason = guard(its, signature)) {
      if (of_one_thing) against.emplace_back(it.group, std::move(*reason));
    } else if (better) {
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
    mention.firm = best->firm && words >= limits_.match_words_min && !old;
  } else {
    mention.group = new_group().id;
  }
  for (auto& [other, reason] : against) note_contradiction(mention.group, other, std::move(reason), found);
}

}  // namespace voelspriet::fusion
