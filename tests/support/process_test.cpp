// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <system_error>

#include "tests/support/temp_dir.hpp"

namespace voelspriet::support {
namespace {

constexpr milliseconds kSoon = std::chrono::seconds(10);

TEST(Process, SpeaksByLines) {
  Process cat({{"cat"}, {}});
  cat.write("een\ntwee\ndrie");
  EXPECT_EQ(cat.read_line(kSoon), "een");
  EXPECT_EQ(cat.read_line(kSoon), "twee");
  cat.close_input();
  EXPECT_EQ(cat.read_line(kSoon), "drie");
  EXPECT_EQ(cat.read_line(kSoon), std::nullopt);
  EXPECT_EQ(cat.wait(kSoon), 0);
}

TEST(Process, ReadingALineEndsAtItsDeadline) {
  Process cat({{"cat"}, {}});
  EXPECT_EQ(cat.read_line(milliseconds(20)), std::nullopt);
  EXPECT_TRUE(cat.running());
}

TEST(Process, TellsStatusAndSignal) {
  EXPECT_EQ(Process({{"sh", "-c", "exit 7"}, {}}).wait(kSoon), 7);
  Process cat({{"cat"}, {}});
  EXPECT_EQ(cat.terminate(), 128 + SIGTERM);
  Process other({{"cat"}, {}});
  other.kill();
  EXPECT_EQ(other.wait(milliseconds(0)), 128 + SIGKILL);
}

TEST(Process, IsGoneWithTheObject) {
  pid_t pid = 0;
  {
    Process cat({{"cat"}, {}});
    pid = cat.pid();
    EXPECT_EQ(::kill(pid, 0), 0);
  }
  EXPECT_EQ(::kill(pid, 0), -1);
}

TEST(Process, AProgramThatIsNotThereIsAnError) { EXPECT_THROW(Process({{"/no/such/program"}, {}}), std::system_error); }

TEST(Run, GivesBothOutputsAndTheStatus) {
  const TempDir dir;
  const Outcome outcome =
      run({{"sh", "-c", "cat; echo \"$WORD\" >&2; pwd; exit 3"}, {{"WORD", "fout"}}, dir.path()}, "in\n");
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out, "in\n" + dir.path().string() + "\n");
  EXPECT_EQ(outcome.err, "fout\n");
}

TEST(Run, KillsWhatDoesNotEnd) {
  EXPECT_THROW(run({{"sh", "-c", "exec sleep 60"}, {}}, {}, milliseconds(50)), std::system_error);
}

TEST(FreePort, IsOfThisMachine) {
  const int port = free_port();
  EXPECT_GT(port, 1023);
  EXPECT_LT(port, 65536);
}

}  // namespace
}  // namespace voelspriet::support
