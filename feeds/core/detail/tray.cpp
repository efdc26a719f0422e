// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/detail/tray.hpp"

#include <type_traits>
#include <utility>

#include "hub/base/limits.hpp"

namespace voelspriet::feeds::detail {

void Tray::put(Order order) {
  {
    const std::lock_guard lock{mutex_};
    std::visit(
        [this]<class T>(T& what) {
          if constexpr (std::is_same_v<T, StartAt>) {
            start_ = std::move(what);
          } else if constexpr (std::is_same_v<T, Watch>) {
            watch_ = std::move(what);
          } else if constexpr (std::is_same_v<T, Confirmed>) {
            confirmed_ = std::move(what);
          } else if constexpr (std::is_same_v<T, End>) {
            end_ = std::move(what);
          } else {
            if (follow_.size() >= limits::kFollowedPostsMax) follow_.erase(follow_.begin());
            follow_.push_back(std::move(what));
          }
        },
        order);
  }
  filled_.notify_one();
}

void Tray::say_room() {
  {
    const std::lock_guard lock{mutex_};
    room_ = true;
  }
  filled_.notify_one();
}

std::vector<Order> Tray::take(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock{mutex_};
  filled_.wait_until(lock, deadline, [this] { return start_ || watch_ || !follow_.empty() || confirmed_ || end_ || room_; });
  room_ = false;
  std::vector<Order> orders;
  if (watch_) orders.push_back(std::move(*std::exchange(watch_, {})));
  for (auto& follow : std::exchange(follow_, {})) orders.push_back(std::move(follow));
  if (start_) orders.push_back(std::move(*std::exchange(start_, {})));
  if (confirmed_) orders.push_back(std::move(*std::exchange(confirmed_, {})));
  if (end_) orders.push_back(std::move(*std::exchange(end_, {})));
  return orders;
}

void Tray::put(const FeedHealth& health) {
  const std::lock_guard lock{mutex_};
  health_ = health;
}

std::optional<FeedHealth> Tray::take_health() {
  const std::lock_guard lock{mutex_};
  return std::exchange(health_, {});
}

}  // namespace voelspriet::feeds::detail
