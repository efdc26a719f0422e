// SPDX-License-Identifier: Apache-2.0
// From what a feed heard to what may be kept: ids become keyed hashes, what is personal is sealed with the incident's key. Pure but
// for the nonce; one thread.
#pragma once

#include "hub/crypto/keyring.hpp"
#include "hub/crypto/random.hpp"
#include "hub/engine/ports.hpp"

namespace voelspriet::store {

class MentionSealer {
 public:
  // `random` outlives this object.
  MentionSealer(domain::IncidentId incident, crypto::IncidentKey key, crypto::Random& random)
      : incident_{incident}, key_{std::move(key)}, random_{random} {}

  // Everything but the ordinal. Ids are hashed together with their source: two sources may use the same id for two things.
  domain::MentionRecord seal(const engine::IncomingMention& mention) const;
  // kCrypto: another key, or not the bytes that were sealed for this record.
  Result<domain::Personal> open(const domain::MentionRecord& record) const;

  // What makes a record the same as one heard before: id, kind and revision.
  crypto::KeyedId identity(const domain::MentionRecord& record) const;
  crypto::KeyedId identity(const domain::HeardMention& heard) const;

 private:
  std::string place_of(const domain::MentionRecord& record) const;

  domain::IncidentId incident_;
  crypto::IncidentKey key_;
  crypto::Random& random_;
};

}  // namespace voelspriet::store
