// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/state_codec.hpp"

#include "hub/wire/detail/instantiate.hpp"

VOELSPRIET_WIRE_TYPE(voelspriet::domain::State)

namespace voelspriet::wire {

std::string encode_snapshot(const domain::State& state, const crypto::Digest& hash) {
  const std::string body = to_json(state);
  std::string text = to_json(SnapshotHead{kSnapshotVersion, state.seq, hash, crypto::sha256(body)});
  return text.append("\n").append(body);
}

Result<Snapshot> decode_snapshot(std::string_view text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return fail(Errc::kCorrupt, "snapshot", "has no head line");
  const auto head = from_json<SnapshotHead>(text.substr(0, end));
  if (!head) return tl::unexpected(head.error());
  if (head->v != kSnapshotVersion) return fail(Errc::kUnsupported, "snapshot", "is of version " + std::to_string(head->v));
  text.remove_prefix(end + 1);
  if (crypto::sha256(text) != head->sha256) return fail(Errc::kCorrupt, "snapshot", "is not what its head line says");
  auto state = from_json<domain::State>(text, nullptr, limits::kSnapshotBytesMax);
  if (!state) return tl::unexpected(state.error());
  if (state->seq != head->seq) return fail(Errc::kCorrupt, "snapshot", "holds another event than its head line");
  state->commands.reindex();
  return Snapshot{std::move(*state), head->hash};
}

}  // namespace voelspriet::wire
