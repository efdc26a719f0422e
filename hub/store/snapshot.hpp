// SPDX-License-Identifier: Apache-2.0
// The newest snapshot of the state, one file: a restart reads it and only the events after it. Owned by the engine's thread, which only
// begins one: copying the state would hold up commands for as long as encoding it does (tried: 140 ms each at 100,000 events). A thread
// of its own reads the last snapshot and the events since, as a restart would, and writes what they add up to.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

#include "hub/store/log_store.hpp"

namespace voelspriet::store {

class SnapshotFile final : public engine::SnapshotPort {
 public:
  using Ended = std::function<void(const Result<void>&)>;
  // `log_socket`: a snapshot counts only when the log has its last event. `ended` is told how each save ended, on the thread that
  // wrote it.
  SnapshotFile(std::filesystem::path path, std::string log_socket, Ended ended = [](const Result<void>&) {})
      : path_{std::move(path)}, ended_{std::move(ended)}, log_{std::move(log_socket)} {}

  // An unusable file is left where it is, with a line in the operators' log that says why.
  std::optional<Loaded> load() override;
  // Begins; the state is made again from the log. kBusy: the last one is still being written. What fails leaves the file as it was.
  Result<void> save(const domain::State& state, const engine::Head& head) override;
  // Waits for the one that is being written, as the destructor does.
  void finish() { writer_ = {}; }
  // At once, on this thread. REQUIRES that none is being written.
  Result<void> write(const domain::State& state, const engine::Head& head) const;

 private:
  Result<Loaded> read();
  Result<Loaded> replayed(const engine::Head& head);

  // constant after construction
  const std::filesystem::path path_;
  const Ended ended_;
  // own synchronisation
  std::atomic<bool> writing_ = false;
  // owned by the thread that writes while there is one, else by the engine's
  LogStore log_;
  // owned by the engine's thread; last, so that it ends before what it uses
  std::jthread writer_;
};

}  // namespace voelspriet::store
