// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/seen_hashes.hpp"

#include <fmt/format.h>

#include <charconv>

#include "hub/base/limits.hpp"
#include "hub/crypto/digest.hpp"

namespace voelspriet::feeds {
namespace {

constexpr std::size_t kDigits = 12;

}  // namespace

std::uint64_t short_hash(std::string_view what) {
  const auto digest = crypto::sha256(what);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kDigits / 2; ++i) hash = hash << 8 | digest.bytes[i];
  return hash;
}

SeenHashes SeenHashes::parse(std::string_view text) {
  std::vector<std::uint64_t> hashes;
  for (; text.size() >= kDigits; text.remove_prefix(kDigits)) {
    std::uint64_t hash = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + kDigits, hash, 16);
    if (error != std::errc{} || end != text.data() + kDigits) return {};
    hashes.push_back(hash);
  }
  SeenHashes seen;
  seen.renew(hashes);
  return seen;
}

std::string SeenHashes::text() const {
  std::string text;
  for (const auto hash : newest_first_) text += fmt::format("{:012x}", hash);
  return text;
}

void SeenHashes::renew(const std::vector<std::uint64_t>& current) {
  const auto before = std::move(newest_first_);
  newest_first_.clear();
  known_.clear();
  for (const auto hash : current) {
    if (known_.insert(hash).second) newest_first_.push_back(hash);
  }
  for (const auto hash : before) {
    if (newest_first_.size() >= limits::kSeenItemsMax) break;
    if (known_.insert(hash).second) newest_first_.push_back(hash);
  }
}

}  // namespace voelspriet::feeds
