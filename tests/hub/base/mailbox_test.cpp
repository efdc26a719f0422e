// SPDX-License-Identifier: Apache-2.0
#include "hub/base/mailbox.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <thread>

#include "hub/base/time.hpp"

namespace voelspriet {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

std::chrono::steady_clock::time_point soon() { return steady_now() + 10s; }

TEST(Mailbox, RefusesWhenFullAndLeavesTheValueWithTheCaller) {
  Mailbox<std::unique_ptr<int>> box{1};
  ASSERT_TRUE(box.push(std::make_unique<int>(1)));
  auto second = std::make_unique<int>(2);
  EXPECT_FALSE(box.push(std::move(second)));
  ASSERT_TRUE(second);
  box.pop(1, soon());
  EXPECT_TRUE(box.push(std::move(second)));
}

TEST(Mailbox, GivesAtMostWhatIsAskedForInOrder) {
  Mailbox<int> box{8};
  for (int i = 1; i <= 5; ++i) ASSERT_TRUE(box.push(int{i}));
  EXPECT_THAT(box.pop(3, soon()), ElementsAre(1, 2, 3));
  EXPECT_EQ(box.size(), 2u);
  EXPECT_THAT(box.pop(3, soon()), ElementsAre(4, 5)) << "it does not wait for a third";
}

TEST(Mailbox, GivesNothingAtTheDeadline) {
  Mailbox<int> box{1};
  EXPECT_THAT(box.pop(1, steady_now()), IsEmpty());
}

TEST(Mailbox, GivesWhatWasInsideAfterItClosedAndTakesNoMore) {
  Mailbox<int> box{8};
  ASSERT_TRUE(box.push(1));
  box.close();
  EXPECT_TRUE(box.closed());
  EXPECT_FALSE(box.push(2));
  EXPECT_THAT(box.pop(8, soon()), ElementsAre(1));
  EXPECT_THAT(box.pop(8, soon()), IsEmpty());
}

TEST(Mailbox, ClosingWakesWhoeverWaits) {
  Mailbox<int> box{1};
  const auto deadline = soon();
  const std::jthread closer{[&box] { box.close(); }};
  EXPECT_THAT(box.pop(1, deadline), IsEmpty());
  EXPECT_LT(steady_now(), deadline);
}

TEST(Mailbox, LosesNothingBetweenManyWhoPushAndOneWhoPops) {
  constexpr int kPushers = 4, kEach = 2'000;
  Mailbox<std::pair<int, int>> box{16};
  std::vector<std::jthread> pushers;
  for (int who = 0; who < kPushers; ++who) {
    pushers.emplace_back([&box, who] {
      for (int i = 0; i < kEach;) {
        if (box.push({who, i})) {
          ++i;
        } else {
          std::this_thread::yield();
        }
      }
    });
  }
  std::vector<int> next(kPushers, 0);
  for (int taken = 0; taken < kPushers * kEach;) {
    const auto popped = box.pop(7, soon());
    ASSERT_FALSE(popped.empty());
    for (const auto& [who, i] : popped) ASSERT_EQ(i, next[static_cast<std::size_t>(who)]++) << "of pusher " << who;
    taken += static_cast<int>(popped.size());
  }
}

}  // namespace
}  // namespace voelspriet
