// SPDX-License-Identifier: Apache-2.0
#include "feeds/cli.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace voelspriet::feeds {
namespace {

using testing::HasSubstr;

TEST(FeedsCli, ReadsWhatToPrint) {
  const auto asked = parse_cli(
      {"jetstream", "--url", "ws://127.0.0.1:1/subscribe", "--stdout", "--term", "chloor", "--term", "de kade"});
  ASSERT_TRUE(asked) << to_string(asked.error());
  const auto& print = std::get<PrintJetstream>(*asked);
  EXPECT_EQ(print.url, "ws://127.0.0.1:1/subscribe");
  EXPECT_THAT(print.terms, testing::ElementsAre("chloor", "de kade"));
}

TEST(FeedsCli, PrintsAllWhenTold) {
  const auto asked = parse_cli({"jetstream", "--url", "ws://127.0.0.1:1/subscribe", "--stdout", "--all"});
  ASSERT_TRUE(asked) << to_string(asked.error());
  EXPECT_TRUE(std::get<PrintJetstream>(*asked).terms.empty());
}

TEST(FeedsCli, RunsAConfiguration) {
  const auto asked = parse_cli({"run", "--config", "feeds.yaml", "--speed", "10"});
  ASSERT_TRUE(asked) << to_string(asked.error());
  EXPECT_EQ(std::get<RunFeeds>(*asked).config, "feeds.yaml");
  EXPECT_EQ(std::get<RunFeeds>(*asked).speed, 10);
  EXPECT_TRUE(std::get<RunFeeds>(parse_cli({"run", "--config", "feeds.yaml", "--verify"}).value()).verify_only);
  EXPECT_THAT(std::get<ShowText>(parse_cli({"run", "--describe"}).value()).text, HasSubstr("hub_endpoint"));
  EXPECT_FALSE(parse_cli({"run"}));
  EXPECT_FALSE(parse_cli({"run", "--config", "feeds.yaml", "--speed", "0"}));
}

TEST(FeedsCli, WantsToKnowWhatAndWhere) {
  EXPECT_FALSE(parse_cli({}));
  EXPECT_FALSE(parse_cli({"jetstream", "--stdout", "--all"}));
  EXPECT_FALSE(parse_cli({"jetstream", "--url", "ws://h/", "--all"}));
  EXPECT_THAT(parse_cli({"jetstream", "--url", "ws://h/", "--stdout"}).error().what, HasSubstr("--all"));
  EXPECT_FALSE(parse_cli({"jetstream", "--url", "ws://h/", "--stdout", "--all", "--term", "x"}));
  EXPECT_FALSE(parse_cli({"jetstream", "--url", "ws://h/", "--stdout", "--all", "--loud"}));
}

TEST(FeedsCli, HelpsAndSaysItsVersion) {
  EXPECT_THAT(std::get<ShowText>(parse_cli({"--help"}).value()).text, HasSubstr("jetstream"));
  EXPECT_THAT(std::get<ShowText>(parse_cli({"jetstream", "--help"}).value()).text, HasSubstr("--all"));
  EXPECT_THAT(std::get<ShowText>(parse_cli({"--version"}).value()).text, HasSubstr("voelspriet-feeds 0"));
}

}  // namespace
}  // namespace voelspriet::feeds
