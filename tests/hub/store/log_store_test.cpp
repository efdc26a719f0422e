// SPDX-License-Identifier: Apache-2.0
#include "hub/store/log_store.hpp"

#include "hub/base/time.hpp"
#include "tests/hub/store/store_fixture.hpp"
#include "tests/support/cut_wire.hpp"

namespace voelspriet::store {
namespace {

class LogStoreTest : public StoreTest {
 protected:
  LogStoreTest() { EXPECT_TRUE(log.open()); }

  // Appends and moves `head`.
  Result<void> append(LogStore& store, std::size_t count) {
    const auto lines = events_after(head, count);
    auto appended = store.append(lines, head);
    if (appended) head = head_after(head, lines);
    return appended;
  }

  LogStore log{server.socket_path()};
  Head head;
};

TEST_F(LogStoreTest, GivesBackTheExactBytesInOrder) {
  const auto lines = events_after({}, 5);
  ASSERT_OK(log.append(lines, {}));
  EXPECT_EQ(*log.read(1, 100), lines);
  EXPECT_EQ(*log.read(3, 2), (std::vector<std::string>{lines[2], lines[3]}));
  EXPECT_TRUE(log.read(6, 10)->empty());
  EXPECT_EQ(*log.head(), head_after({}, lines));
}

TEST_F(LogStoreTest, TheNewestHubWinsAndTheOlderIsFenced) {
  ASSERT_OK(append(log, 2));
  LogStore newer{server.socket_path()};
  EXPECT_EQ(*newer.open(), head);
  EXPECT_EQ(code_of(log.append(events_after(head, 1), head)), Errc::kFenced);
  EXPECT_EQ(code_of(log.settle(head, head)), Errc::kFenced);
  ASSERT_OK(append(newer, 1));
}

TEST_F(LogStoreTest, EveryHubHasAnEpochOfItsOwn) {
  LogStore newer{server.socket_path()};
  ASSERT_OK(newer.open());
  EXPECT_EQ(log.epoch(), 1u);
  EXPECT_EQ(newer.epoch(), 2u);
}

TEST_F(LogStoreTest, RefusesABatchOnAHeadThatIsNotTheLogs) {
  ASSERT_OK(append(log, 2));
  const Head other = head_after({}, events_after({}, 2, "iets anders"));
  EXPECT_EQ(code_of(log.append(events_after(other, 1), other)), Errc::kConflict);
  EXPECT_EQ(code_of(log.append(events_after({}, 1, "opnieuw"), {})), Errc::kConflict);
  EXPECT_EQ(log.read(1, 10)->size(), 2u);
}

TEST_F(LogStoreTest, ALostAnswerIsSuccessAndAddsNothingTwice) {
  support::CutWire wire{folder / "wire", server.socket_path()};
  LogStore store{wire.path()};
  ASSERT_OK(store.open());
  ASSERT_OK(append(store, 1));
  wire.cut_answer("EVALSHA");
  ASSERT_OK(append(store, 3));
  EXPECT_EQ(log.read(1, 10)->size(), 4u);
}

TEST_F(LogStoreTest, ALostRequestIsSentAgain) {
  support::CutWire wire{folder / "wire", server.socket_path()};
  LogStore store{wire.path()};
  ASSERT_OK(store.open());
  ASSERT_OK(append(store, 1));
  wire.cut_request("EVALSHA");
  ASSERT_OK(append(store, 3));
  EXPECT_EQ(log.read(1, 10)->size(), 4u);
}

TEST_F(LogStoreTest, AServerThatDoesNotAnswerLeavesDoubtThatIsSettledForGood) {
  LogStore store{server.socket_path(), std::chrono::milliseconds{100}};
  ASSERT_OK(store.open());
  ASSERT_OK(append(store, 1));
  const auto lines = events_after(head, 2);
  server.freeze();
  EXPECT_EQ(code_of(store.append(lines, head)), Errc::kTimeout);
  EXPECT_EQ(code_of(store.settle(head, head_after(head, lines))), Errc::kStoreAway);
  server.thaw();
  Result<bool> settled = fail(Errc::kStoreAway, "", "");
  ASSERT_TRUE(support::eventually(std::chrono::seconds{10}, [&] { return (settled = store.settle(head, head_after(head, lines))).has_value(); }));
  EXPECT_EQ(log.read(1, 10)->size(), *settled ? 3u : 1u);
  if (*settled) head = head_after(head, lines);
  ASSERT_OK(append(store, 1));
}

TEST_F(LogStoreTest, AServerThatHangsIsAwayAtOnceForWhoeverComesNext) {
  LogStore store{server.socket_path(), std::chrono::milliseconds{500}};
  ASSERT_OK(store.open());
  server.freeze();
  EXPECT_EQ(code_of(store.read(1, 1)), Errc::kStoreAway);
  const auto frozen = steady_now();
  for (int i = 0; i < 100; ++i) EXPECT_EQ(code_of(store.append(events_after(head, 1), head)), Errc::kStoreAway) << "nothing was sent";
  EXPECT_LT(steady_now() - frozen, std::chrono::milliseconds{500}) << "not one time-out";
  server.thaw();
  EXPECT_TRUE(support::eventually(std::chrono::seconds{10}, [&] { return append(store, 1).has_value(); }));
  EXPECT_EQ(log.read(1, 10)->size(), 1u);
}

TEST_F(LogStoreTest, NothingAcknowledgedIsGoneAfterAKill) {
  ASSERT_OK(append(log, 100));
  server.kill();
  EXPECT_EQ(code_of(log.append(events_after(head, 1), head)), Errc::kStoreAway) << "it had gone before anything was sent";
  server.start();
  EXPECT_FALSE(*log.settle(head, head_after(head, events_after(head, 1))));
  ASSERT_OK(append(log, 1));
  EXPECT_EQ(log.read(1, 200)->size(), 101u);
}

TEST_F(LogStoreTest, AFullServerRefusesTheWholeBatch) {
  ASSERT_OK(append(log, 2));
  redis_says({"CONFIG", "SET", "maxmemory", "1mb"});
  EXPECT_EQ(code_of(log.append(events_after(head, 50), head)), Errc::kStoreFull);
  EXPECT_EQ(log.read(1, 10)->size(), 2u);
  redis_says({"CONFIG", "SET", "maxmemory", "0"});
  ASSERT_OK(append(log, 1));
}

TEST_F(LogStoreTest, AReplicaRefusesToWriteAndStillReads) {
  ASSERT_OK(append(log, 2));
  redis_says({"REPLICAOF", "127.0.0.1", "1"});
  EXPECT_EQ(code_of(log.append(events_after(head, 1), head)), Errc::kStoreReadOnly);
  EXPECT_EQ(log.read(1, 10)->size(), 2u);
  EXPECT_EQ(code_of(LogStore{server.socket_path()}.open()), Errc::kStoreReadOnly);
}

TEST_F(LogStoreTest, StartsOnTheHeadItFinds) {
  ASSERT_OK(append(log, 3));
  EXPECT_EQ(*LogStore{server.socket_path()}.open(), head);
}

TEST_F(LogStoreTest, RefusesALogWhoseHeadIsNotItsLastEntry) {
  ASSERT_OK(append(log, 3));
  redis_says({"XDEL", "log", "3-0"});
  EXPECT_EQ(code_of(LogStore{server.socket_path()}.open()), Errc::kCorrupt);
}

TEST_F(LogStoreTest, NamesAHole) {
  ASSERT_OK(append(log, 3));
  redis_says({"XDEL", "log", "2-0"});
  const auto read = log.read(1, 10);
  ASSERT_EQ(code_of(read), Errc::kCorrupt);
  EXPECT_EQ(to_string(read.error()), "log: event 2 is not there");
}

TEST_F(LogStoreTest, AnEmptiedServerIsAConflict) {
  ASSERT_OK(append(log, 3));
  redis_says({"FLUSHALL"});
  EXPECT_EQ(code_of(log.append(events_after(head, 1), head)), Errc::kConflict);
}

TEST(LogStore, SaysAwayWhereNoServerIs) {
  support::TempDir empty;
  EXPECT_EQ(code_of(LogStore{empty / "nothing"}.open()), Errc::kStoreAway);
}

}  // namespace
}  // namespace voelspriet::store
