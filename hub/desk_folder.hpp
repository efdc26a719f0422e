// SPDX-License-Identifier: Apache-2.0
// The folder of a desk: which file is where, and the hub's own key in it. Read and written at start only.
#pragma once

#include <filesystem>

#include "hub/config/hub_config.hpp"
#include "hub/crypto/keyfile.hpp"

namespace voelspriet::hub {

struct DeskFolder {
  std::filesystem::path folder;
  config::HubConfig config;

  std::filesystem::path secret() const { return folder / "hub.secret"; }  // mode 0600
  std::filesystem::path hub_file() const;                                 // hub.pub, for whoever connects
  std::filesystem::path mirror() const { return config.data_dir / "log.jsonl"; }
  std::filesystem::path snapshot() const { return config.data_dir / "snapshot.json"; }
  std::filesystem::path incident_keys() const { return config.data_dir / "keys"; }
};

// Reads hub.yaml of the folder and makes its data_dir. The error lists every mistake.
Result<DeskFolder> open_desk_folder(const std::filesystem::path& folder);
// Makes the hub's key, and hub.pub beside it. kAlreadyExists when there is one.
Result<void> make_hub_key(const DeskFolder& desk, crypto::Random& random);
Result<crypto::CurveKeyPair> load_hub_key(const DeskFolder& desk);

}  // namespace voelspriet::hub
