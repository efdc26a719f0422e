// SPDX-License-Identifier: Apache-2.0
// What lies between one Runner and the line to the hub: orders one way, health the other. Newer orders replace older ones of their kind,
// so it never grows. Both threads.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "feeds/core/health.hpp"
#include "feeds/core/sink.hpp"

namespace voelspriet::feeds::detail {

class Tray {
 public:
  void put(Order order);
  void say_room();  // ends the wait of a runner that was told to be busy
  // All that came, in the order the runner needs it; waits for the first until `deadline`.
  std::vector<Order> take(std::chrono::steady_clock::time_point deadline);

  void put(const FeedHealth& health);
  // The newest, if it is newer than the one taken before.
  std::optional<FeedHealth> take_health();

 private:
  std::mutex mutex_;
  std::condition_variable filled_;
  // Guarded by mutex_.
  std::optional<StartAt> start_;
  std::optional<Watch> watch_;
  std::vector<Follow> follow_;  // at most limits::kFollowedPostsMax, the newest
  std::optional<Confirmed> confirmed_;
  std::optional<End> end_;
  bool room_ = false;
  std::optional<FeedHealth> health_;
};

}  // namespace voelspriet::feeds::detail
