// SPDX-License-Identifier: Apache-2.0
#include "feeds/jetstream/event.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "feeds/jetstream/source.hpp"
#include "hub/base/limits.hpp"
#include "hub/wire/json.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::feeds {
namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path{VOELSPRIET_SOURCE_DIR} / "tests/feeds/jetstream/cases";

std::string without_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string outcome(const std::string& line) {
  JetstreamParser parser;
  const auto event = parser.parse(line);
  if (!event) return fmt::format("{} {}", to_string(event.error().code), to_string(event.error()));
  const auto mention = to_mention(*event);
  const std::string cursor = event->cursor.empty() ? "" : fmt::format("cursor {}\n", event->cursor);
  return cursor + (mention ? wire::to_json(*mention) : "no mention");
}

class JetstreamCase : public testing::TestWithParam<fs::path> {};

TEST_P(JetstreamCase, BecomesWhatStandsBesideIt) {
  fs::path expected = GetParam();
  EXPECT_EQ(outcome(without_newline(support::read_file(GetParam()))),
            without_newline(support::read_file(expected.replace_extension(".expected"))));
}

std::vector<fs::path> cases() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator{kCases}) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

INSTANTIATE_TEST_SUITE_P(Snapshots, JetstreamCase, testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.stem().string(); });

TEST(JetstreamParser, ReadsOnAfterALineThatIsWrong) {
  JetstreamParser parser;
  EXPECT_FALSE(parser.parse(R"({"did":"a)"));
  const auto event = parser.parse(R"({"did":"a","time_us":1,"kind":"identity"})");
  ASSERT_TRUE(event) << to_string(event.error());
  EXPECT_EQ(event->did, "a");
}

TEST(JetstreamParser, RefusesALineOverTheLimitBeforeReadingIt) {
  JetstreamParser parser;
  EXPECT_EQ(parser.parse(std::string(limits::kLineBytesMax + 1, ' ')).error().code, Errc::kTooLarge);
}

TEST(SubscribeUrl, AsksForPostsAndResumes) {
  const std::string base = "wss://jetstream.example/subscribe";
  EXPECT_EQ(subscribe_url(base, false, {}), base + "?wantedCollections=app.bsky.feed.post");
  EXPECT_EQ(subscribe_url(base, true, {"4711"}),
            base + "?wantedCollections=app.bsky.feed.post&wantedCollections=app.bsky.feed.repost&cursor=4711");
  EXPECT_EQ(subscribe_url(base + "?wantedCollections=app.bsky.feed.*", true, {"4711", 1}),
            base + "?wantedCollections=app.bsky.feed.*&cursor=4711");
}

TEST(SubscribeUrl, GoesBackASecondByTimeUnlessThatBroughtNothingAndThenOn) {
  const std::string base = "ws://h/subscribe?wantedCollections=x";
  EXPECT_EQ(subscribe_url(base, false, {"time:1795270068123456", 0}), base + "&cursor=1795270067123456");
  EXPECT_EQ(subscribe_url(base, false, {"time:1795270068123456", 1}), base + "&cursor=1795270068123456");
  EXPECT_EQ(subscribe_url(base, false, {"time:1795270068123456", 2}), base + "&cursor=1795270068123457");
  EXPECT_EQ(subscribe_url(base, false, {"time:1795270068123456", 100}), base + "&cursor=1795270078123456");
  EXPECT_EQ(subscribe_url(base, false, {"4711", 1}), base + "&cursor=4711");
  EXPECT_EQ(subscribe_url(base, false, {"4711", 100}), base + "&cursor=4712");
}

}  // namespace
}  // namespace voelspriet::feeds
