// SPDX-License-Identifier: Apache-2.0
// The engine's log: Redis and the mirror beside it. A mirror that cannot be written is behind, shown as such and filled later; it never
// stops an append. Owned and called by the engine's thread; state() and mirror_behind() by any.
#pragma once

#include <atomic>
#include <filesystem>

#include "hub/store/mirror.hpp"

namespace voelspriet::store {

class EventLog final : public engine::LogPort {
 public:
  struct Settings {
    std::string socket_path;
    std::filesystem::path mirror;
    std::chrono::milliseconds timeout = std::chrono::seconds{2};
  };
  // Takes the epoch and brings the mirror up to the log. kMirrorAhead and kCorrupt are for a person to decide about.
  static Result<std::unique_ptr<EventLog>> open(const Settings& settings);
  ~EventLog() override;

  Result<void> append(const std::vector<std::string>& events, const Head& head) override;
  Result<bool> settle(const Head& before, const Head& intended) override;
  Result<std::vector<std::string>> read(domain::Sequence after, std::size_t limit) override;
  Result<Head> head() override;
  domain::StoreState state() const override { return state_; }
  bool mirror_behind() const override { return mirror_behind_; }
  std::uint64_t epoch() const { return log_.epoch(); }  // of this hub; never that of another

 private:
  EventLog(LogStore log, Mirror mirror) : log_{std::move(log)}, mirror_{std::move(mirror)} {}
  void follow(const std::vector<std::string>& events, const Head& head);
  void mend(const Head& head);
  template <class T>
  Result<T> noted(Result<T> outcome);

  // owned by the engine's thread
  LogStore log_;
  Mirror mirror_;
  std::chrono::steady_clock::time_point synced_at_{}, mended_at_{};
  // own synchronisation
  std::atomic<domain::StoreState> state_ = domain::StoreState::well;
  std::atomic<bool> mirror_behind_ = false;
};

}  // namespace voelspriet::store
