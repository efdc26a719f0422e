// SPDX-License-Identifier: Apache-2.0
// The newest snapshot of the state, one file: a restart reads it and only the events after it. Owned by the engine's thread.
#pragma once

#include <filesystem>

#include "hub/engine/ports.hpp"

namespace voelspriet::store {

class SnapshotFile final : public engine::SnapshotPort {
 public:
  // `log` outlives this object: a snapshot counts only when the log has its last event.
  SnapshotFile(std::filesystem::path path, engine::LogPort& log) : path_{std::move(path)}, log_{log} {}

  // An unusable file is left where it is, with a line in the operators' log that says why.
  std::optional<Loaded> load() override;
  Result<void> save(const domain::State& state, const engine::Head& head) override;

 private:
  Result<Loaded> read() const;

  const std::filesystem::path path_;
  engine::LogPort& log_;
};

}  // namespace voelspriet::store
