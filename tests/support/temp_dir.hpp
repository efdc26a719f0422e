// SPDX-License-Identifier: Apache-2.0
// A folder of a test's own, gone with the object. It lies below the build folder, on the checkout's disk: what a test
// writes there meets a real fsync, never tmpfs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace voelspriet::support {

class TempDir {
 public:
  explicit TempDir(std::string_view prefix = "test");
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace voelspriet::support
