// SPDX-License-Identifier: Apache-2.0
#include "tests/support/redis_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/temp_dir.hpp"

namespace voelspriet::support {
namespace {

std::string cli(const RedisServer& server, std::vector<std::string> words) {
  words.insert(words.begin(), {"redis-cli", "-s", server.socket_path()});
  return run({words, {}}).out;
}

TEST(RedisServer, KeepsWhatWasWrittenThroughAKill) {
  const TempDir dir("redis");
  RedisServer server(dir.path());
  EXPECT_EQ(cli(server, {"XADD", "log", "1-0", "e", "x"}), "1-0\n");
  server.kill();
  server.start();
  EXPECT_EQ(cli(server, {"XLEN", "log"}), "1\n");
  server.stop();
}

TEST(RedisServer, RefusesWritesWhenItsMemoryIsFull) {
  const TempDir dir("redis");
  const RedisServer server(dir.path(), {.maxmemory_bytes = 1});
  EXPECT_NE(cli(server, {"SET", "a", "b"}).find("OOM"), std::string::npos);
}

TEST(RedisServer, SaysWhyItDoesNotStart) {
  const TempDir dir("redis");
  try {
    const RedisServer server(dir.path(), {.appendfsync = "nooit"});
    ADD_FAILURE() << "it started";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("nooit"));
  }
}

}  // namespace
}  // namespace voelspriet::support
