// SPDX-License-Identifier: Apache-2.0
// What happens to a desk when a store goes away, a second hub starts, or the log loses its end.
#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>

#include "hub/base/time.hpp"
#include "tests/e2e/desk/house.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Stores : testing::Test {
  Stores() { house.open_incident(); }
  wire::Status status() { return house.as("lead").ask<wire::Status>(wire::AskStatus{}, steady_now() + 5s).value(); }
  bool mentions_are(domain::StoreState state) {
    const auto pulses = status().pulses;
    return !pulses.empty() && pulses.front().mention_store == state;
  }
  // A phone call typed in; the same number is the same note.
  Result<wire::Done> note(const std::string& number) {
    const domain::CommandId id = std::string(31, '0') + number;
    return house.as("analyst").act(wire::Note{id, House::kFire, domain::Genre::phone, "Beller ruikt chloor", "Beller 7", "", {}}, steady_now() + 10s);
  }
  House house;
};

TEST_F(Stores, ANewerHubFencesTheOlderOne) {
  const auto second = house.hub_elsewhere();
  // Its first own append, or the next one it is asked for, tells the older hub.
  EXPECT_TRUE(eventually(20s, [&] {
    (void)house.act("analyst", domain::MakeClaim{"Er is chloor", {}});
    return !house.hub_runs();
  }));
  EXPECT_THAT(read_file(house.folder() / "hub.log"), HasSubstr("newer"));
  house.mirror_events();
}

TEST_F(Stores, AHubThatIsStartedTwiceOnOneMachineGoesOn) {
  const auto second = house.second_hub();
  EXPECT_NE(second->wait(20s).value_or(0), 0);
  EXPECT_THAT(read_file(house.folder() / "second.log"), HasSubstr("run already"));
  house.must("analyst", domain::MakeClaim{"Er is chloor", {}});
  EXPECT_TRUE(house.hub_runs());
}

