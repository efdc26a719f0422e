// SPDX-License-Identifier: Apache-2.0
#include "tests/support/temp_dir.hpp"

#include <stdlib.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace voelspriet::support {

TempDir::TempDir(std::string_view prefix) {
  const std::filesystem::path scratch = VOELSPRIET_SCRATCH_DIR;
  std::filesystem::create_directories(scratch);
  std::string pattern = scratch / (std::string(prefix) + ".XXXXXX");
  if (!::mkdtemp(pattern.data())) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::system_error(errno, std::generic_category(), path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::ofstream out(path, std::ios::binary);
  out << content << std::flush;
  if (!out) throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace voelspriet::support
