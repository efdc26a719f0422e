// SPDX-License-Identifier: Apache-2.0
// The keys of incidents: one file per incident in a directory outside Redis, mirror and snapshots. Destroying an
// incident's file makes its personal fields unreadable for good, while the log still verifies. Owned by the hub; used
// by one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>

#include "hub/base/result.hpp"
#include "hub/crypto/keyed_id.hpp"
#include "hub/crypto/seal.hpp"

namespace voelspriet::crypto {

// Both derived from the root in the file (crypto_kdf), so that neither use can weaken the other.
struct IncidentKey {
  SealingKey sealing;
  KeyedIdKey keyed;
};

class Keyring {
 public:
  // The directory is made with mode 0700 at the first key.
  explicit Keyring(std::filesystem::path directory) : directory_(std::move(directory)) {}

  Result<IncidentKey> create(std::uint32_t incident, Random& random) const;  // kAlreadyExists
  Result<IncidentKey> load(std::uint32_t incident) const;                    // kNotFound: never made, or destroyed
  Result<void> destroy(std::uint32_t incident) const;                        // kNotFound

 private:
  std::filesystem::path file_of(std::uint32_t incident) const;

  const std::filesystem::path directory_;
};

}  // namespace voelspriet::crypto
