// SPDX-License-Identifier: Apache-2.0
// Files that citizens read, replaced so that a reader sees the old page or the new one, never half of one, and a full
// disk changes nothing. One thread.
#pragma once

#include <deque>
#include <filesystem>
#include <optional>
#include <string>

#include "hub/base/result.hpp"

namespace voelspriet::channels::detail {

struct NewFile {
  std::filesystem::path path;
  std::string content;
};

// Nothing when there is no such file.
Result<std::optional<std::string>> read_whole(const std::filesystem::path& path);
// Whether the file holds exactly this.
bool holds(const NewFile& file);

// Files on their way: written and synced beside their places. What is not put in place is removed.
class Staged {
 public:
  Staged() = default;
  ~Staged();
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;

  // kStoreFull, kIo: nothing a reader sees has changed.
  Result<void> add(const NewFile& file);
  // In the order they were added. An error leaves some in place and some not.
  Result<void> put_in_place();

 private:
  std::deque<std::filesystem::path> waiting_;  // where they go
};

// Removes what a kill left staged in this folder.
void remove_leftovers(const std::filesystem::path& folder);

}  // namespace voelspriet::channels::detail