TEST_F(Stores, CommandsAreRefusedWhileTheLogIsAwayAndGoOnAfterwards) {
  house.must("analyst", domain::MakeClaim{"een", {}});
  house.log.kill();
  const auto refused = house.act("analyst", domain::MakeClaim{"twee", {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kStoreAway) << to_string(refused.error());
  house.log.start();
  EXPECT_TRUE(eventually(20s, [&] { return house.act("analyst", domain::MakeClaim{"drie", {}}).has_value(); }));
  EXPECT_EQ(house.claims().size(), 2u);
  house.mirror_events();
}

TEST_F(Stores, ALogThatCanBeWrittenToAgainIsSeenThoughNobodySendsACommand) {
  const auto log_is = [&](domain::StoreState state) {
    return eventually(20s, [&] { return status().pulses.front().log == state; });
  };
  const auto log_says = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"redis-cli", "-s", house.log.socket_path()});
    ASSERT_EQ(run({words}).status, 0);
  };
  const auto refused = [&] { return !house.act("analyst", domain::MakeClaim{"een", {}}); };
  ASSERT_TRUE(eventually(20s, [&] { return !status().pulses.empty(); }));

  house.log.kill();
  EXPECT_TRUE(refused() && log_is(domain::StoreState::away));
  house.log.start();
  EXPECT_TRUE(log_is(domain::StoreState::well));

  log_says({"CONFIG", "SET", "maxmemory", "1"});
  EXPECT_TRUE(refused() && log_is(domain::StoreState::full));
  log_says({"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_TRUE(log_is(domain::StoreState::well));

  log_says({"REPLICAOF", "127.0.0.1", "1"});
  EXPECT_TRUE(refused() && log_is(domain::StoreState::read_only));
  log_says({"REPLICAOF", "NO", "ONE"});
  EXPECT_TRUE(log_is(domain::StoreState::well));
  house.must("analyst", domain::MakeClaim{"twee", {}});
  EXPECT_EQ(house.claims().size(), 1u);
}

TEST_F(Stores, AHungLogRefusesAtOnceAndWhatWasInDoubtIsDoneOnce) {
  house.must("analyst", domain::MakeClaim{"een", {}});
  house.as("editor");
  const domain::Command in_doubt{{house.next_id(), House::kFire, 0, 0}, domain::MakeClaim{"twee", {}}};
  house.log.freeze();
  const auto lost = house.as("analyst").act(wire::Do{in_doubt}, steady_now() + 4s);
  ASSERT_FALSE(lost) << "nothing is done that is not durable";
  for (int times = 0; times < 5; ++times) {
    const auto asked = steady_now();
    const auto refused = house.act("editor", domain::MakeClaim{"drie", {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::kStoreAway) << to_string(refused.error());
    EXPECT_LT(steady_now() - asked, 1s);
  }
  house.log.thaw();
  ASSERT_TRUE(eventually(20s, [&] { return house.as("analyst").act(wire::Do{in_doubt}, steady_now() + 4s).has_value(); }));
  house.must("editor", domain::RegisterFact{domain::FactKind::phone, "0800-1234", "publieksnummer", "gemeente", {}});
  std::vector<std::string> assertions;
  for (const auto& claim : house.claims()) assertions.push_back(claim.assertion);
  EXPECT_THAT(assertions, testing::ElementsAre("een", "twee"));
  house.mirror_events();
}

TEST_F(Stores, TheHubStartsWithoutTheMentionsAndTakesThemUpWhenTheyCome) {
  house.kill_hub();
  house.mentions.kill();
  house.start_hub();
  house.must("analyst", domain::MakeClaim{"goedkeuren kan nog", {}});
  EXPECT_TRUE(eventually(20s, [&] { return mentions_are(domain::StoreState::away); }));
  EXPECT_THAT(run({{program("voelspriet-ctl"), "--desk", house.folder(), "--key", "lead", "--passphrase-file", house.folder() / "passphrase", "status"}}).out,
              HasSubstr("De opslag van berichten is niet bereikbaar"));
  const auto page = house.as("analyst").ask<wire::Mentions>(wire::AskMentions{0, House::kFire, {}, 0, 10}, steady_now() + 5s);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, Errc::kStoreAway);
  house.mentions.start();
  EXPECT_TRUE(eventually(20s, [&] { return mentions_are(domain::StoreState::well); }));
  ASSERT_TRUE(note("1"));
  EXPECT_EQ(house.all_mentions().size(), 1u);
}

TEST_F(Stores, ANoteRepeatedAfterARestartIsAnsweredWithItsPlace) {
  ASSERT_TRUE(note("1"));
  ASSERT_TRUE(note("2"));
  house.kill_hub();
  house.start_hub();
  const auto again = note("2");
  ASSERT_TRUE(again) << to_string(again.error());
  EXPECT_EQ(again->ordinal, 2u);
  EXPECT_TRUE(again->again);
  EXPECT_EQ(note("3")->ordinal, 3u);
}

TEST_F(Stores, AMentionThatCannotBeReadIsSetAsideAndNamed) {
  ASSERT_TRUE(note("1"));
  house.kill_hub();
  ASSERT_EQ(run({{"redis-cli", "-s", house.mentions.socket_path(), "XADD", "mentions:1", "2-0", "m", "{"}}).status, 0);
  house.start_hub();
  ASSERT_TRUE(eventually(20s, [&] { return status().counters["mentions.set_aside"] == 1; }));
  EXPECT_THAT(read_file(house.folder() / "hub.log"), HasSubstr("mentions:1 entry 2"));
  EXPECT_EQ(note("3")->ordinal, 3u);
  EXPECT_EQ(house.all_mentions().size(), 2u);
  house.must("analyst", domain::MakeClaim{"alles gaat door", {}});
}

TEST_F(Stores, AMentionStoreThatLostEverythingWhileTheHubRanStopsItAndTheNextOneGoesOn) {
  ASSERT_TRUE(note("1"));
  ASSERT_EQ(run({{"redis-cli", "-s", house.mentions.socket_path(), "FLUSHALL"}}).status, 0);
  (void)note("2");
  ASSERT_TRUE(house.hub().wait(20s)) << "it is not the store this hub wrote to";
  house.forget_connections();
  house.start_hub();
  EXPECT_EQ(note("2")->ordinal, 1u);
  house.must("analyst", domain::MakeClaim{"alles gaat door", {}});
}

TEST_F(Stores, WhoeverIsCutWithoutAWordOrHangsIsNoLongerPresent) {
  const auto tail = [&](const std::string& person) {
    return Process{{{program("voelspriet-ctl"), "--desk", house.folder(), "--key", person, "--passphrase-file", house.folder() / "passphrase", "tail"}}};
  };
  const auto present = [&] {
    const auto pulses = status().pulses;
    return pulses.empty() ? 0 : pulses.front().present.size();
  };
  Process killed = tail("analyst"), hung = tail("editor");
  ASSERT_TRUE(eventually(20s, [&] { return present() == 2; }));
  killed.kill();
  EXPECT_TRUE(eventually(20s, [&] { return present() == 1; }));
  hung.signal(SIGSTOP);
  EXPECT_TRUE(eventually(40s, [&] { return present() == 0; }));
}

TEST_F(Stores, MentionsWaitWhileTheirStoreIsAwayAndCommandsGoOn) {
  house.mentions.kill();
  house.must("analyst", domain::MakeClaim{"goedkeuren kan nog", {}});
  house.mentions.start();
  const auto noted = house.as("analyst").act(
      wire::Note{house.next_id(), House::kFire, domain::Genre::phone, "Beller ruikt chloor", "Beller 7", "", {}}, std::chrono::steady_clock::now() + 20s);
  ASSERT_TRUE(noted) << to_string(noted.error());
  EXPECT_EQ(house.all_mentions().size(), 1u);
}

TEST_F(Stores, ALogThatLostItsEndIsNoticedByTheMirror) {
  house.must("analyst", domain::MakeClaim{"een", {}});
  house.must("analyst", domain::MakeClaim{"twee", {}});
  house.kill_hub();
  house.log.kill();
  const auto before = house.mirror_events().size();
  std::filesystem::path newest;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{house.log.directory()})
    if (entry.path().string().ends_with(".incr.aof") && entry.file_size() > 7) newest = entry.path();
  ASSERT_FALSE(newest.empty());
  std::filesystem::resize_file(newest, std::filesystem::file_size(newest) - 7);
  house.log.start();
  const auto hub = house.second_hub();
  ASSERT_TRUE(hub->wait(20s)) << "the hub must stop and ask";
  EXPECT_THAT(read_file(house.folder() / "second.log"), HasSubstr("mirror"));
  EXPECT_EQ(house.mirror_events().size(), before) << "nothing of the record is touched";
}

}  // namespace
}  // namespace voelspriet::support
