// SPDX-License-Identifier: Apache-2.0
#include "hub/base/stop.hpp"

namespace voelspriet {

void StopFlag::request() {
  {
    const std::lock_guard lock{mutex_};
    requested_ = true;
  }
  changed_.notify_all();
}

bool StopFlag::requested() const {
  const std::lock_guard lock{mutex_};
  return requested_;
}

bool StopFlag::wait_until(std::chrono::steady_clock::time_point deadline) const {
  std::unique_lock lock{mutex_};
  return changed_.wait_until(lock, deadline, [this] { return requested_; });
}

}  // namespace voelspriet
