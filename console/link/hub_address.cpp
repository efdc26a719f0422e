// SPDX-License-Identifier: Apache-2.0
#include "console/link/hub_address.hpp"

#include <fstream>
#include <iterator>

namespace voelspriet::console {

Result<wire::HubFile> read_hub_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(Errc::kNotFound, path.string(), "cannot be read: is this the folder of a desk whose hub has run");
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  auto read = wire::from_json<wire::HubFile>(text);
  if (!read) return fail(read.error().code, path.string() + read.error().where, read.error().what);
  if (!crypto::is_curve_public_key(read->public_key)) return fail(Errc::kBadValue, path.string() + "/public_key", "is no CURVE key");
  return read;
}

}  // namespace voelspriet::console
