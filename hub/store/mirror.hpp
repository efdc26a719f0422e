// SPDX-License-Identifier: Apache-2.0
// The log as a file people can read in twenty years: line n is the exact bytes of event n, line n + 1 carries its SHA-256 as `prev`.
// Redis is the truth and the mirror follows it: what is missing here is filled in from there, what is more here than there means that
// the log lost something. Written after each append and on its way to the disk every limits::kMirrorSyncEvery; waited for only
// at the end, because a lost tail only costs filling in and an fsync here would hold up every command (tried: up to 40 ms). Owned by the engine's thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "hub/store/detail/file.hpp"
#include "hub/store/log_store.hpp"

namespace voelspriet::store {

class Mirror {
 public:
  // Makes the file when there is none. Reads the last line only; kCorrupt when it is no event.
  static Result<Mirror> open(const std::filesystem::path& path);

  // Last whole line.
  const Head& head() const { return head_; }
  // The file ends in part of another line: a write that was cut short.
  bool cut_short() const { return size_ < file_size_; }

  // After the last whole line; what was cut short is overwritten. When the disk refuses, the mirror stays as it was, and behind.
  Result<void> append(std::span<const std::string> lines);
  Result<void> sync() { return file_.sync(); }
  Result<void> start_sync() { return file_.start_sync(); }

 private:
  explicit Mirror(detail::File file) : file_{std::move(file)} {}
  Result<void> find_last_line();

  detail::File file_;
  Head head_;
  std::uint64_t size_ = 0;       // of the whole lines
  std::uint64_t file_size_ = 0;
};

// Brings the mirror at most `most` lines further towards `log`, whose last event is `head`; true when it is there.
// kMirrorAhead: the log has lost events that the mirror has; kCorrupt: they differ.
Result<bool> fill_mirror(Mirror& mirror, LogStore& log, const Head& head, std::size_t most = SIZE_MAX);

}  // namespace voelspriet::store
