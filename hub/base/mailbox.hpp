// SPDX-License-Identifier: Apache-2.0
// A bounded queue between threads: many may push, one pops. A full mailbox refuses; it never grows and never blocks the pusher.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace voelspriet {

template <class T>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  // False when full or closed: the value is left with the caller, who says busy to whoever sent it.
  [[nodiscard]] bool push(T&& value) {
    {
      const std::lock_guard lock{mutex_};
      if (closed_ || items_.size() >= capacity_) return false;
      items_.push_back(std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  // Waits until there is something, the deadline passes or the mailbox is closed; returns at most `most` values, in order.
  std::vector<T> pop(std::size_t most, std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock{mutex_};
    filled_.wait_until(lock, deadline, [this] { return closed_ || !items_.empty(); });
    std::vector<T> taken;
    while (!items_.empty() && taken.size() < most) {
      taken.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    return taken;
  }

  // No push succeeds any more; what is inside can still be popped.
  void close() {
    {
      const std::lock_guard lock{mutex_};
      closed_ = true;
    }
    filled_.notify_all();
  }

  bool closed() const {
    const std::lock_guard lock{mutex_};
    return closed_;
  }

  std::size_t size() const {
    const std::lock_guard lock{mutex_};
    return items_.size();
  }
  std::size_t capacity() const { return capacity_; }

 private:
  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<T> items_;   // guarded by mutex_
  bool closed_ = false;   // guarded by mutex_
};

}  // namespace voelspriet
