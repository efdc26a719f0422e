// SPDX-License-Identifier: Apache-2.0
// Which entries of a page or files of a folder were delivered, small enough to stand in a cursor. A value; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace voelspriet::feeds {

// 48 bits of SHA-256.
std::uint64_t short_hash(std::string_view what);

class SeenHashes {
 public:
  // What text() wrote; anything else counts as nothing seen, so that at worst entries come again.
  static SeenHashes parse(std::string_view text);
  std::string text() const;

  bool contains(std::uint64_t hash) const { return known_.contains(hash); }
  // `current` is what the page or folder holds now, all of it seen. Older ones stay, up to limits::kSeenItemsMax together.
  void renew(const std::vector<std::uint64_t>& current);

 private:
  std::vector<std::uint64_t> newest_first_;
  std::unordered_set<std::uint64_t> known_;
};

}  // namespace voelspriet::feeds
