// SPDX-License-Identifier: Apache-2.0
// Where a hub is and who we are to it: everything a connection needs. Values; any thread.
#pragma once

#include <filesystem>
#include <string>

#include "hub/base/result.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/wire/hub_file.hpp"

namespace voelspriet::console {

struct HubAddress {
  std::string endpoint;       // "ipc:///…" or "tcp://host:port"
  std::string hub_key;        // the hub must prove it: Z85, 40 characters
  crypto::CurveKeyPair keys;  // ours
};

// Reads `hub.pub`. kNotFound, kMalformed and the like name the file.
Result<wire::HubFile> read_hub_file(const std::filesystem::path& path);

}  // namespace voelspriet::console
