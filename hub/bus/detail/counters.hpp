// SPDX-License-Identifier: Apache-2.0
// What was refused or lost, by name. Counted by the bus thread, read by any.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace voelspriet::bus::detail {

class Counters {
 public:
  void add(const std::string& name, std::uint64_t count = 1) {
    const std::lock_guard lock{mutex_};
    values_[name] += count;
  }
  std::map<std::string, std::uint64_t> copy() const {
    const std::lock_guard lock{mutex_};
    return values_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> values_;  // guarded by mutex_; the names are ours, so there are few
};

}  // namespace voelspriet::bus::detail
