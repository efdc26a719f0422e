// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/filter.hpp"

#include <algorithm>

#include "hub/base/limits.hpp"

namespace voelspriet::feeds {
namespace {

constexpr const char* kThread = "#thread";

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// Pictures and links speak through their descriptions.
std::string words_of(const domain::HeardMention& mention) {
  std::string words = mention.text;
  for (const auto& medium : mention.media) words.append("\n").append(medium);
  return words;
}

}  // namespace

Result<bool> Filter::watch(const std::vector<IncidentProfile>& profiles) {
  std::vector<text::ProfileTerms> terms;
  for (const auto& [incident, profile] : profiles) {
    terms.push_back({incident.value, profile.terms, profile.hashtags, profile.accounts, profile.exclusions});
  }
  auto compiled = text::Profiles::compile(terms);
  if (!compiled) return tl::unexpected(compiled.error());
  profiles_ = std::move(*compiled);
  std::list<Watched> next;
  bool changed = false;
  for (const auto& entry : profiles) {
    const auto known = std::find_if(watched_.begin(), watched_.end(),
                                    [&](const Watched& watched) { return watched.incident == entry.incident; });
    if (known != watched_.end()) {
      changed = changed || known->profile != entry.profile;
      known->profile = entry.profile;
      next.splice(next.end(), watched_, known);
    } else {
      changed = true;
      next.push_back({entry.incident, entry.profile, Remembered{limits::kFollowedPostsMax}});
    }
  }
  watched_ = std::move(next);
  return changed;
}

void Filter::follow(domain::IncidentId incident, const std::vector<std::string>& posts) {
  for (auto& watched : watched_) {
    if (watched.incident != incident) continue;
    for (const auto& post : posts) watched.followed.insert(crypto::keyed_id(key_, post));
  }
}

bool Filter::keep(domain::HeardMention& mention) {
  bool kept = keep_ == Keep::kAll;
  if (watched_.empty()) return kept;
  const auto hits = profiles_.match(words_of(mention), mention.handle.empty() ? mention.author : mention.handle);
  std::vector<crypto::KeyedId> thread;
  for (const auto* id : {&mention.id, &mention.parent, &mention.root, &mention.quote, &mention.repost}) {
    if (!id->empty()) thread.push_back(crypto::keyed_id(key_, *id));
  }
  for (auto& watched : watched_) kept = keep_for(watched, hits, thread, mention) || kept;
  return kept;
}

bool Filter::keep_for(Watched& watched, const std::vector<text::Hit>& hits, const std::vector<crypto::KeyedId>& thread,
                      domain::HeardMention& mention) const {
  bool kept = keep_ == Keep::kAll;
  for (const auto& hit : hits) {
    if (hit.owner != watched.incident.value) continue;
    add_once(mention.hits, profiles_.term(hit.term));
    kept = true;
  }
  const auto followed = [&](const crypto::KeyedId& id) { return watched.followed.contains(id); };
  if (!kept && std::any_of(thread.begin(), thread.end(), followed)) {
    add_once(mention.hits, kThread);
    kept = true;
  }
  if (!kept) return false;
  mention.incidents.push_back(watched.incident);
  for (const auto& id : thread) watched.followed.insert(id);
  return true;
}

}  // namespace voelspriet::feeds
