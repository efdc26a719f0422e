// SPDX-License-Identifier: Apache-2.0
// What may leave this process: mentions that hit the watch profile of an open incident, and the threads around them.
// Per incident the filter follows, as keyed hashes, the posts that passed with their parents, roots and quotes, and our
// own posts: replies pass 18-32 % by words alone and 92-99 % with their threads. Everything else is dropped and
// forgotten. Owned by one Runner.
#pragma once

#include <list>
#include <string>
#include <vector>

#include "feeds/core/remembered.hpp"
#include "feeds/core/sink.hpp"
#include "hub/base/result.hpp"
#include "hub/crypto/random.hpp"
#include "hub/domain/mention.hpp"
#include "hub/text/profile.hpp"

namespace voelspriet::feeds {

class Filter {
 public:
  enum class Keep {
    kMatching,
    kAll,  // of a partner or a warning system: whatever it says concerns every open incident
  };

  Filter(Keep keep, crypto::Random& random) : keep_(keep), key_{crypto::Secret{random}} {}

  // One profile per open incident. An incident that stays keeps its threads; one that is gone is forgotten. A profile
  // that cannot be compiled changes nothing. True when what was dropped before may be wanted now.
  Result<bool> watch(const std::vector<IncidentProfile>& profiles);
  void follow(domain::IncidentId incident, const std::vector<std::string>& posts);

  // True when the mention is kept; then its incidents are filled in, and its hits ("#thread" for one kept for its
  // thread).
  bool keep(domain::HeardMention& mention);

 private:
  struct Watched {
    domain::IncidentId incident;
    domain::WatchProfile profile;
    Remembered followed;
  };
  bool keep_for(Watched& watched, const std::vector<text::Hit>& hits, const std::vector<crypto::KeyedId>& thread,
                domain::HeardMention& mention) const;

  const Keep keep_;
  const crypto::KeyedIdKey key_;  // of this process alone
  text::Profiles profiles_;       // of all incidents
  std::list<Watched> watched_;
};

}  // namespace voelspriet::feeds
