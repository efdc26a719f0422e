// SPDX-License-Identifier: Apache-2.0
#include "hub/store/event_log.hpp"

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <future>

#include "hub/store/snapshot.hpp"
#include "hub/wire/state_codec.hpp"
#include "tests/hub/store/store_fixture.hpp"

namespace voelspriet::store {
namespace {

class EventLogTest : public StoreTest {
 protected:
  Result<std::unique_ptr<EventLog>> open() { return EventLog::open({server.socket_path(), mirror}); }

  // Appends to `log` and to `lines`.
  void append(EventLog& log, std::size_t count) {
    const auto more = events_after(head, count);
    ASSERT_OK(log.append(more, head));
    head = head_after(head, more);
    lines.insert(lines.end(), more.begin(), more.end());
  }
  std::string all_lines() const {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
  }

  const std::filesystem::path mirror = folder / "log.jsonl";
  std::vector<std::string> lines;
  Head head;
};

TEST_F(EventLogTest, MirrorLineNIsTheExactBytesOfEventN) {
  auto log = open();
  ASSERT_OK(log);
  append(**log, 3);
  append(**log, 2);
  EXPECT_EQ(support::read_file(mirror), all_lines());
  EXPECT_FALSE((*log)->mirror_behind());
}

TEST_F(EventLogTest, AMirrorThatIsBehindIsFilledAtTheStart) {
  append(**open(), 2500);
  std::filesystem::resize_file(mirror, 0);
  ASSERT_OK(open());
  EXPECT_EQ(support::read_file(mirror), all_lines());
}

TEST_F(EventLogTest, PartOfALastLineIsRepaired) {
  append(**open(), 3);
  std::filesystem::resize_file(mirror, std::filesystem::file_size(mirror) - 10);
  ASSERT_OK(open());
  EXPECT_EQ(support::read_file(mirror), all_lines());
}

TEST_F(EventLogTest, AMirrorAheadOfTheLogStopsTheHub) {
  append(**open(), 2);
  const auto more = events_after(head, 1);
  support::write_file(mirror, all_lines() + more[0] + "\n");
  const auto opened = open();
  ASSERT_EQ(code_of(opened), Errc::kMirrorAhead);
  EXPECT_EQ(opened.error().what.substr(0, 38), "holds event 3, the log ends at 2: the ");
  support::write_file(mirror, all_lines() + more[0].substr(0, 20));  // even part of a line was once in the log
  EXPECT_EQ(code_of(open()), Errc::kMirrorAhead);
}

TEST_F(EventLogTest, AnAppendOnlyFileCutShortIsNoticedByTheMirror) {
  append(**open(), 3);
  append(**open(), 1);
  server.kill();
  for (const auto& file : std::filesystem::directory_iterator{folder / "appendonlydir"}) {
    if (file.path().string().ends_with(".incr.aof")) std::filesystem::resize_file(file, file.file_size() - 7);
  }
  server.start();
  EXPECT_EQ(code_of(open()), Errc::kMirrorAhead);
}

TEST_F(EventLogTest, AMirrorWithOtherContentIsCorrupt) {
  append(**open(), 3);
  auto text = all_lines();
  text[text.rfind("waarneming")] = 'W';
  support::write_file(mirror, text);
  const auto opened = open();
  ASSERT_EQ(code_of(opened), Errc::kCorrupt);
  EXPECT_EQ(to_string(opened.error()), "mirror line 3: is not what the log holds");
}

// Files of this process can grow no further while this exists.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(EventLogTest, AFullDiskLeavesTheMirrorBehindAndLosesNoEvent) {
  auto log = open();
  ASSERT_OK(log);
  append(**log, 3);
  {
    const FullDisk full{std::filesystem::file_size(mirror) + 100};
    append(**log, 2);
    EXPECT_TRUE((*log)->mirror_behind());
    EXPECT_EQ((*log)->state(), domain::StoreState::well);
    append(**log, 1);
    EXPECT_TRUE(open()) << "a hub starts with its mirror behind";
  }
  log = open();
  ASSERT_OK(log);
  EXPECT_FALSE((*log)->mirror_behind());
  EXPECT_EQ(support::read_file(mirror), all_lines());
}

TEST_F(EventLogTest, AMirrorIsMendedWhenTheDiskHasRoomAgain) {
  auto log = open();
  ASSERT_OK(log);
  {
    const FullDisk full{100};
    append(**log, 2);
    EXPECT_TRUE((*log)->mirror_behind());
  }
  EXPECT_TRUE(support::eventually(std::chrono::seconds{10}, [&] {
    append(**log, 1);
    return !(*log)->mirror_behind();
  }));
  EXPECT_EQ(support::read_file(mirror), all_lines());
}

TEST_F(EventLogTest, ShowsWhatStateTheServerIsIn) {
  auto log = open();
  ASSERT_OK(log);
  append(**log, 1);
  EXPECT_EQ((*log)->state(), domain::StoreState::well);
  redis_says({"CONFIG", "SET", "maxmemory", "1mb"});
  EXPECT_FALSE((*log)->append(events_after(head, 1), head));
  EXPECT_EQ((*log)->state(), domain::StoreState::full);
  server.stop();
  EXPECT_FALSE((*log)->head());
  EXPECT_EQ((*log)->state(), domain::StoreState::away);
}

class SnapshotTest : public EventLogTest {
 protected:
  SnapshotTest() {
    state.desk = "Proefstad";
    state.seq = 3;
    state.commands.remember("0123456789abcdef0123456789abcdef", 2);
    log = std::move(*open());
    append(*log, 3);
    file = std::make_unique<SnapshotFile>(path, server.socket_path());
    save(head);
  }
  void save(const Head& at) { EXPECT_TRUE(file->write(state, at)); }

