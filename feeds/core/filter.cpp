// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/filter.hpp"

#include <algorithm>

#include "hub/base/limits.hpp"

namespace voelspriet::feeds {
namespace {

constexpr const char* kThread = "#thread";

void add_once(std::vector<std::string>& list, std::string value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

}  // namespace

Filter::Filter(Keep keep, CompileProfile compile, crypto::Random& random)
    : keep_(keep), compile_(std::move(compile)), key_{crypto::Secret{random}} {}

void Filter::watch(const std::vector<IncidentProfile>& profiles) {
  std::list<Watched> next;
  for (const auto& [incident, profile] : profiles) {
    const auto known =
        std::find_if(watched_.begin(), watched_.end(), [&](const Watched& w) { return w.incident == incident; });
    if (known == watched_.end()) {
      next.push_back({incident, profile, compile_(profile), Remembered{limits::kFollowedPostsMax}});
      continue;
    }
    if (known->profile != profile) {
      known->profile = profile;
      known->hits = compile_(profile);
    }
    next.splice(next.end(), watched_, known);
  }
  watched_ = std::move(next);
}

void Filter::follow(domain::IncidentId incident, const std::vector<std::string>& posts) {
  for (auto& watched : watched_) {
    if (watched.incident != incident) continue;
    for (const auto& post : posts) watched.followed.insert(crypto::keyed_id(key_, post));
  }
}

bool Filter::keep(domain::HeardMention& mention) {
  if (watched_.empty()) return keep_ == Keep::kAll;
  std::vector<crypto::KeyedId> thread;
  for (const auto* id : {&mention.id, &mention.parent, &mention.root, &mention.quote, &mention.repost}) {
    if (!id->empty()) thread.push_back(crypto::keyed_id(key_, *id));
  }
  bool kept = keep_ == Keep::kAll;
  for (auto& watched : watched_) kept = keep_for(watched, mention, thread) || kept;
  return kept;
}

bool Filter::keep_for(Watched& watched, domain::HeardMention& mention, const std::vector<crypto::KeyedId>& thread) {
  auto hits = watched.hits(mention);
  if (hits.empty()) {
    const bool followed =
        std::any_of(thread.begin(), thread.end(), [&](const auto& id) { return watched.followed.contains(id); });
    if (followed) {
      hits.emplace_back(kThread);
    } else if (keep_ == Keep::kMatching) {
      return false;
    }
  }
  for (auto& hit : hits) add_once(mention.hits, std::move(hit));
  mention.incidents.push_back(watched.incident);
  for (const auto& id : thread) watched.followed.insert(id);
  return true;
}

}  // namespace voelspriet::feeds
