// SPDX-License-Identifier: Apache-2.0
// A file by its descriptor, with the system's words in every error. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "hub/base/result.hpp"

namespace voelspriet::store::detail {

class File {
 public:
  // `flags` as of open(2), with O_CLOEXEC added; made with mode 0640 when O_CREAT says so.
  static Result<File> open(const std::filesystem::path& path, int flags);
  File(File&& other) noexcept : fd_{std::exchange(other.fd_, -1)}, path_{std::move(other.path_)} {}
  File& operator=(File&& other) noexcept;
  ~File();

  Result<std::uint64_t> size() const;
  // Up to `size` bytes; fewer only at the end of the file.
  Result<std::string> read_at(std::uint64_t offset, std::size_t size) const;
  Result<void> write_at(std::uint64_t offset, std::string_view bytes) const;
  Result<void> truncate(std::uint64_t size) const;
  Result<void> sync() const;        // fdatasync
  Result<void> start_sync() const;  // sets the kernel to it without waiting

  const std::filesystem::path& path() const { return path_; }

 private:
  File(int fd, std::filesystem::path path) : fd_{fd}, path_{std::move(path)} {}
  tl::unexpected<Error> failed(std::string_view what) const;

  int fd_;
  std::filesystem::path path_;
};

// Either the old content or the new one, also after a power cut: a new file beside it, synced, renamed over it.
Result<void> replace_file(const std::filesystem::path& path, std::string_view content);

}  // namespace voelspriet::store::detail