  domain::State state;
  const std::filesystem::path path = folder / "snapshot";
  std::unique_ptr<EventLog> log;
  std::unique_ptr<SnapshotFile> file;
};

TEST_F(SnapshotTest, LoadsWhatWasSaved) {
  append(*log, 5);
  const auto loaded = file->load();
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->state, state);
  EXPECT_EQ(loaded->head.seq, 3u);
  EXPECT_EQ(loaded->head.hash, crypto::sha256(lines[2]));
  EXPECT_EQ(loaded->state.commands.find("0123456789abcdef0123456789abcdef"), 2u);
}

TEST_F(SnapshotTest, MayAlwaysBeDeleted) {
  std::filesystem::remove(path);
  EXPECT_FALSE(file->load());
}

TEST_F(SnapshotTest, IsIgnoredWhenOneByteOfItIsWrong) {
  auto text = support::read_file(path);
  text[text.size() - 5] ^= 1;
  support::write_file(path, text);
  EXPECT_FALSE(file->load());
  support::write_file(path, text.substr(0, 40));
  EXPECT_FALSE(file->load());
  support::write_file(path, "");
  EXPECT_FALSE(file->load());
}

TEST_F(SnapshotTest, IsIgnoredWhenItIsOfAnotherVersion) {
  auto text = support::read_file(path);
  const auto version = "\"v\":" + std::to_string(wire::kSnapshotVersion);
  text.replace(text.find(version), version.size(), "\"v\":0");
  support::write_file(path, text);
  EXPECT_FALSE(file->load());
}

TEST_F(SnapshotTest, IsIgnoredWhenTheLogIsAnother) {
  save(head_after({}, events_after({}, 3, "iets anders")));
  EXPECT_FALSE(file->load());
  state.seq = 99;
  save(head);
  EXPECT_FALSE(file->load());
}

TEST_F(SnapshotTest, AFullDiskLeavesTheOldOne) {
  const auto before = state;
  for (int i = 0; i < 1'000; ++i) state.commands.remember(std::to_string(1'000'000 + i), 3);
  {
    const FullDisk full{1'000};
    EXPECT_EQ(code_of(file->write(state, head)), Errc::kStoreFull);
  }
  EXPECT_EQ(file->load()->state, before);
  save(head);
  EXPECT_EQ(file->load()->state, state);
}

// A log that evolve() can follow, and a snapshot that is made from it on its own thread.
class SnapshotOfLogTest : public EventLogTest {
 protected:
  SnapshotOfLogTest() { grow({domain::DeskFounded{"Proefstad", true, {domain::PersonId{1}, "Lotte", {domain::Role::lead}, 0}, {}}}); }
  void grow(const std::vector<domain::EventBody>& bodies) {
    std::vector<std::string> more;
    Head after = head;
    for (const auto& body : bodies) {
      domain::Event event;
      event.meta.seq = after.seq + 1;
      event.meta.prev = after.hash;
      event.meta.desk = "Proefstad";
      event.meta.command = std::to_string(event.meta.seq);
      event.body = body;
      domain::evolve(state, event);
      more.push_back(wire::encode(event));
      after = head_after(after, {&more.back(), 1});
    }
    EXPECT_TRUE(log->append(more, head));
    head = after;
  }
  void pull_brakes(int times) {
    std::vector<domain::EventBody> bodies;
    for (int i = 0; i < times; ++i) bodies.insert(bodies.end(), {domain::BrakePulled{"stop"}, domain::BrakeReleased{"verder"}});
    grow(bodies);
  }

  domain::State state;
  std::unique_ptr<EventLog> log = std::move(*open());
  Result<void> ended = fail(Errc::kInternal, "", "not yet");
  SnapshotFile file{folder / "snapshot", server.socket_path(), [this](const Result<void>& outcome) { ended = outcome; }};
};

TEST_F(SnapshotOfLogTest, HoldsTheStateAtTheHeadItWasAskedFor) {
  for (int times = 0; times < 2; ++times) {  // from the beginning, then from the last snapshot
    pull_brakes(750);
    const auto then = state;
    const auto at = head;
    ASSERT_OK(file.save(state, head));
    pull_brakes(10);
    file.finish();
    ASSERT_OK(ended);
    const auto loaded = file.load();
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->state, then);
    EXPECT_EQ(loaded->head, at);
  }
}

TEST_F(SnapshotOfLogTest, OneIsWrittenAtATime) {
  std::promise<void> go_on;
  const auto may = go_on.get_future().share();
  SnapshotFile slow{folder / "slow", server.socket_path(), [may](const Result<void>&) { may.wait(); }};
  ASSERT_OK(slow.save(state, head));
  EXPECT_EQ(code_of(slow.save(state, head)), Errc::kBusy);
  go_on.set_value();
  slow.finish();
  ASSERT_OK(slow.save(state, head));
}

TEST_F(SnapshotOfLogTest, ATroubleIsToldAndTheOldOneStays) {
  ASSERT_OK(file.save(state, head));
  file.finish();
  const auto old = support::read_file(folder / "snapshot");
  pull_brakes(10);
  {
    const FullDisk full{100};
    ASSERT_OK(file.save(state, head));
    file.finish();
  }
  EXPECT_EQ(code_of(ended), Errc::kStoreFull);
  EXPECT_EQ(support::read_file(folder / "snapshot"), old);
  server.kill();
  ASSERT_OK(file.save(state, head));
  file.finish();
  EXPECT_EQ(code_of(ended), Errc::kStoreAway);
  EXPECT_EQ(support::read_file(folder / "snapshot"), old);
}

}  // namespace
}  // namespace voelspriet::store
