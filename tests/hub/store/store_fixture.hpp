// SPDX-License-Identifier: Apache-2.0
// Three words for tests of the store: a Redis of their own, a chain of events, and a wire that can be cut.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "hub/store/log_store.hpp"
#include "hub/wire/event_codec.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::store {

// The lines of `count` events after `before`.
inline std::vector<std::string> events_after(Head before, std::size_t count, const std::string& word = "waarneming") {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < count; ++i) {
    domain::Event event;
    event.meta.seq = before.seq + 1;
    event.meta.prev = before.hash;
    event.meta.desk = "Proefstad";
    event.body = domain::ClaimReworded{{7}, word + " " + std::to_string(event.meta.seq)};
    lines.push_back(wire::encode(event));
    before = head_after(before, {&lines.back(), 1});
  }
  return lines;
}

template <class T>
Errc code_of(const Result<T>& result) {
  EXPECT_FALSE(result);
  return result ? Errc::kInternal : result.error().code;
}

#define ASSERT_OK(result) \
  do {                    \
    const auto& outcome_ = (result); \
    ASSERT_TRUE(outcome_) << to_string(outcome_.error()); \
  } while (false)

class StoreTest : public testing::Test {
 protected:
  // What a Redis client says, for making trouble.
  std::string redis_says(const Redis::Words& words) {
    Redis redis{server.socket_path()};
    const auto reply = redis.command(words);
    return reply ? std::string{(**reply).text()} : to_string(reply.error());
  }

  support::TempDir folder{"store"};
  support::RedisServer server{folder.path()};
};

}  // namespace voelspriet::store
