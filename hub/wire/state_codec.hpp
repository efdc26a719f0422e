// SPDX-License-Identifier: Apache-2.0
// A snapshot of the state as text: a head line that vouches for the rest, then the state. May always be thrown away: the log can
// make it again, so anything odd is an error and nobody repairs it. Pure functions, any thread.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>

#include "hub/crypto/digest.hpp"
#include "hub/domain/state.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::wire {

// Grows with every change of domain::State that an older snapshot cannot be read into.
inline constexpr int kSnapshotVersion = 2;

struct SnapshotHead {
  int v = kSnapshotVersion;
  domain::Sequence seq = 0;
  crypto::Digest hash{};    // of the bytes of event `seq`
  crypto::Digest sha256{};  // of the text behind the head line
  bool operator==(const SnapshotHead&) const = default;
};
BOOST_DESCRIBE_STRUCT(SnapshotHead, (), (v, seq, hash, sha256))

struct Snapshot {
  domain::State state;
  crypto::Digest hash{};
};

std::string encode_snapshot(const domain::State& state, const crypto::Digest& hash);
// kUnsupported: another version; kCorrupt: the head does not vouch for the rest.
Result<Snapshot> decode_snapshot(std::string_view text);

}  // namespace voelspriet::wire
