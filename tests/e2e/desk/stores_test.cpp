// SPDX-License-Identifier: Apache-2.0
// What happens to a desk when a store goes away, a second hub starts, or the log loses its end.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/e2e/desk/house.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Stores : testing::Test {
  Stores() { house.open_incident(); }
  House house;
};

TEST_F(Stores, ANewerHubFencesTheOlderOne) {
  const auto second = house.second_hub();
  // Its first own append, or the next one it is asked for, tells the older hub.
  EXPECT_TRUE(eventually(20s, [&] {
    (void)house.act("analyst", domain::MakeClaim{"Er is chloor", {}});
    return !house.hub_runs();
  }));
  EXPECT_THAT(read_file(house.folder() / "hub.log"), HasSubstr("newer"));
  house.mirror_events();
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
