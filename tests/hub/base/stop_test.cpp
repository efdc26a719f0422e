// SPDX-License-Identifier: Apache-2.0
#include "hub/base/stop.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <csignal>
#include <thread>

#include "hub/base/assert.hpp"
#include "hub/base/signals.hpp"
#include "hub/base/time.hpp"

namespace voelspriet {
namespace {

using namespace std::chrono_literals;

TEST(StopFlag, SaysNoAtTheDeadlineAndYesForEverOnceItIsSet) {
  StopFlag stop;
  EXPECT_FALSE(stop.wait_until(steady_now() + 1ms));
  stop.request();
  stop.request();
  EXPECT_TRUE(stop.wait_until(steady_now()));
  EXPECT_TRUE(stop.requested());
}

TEST(StopFlag, EndsTheWaitOfEveryThread) {
  StopFlag stop;
  const auto deadline = steady_now() + 10s;
  {
    const std::jthread waits{[&] { EXPECT_TRUE(stop.wait_until(deadline)); }};
    const std::jthread sleeps{[&] { sleep_until_or(deadline, stop); }};
    stop.request();
  }
  EXPECT_LT(steady_now(), deadline);
}

TEST(StopOnSignals, TurnsTermAndInterruptIntoAStopAndOutlivesALostReader) {
  for (const int number : {SIGTERM, SIGINT}) {
    StopFlag stop;
    const StopOnSignals signals{stop};
    std::raise(SIGPIPE);
    EXPECT_FALSE(stop.requested());
    kill(getpid(), number);
    EXPECT_TRUE(stop.wait_until(steady_now() + 10s)) << number;
  }
}

TEST(AssertDeathTest, PrintsWhatWasExpectedAndWhatWasThere) {
  const int sequence = 7;
  EXPECT_DEATH(VOELSPRIET_ASSERT(sequence == 8, std::to_string(sequence)), "sequence == 8.*7");
}

}  // namespace
}  // namespace voelspriet
