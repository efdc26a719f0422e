// SPDX-License-Identifier: Apache-2.0
// A request to end, set once by whoever owns the thread, waited on by the thread. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace voelspriet {

class StopFlag {
 public:
  void request();
  bool requested() const;
  // Returns true when a stop was requested, false when the deadline passed.
  bool wait_until(std::chrono::steady_clock::time_point deadline) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  bool requested_ = false;  // guarded by mutex_
};

}  // namespace voelspriet
