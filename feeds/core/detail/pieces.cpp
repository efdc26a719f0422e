// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/detail/pieces.hpp"

#include <algorithm>
#include <utility>

#include "hub/base/limits.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::feeds::detail {
namespace {

constexpr std::size_t kPieceBytes = limits::kFrameBytesMax * 3 / 4;  // the rest is for cursor and envelope
constexpr std::int64_t kSilentFactor = 8;                            // so many usual gaps without anything = silent
constexpr std::int64_t kSilentLeastMs = 60'000;

bool is_silent(const FeedHealth& health) {
  return health.usual_gap_ms > 0 && health.silent_ms > std::max(kSilentLeastMs, kSilentFactor * health.usual_gap_ms);
}

domain::FeedState state_on_screen(const FeedHealth& health) {
  switch (health.state) {
    case FeedState::reading: return is_silent(health) ? domain::FeedState::silent : domain::FeedState::live;
    case FeedState::ended: return domain::FeedState::stopped;
    case FeedState::waiting:
    case FeedState::connecting:
    case FeedState::backing_off: return domain::FeedState::away;
  }
  return domain::FeedState::away;
}

}  // namespace

Cut cut_to_fit(const std::string& feed, Batch batch) {
  Cut cut;
  cut.pieces.push_back({0, feed, {}, ""});
  std::size_t bytes = 0;
  std::string json;
  for (auto& mention : batch.mentions) {
    json.clear();
    wire::append_json(json, mention);
    if (json.size() > kPieceBytes) {
      ++cut.too_large;
      continue;
    }
    bytes += json.size();
    if (bytes > kPieceBytes) {
      cut.pieces.push_back({0, feed, {}, ""});
      bytes = json.size();
    }
    cut.pieces.back().mentions.push_back(std::move(mention));
  }
  cut.pieces.back().cursor = std::move(batch.cursor);
  return cut;
}

domain::FeedHealth health_on_screen(const FeedHealth& health, const std::string& source, const Refused& refused) {
  domain::FeedHealth shown;
  shown.name = health.feed;
  shown.source = source;
  shown.state = state_on_screen(health);
  if (health.last_item != Time{}) shown.last_item_at = health.last_item;
  for (const auto& [reason, count] : health.counts) {
    shown.received += count;
    if (reason == "kept") shown.kept = count;
    if (reason == "malformed" || reason == "too_large") shown.refused += count;
  }
  shown.refused += refused.count;
  shown.usual_gap_s = static_cast<std::uint32_t>(health.usual_gap_ms / 1000);
  shown.reason = health.trouble.empty() ? refused.reason : health.trouble;
  return shown;
}

}  // namespace voelspriet::feeds::detail
