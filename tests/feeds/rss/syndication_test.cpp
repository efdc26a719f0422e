// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/syndication.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <regex>

#include "feeds/rss/detail/dates.hpp"
#include "feeds/rss/detail/plain_text.hpp"
#include "hub/base/limits.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::feeds::rss {
namespace {

namespace fs = std::filesystem;

SyndicationFeed feed_of(const std::string& name, std::string_view content_type = "application/xml") {
  auto feed = parse_syndication(support::read_file(fs::path{VOELSPRIET_SOURCE_DIR} / "tests/fuzz/corpus/rss" / name), content_type);
  if (!feed) throw std::runtime_error{to_string(feed.error())};
  return std::move(*feed);
}

SyndicationFeed rss(const std::string& item, std::string_view content_type = "application/xml") {
  auto feed = parse_syndication("<rss><channel><item>" + item + "</item></channel></rss>", content_type);
  if (!feed) throw std::runtime_error{to_string(feed.error())};
  return std::move(*feed);
}

TEST(Syndication, ReadsRss2) {
  const auto feed = feed_of("rss2.xml");
  EXPECT_EQ(feed.title, "Zeemond Nieuws");
  EXPECT_EQ(feed.language, "nl-nl");
  ASSERT_EQ(feed.items.size(), 2u);
  const auto& item = feed.items[0];
  EXPECT_EQ(item.title, "Brand aan de Kadeweg & rook boven Oudekreek");
  EXPECT_EQ(item.id, "nieuws-2");
  EXPECT_EQ(item.link, "https://nieuws.example/2");
  EXPECT_EQ(item.author, "Redactie");
  EXPECT_EQ(item.published, parse_rfc3339("2026-11-21T13:20:00Z"));
  EXPECT_EQ(item.summary, "Er is veel rook.\nBlijf binnen\u00a0nu.");
  EXPECT_EQ(item.content, "Lang verhaal");
  EXPECT_EQ(feed.items[1].title, "Café gesloten");
  EXPECT_EQ(feed.items[1].link, "https://nieuws.example/1");
  EXPECT_EQ(feed.items[1].published, parse_rfc3339("2026-11-21T12:00:00Z"));
}

TEST(Syndication, ReadsAtomWithItsTypesAndBase) {
  const auto feed = feed_of("atom.xml");
  EXPECT_FALSE(feed.mended);
  EXPECT_EQ(feed.title, "Politie Zeemond");
  EXPECT_EQ(feed.link, "https://politie.example/");
  ASSERT_EQ(feed.items.size(), 1u);
  const auto& item = feed.items[0];
  EXPECT_EQ(item.id, "urn:politie:7");
  EXPECT_EQ(item.link, "https://politie.example/berichten/7");
  EXPECT_EQ(item.author, "Meldkamer");
  EXPECT_EQ(item.summary, "Rijd om.\nVia de Oude Zeedijk.");
  EXPECT_EQ(item.content, "a < b");
  EXPECT_EQ(item.updated, parse_rfc3339("2026-11-21T14:30:00Z"));
}

TEST(Syndication, ReadsRss1WhoseItemsStandBesideTheChannel) {
  const auto feed = feed_of("rss1.xml");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].id, "https://haven.example/a");
  EXPECT_EQ(feed.items[0].published, parse_rfc3339("2026-11-21T00:00:00Z"));
}

TEST(Syndication, MendsWhatIsBrokenAndExpandsNothing) {
  const auto feed = feed_of("broken.xml");
  EXPECT_TRUE(feed.mended);
  EXPECT_THAT(feed.title, testing::Not(testing::HasSubstr("aaaa")));
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_THAT(feed.items[0].title, testing::StartsWith("Rook boven"));
}

TEST(Syndication, FindsOutTheCharset) {
  EXPECT_EQ(rss("<title>Caf\xe9</title>").items[0].title, "Café");
  EXPECT_EQ(rss("<title>Caf\xe9</title>", "text/xml; charset=iso-8859-1").items[0].title, "Café");
  EXPECT_EQ(rss("<title>Caf\xc3\xa9</title>", "text/xml; charset=\"utf-8\"").items[0].title, "Café");
  EXPECT_EQ(rss("<title>Caf\xe9</title>", "text/xml; charset=nonsense").items[0].title, "Café");
}

