// SPDX-License-Identifier: Apache-2.0
// The newest snapshot of the state, one file: a restart reads it and only the events after it. Owned by the engine's thread, which only
// copies the state; encoding, writing and syncing take many times as long and have a thread of their own, one at a time.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

#include "hub/engine/ports.hpp"

namespace voelspriet::store {

class SnapshotFile final : public engine::SnapshotPort {
 public:
  using Ended = std::function<void(const Result<void>&)>;
  // `log` outlives this object: a snapshot counts only when the log has its last event. `ended` is told how each save ended, on the
  // thread that wrote it.
  SnapshotFile(std::filesystem::path path, engine::LogPort& log, Ended ended = [](const Result<void>&) {})
      : path_{std::move(path)}, log_{log}, ended_{std::move(ended)} {}

  // An unusable file is left where it is, with a line in the operators' log that says why.
  std::optional<Loaded> load() override;
  // Begins. kBusy: the last one is still being written. A save that fails leaves the file as it was.
  Result<void> save(const domain::State& state, const engine::Head& head) override;
  // Waits for the one that is being written, as the destructor does.
  void finish() { writer_ = {}; }

 private:
  Result<Loaded> read() const;

  // constant after construction
  const std::filesystem::path path_;
  engine::LogPort& log_;
  const Ended ended_;
  // own synchronisation
  std::atomic<bool> writing_ = false;
  // owned by the engine's thread; last, so that it ends before what it uses
  std::jthread writer_;
};

}  // namespace voelspriet::store