TEST(Syndication, RefusesWhatIsNoFeed) {
  EXPECT_EQ(parse_syndication("<html><body>404</body></html>", "text/html").error().where, "/html");
  EXPECT_FALSE(parse_syndication("", ""));
  EXPECT_FALSE(parse_syndication("niets", ""));
  EXPECT_EQ(parse_syndication(std::string(limits::kSyndicationBytesMax + 1, ' '), "").error().code, Errc::kTooLarge);
}

TEST(Syndication, KeepsNoMoreThanItsBound) {
  std::string many = "<rss><channel>";
  for (std::size_t i = 0; i < limits::kSyndicationItemsMax + 10; ++i) many += "<item><title>a</title></item>";
  EXPECT_EQ(parse_syndication(many + "</channel></rss>", "")->items.size(), limits::kSyndicationItemsMax);
}

TEST(FeedHtml, BecomesWhatAPersonReads) {
  EXPECT_EQ(plain_text_of_html("Een<br>twee <b>drie</b> &amp; vier<style>p{}</style>"), "Een\ntwee drie & vier");
  EXPECT_EQ(plain_text_of_html("3 < 5 en 5 > 3"), "3 < 5 en 5 > 3");
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<i>";
  EXPECT_EQ(plain_text_of_html("vooraf " + deep + "diep"), "vooraf");  // what is nested deeper than anybody writes is left out
}

TEST(FeedDate, ReadsWhatFeedsWrite) {
  const auto expected = parse_rfc3339("2004-01-04T16:29:06Z");
  for (const char* text : {"Sun, 04 Jan 2004 16:29:06 GMT", "Sun, 4 Jan 04 16:29:06 +0000", "Sun Jan  4 16:29:06 UTC 2004", "2004-01-04T16:29:06Z",
                           "2004-01-04 16:29:06", "2004-01-04T17:29:06+01:00", "20040104T16:29:06Z", "04 January 2004 11:29:06 EST",
                           "Xyz, 04 Jan 2004 16:29:06.25 Z"}) {
    EXPECT_EQ(parse_feed_date(text), expected) << text;
  }
  EXPECT_EQ(parse_feed_date("2004-01"), parse_rfc3339("2004-01-01T00:00:00Z"));
  EXPECT_EQ(parse_feed_date("20040104"), parse_rfc3339("2004-01-04T00:00:00Z"));
  for (const char* text : {"", "gisteren", "2004-13-01", "31 Feb 2004 00:00 GMT", ":", "12:00"}) EXPECT_FALSE(parse_feed_date(text)) << text;
}

// The reference suite: what it says in plain words of an entry's main fields. The share is printed; the next step raises it.
TEST(SyndicationReference, AgreesWithTheWellformedSuite) {
  const char* given = std::getenv("VOELSPRIET_DATA");
  const fs::path data = given != nullptr ? fs::path{given} : fs::path{VOELSPRIET_SOURCE_DIR} / "../shared/data";
  const fs::path folder = data / "feeds/feedparser-tests/tests/wellformed";
  if (!fs::exists(folder)) GTEST_SKIP() << "no reference data at " << folder;
  const std::regex expectation{R"(Expect:\s+not bozo and entries\[0\]\['(title|link|id|description|summary)'\] == u?'([^'\\<&]*)'\s)"};
  int checked = 0, agreed = 0;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    const std::string bytes = entry.is_regular_file() ? support::read_file(entry.path()) : std::string{};
    std::smatch match;
    if (!std::regex_search(bytes, match, expectation)) continue;
    const auto feed = parse_syndication(bytes, "application/xml", "http://127.0.0.1:8097/");
    std::string found = "(none)";
    if (feed && !feed->items.empty()) {
      const auto& item = feed->items[0];
      found = match[1] == "title" ? item.title : match[1] == "link" ? item.link : match[1] == "id" ? item.id : item.summary.empty() ? item.content : item.summary;
    }
    ++checked;
    const bool same = folded(found) == folded(match[2].str());
    agreed += same;
    if (!same) std::printf("%s %s: \"%s\", not \"%s\"\n", entry.path().filename().c_str(), match[1].str().c_str(), found.c_str(), match[2].str().c_str());
  }
  std::printf("%d of %d expectations hold\n", agreed, checked);
  EXPECT_GE(agreed, checked * 9 / 10);
}

}  // namespace
}  // namespace voelspriet::feeds::rss
