// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/source.hpp"

#include <gmock/gmock.h>

#include "tests/support/temp_dir.hpp"
#include "tests/support/test_http.hpp"

namespace voelspriet::feeds::rss {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class EveningClock final : public Clock {
 public:
  Time now() const override { return *parse_rfc3339("2026-11-21T18:00:00+01:00"); }
};

std::string item(const std::string& id, const std::string& text) {
  return "<item><guid>" + id + "</guid><title>" + text + "</title><pubDate>Sat, 21 Nov 2026 14:00:00 +0100</pubDate></item>";
}

class RssPage : public testing::Test {
 protected:
  void serve(const std::string& items) {
    support::write_file(folder_ / "nieuws.rss", "<rss><channel><title>Politie</title>" + items + "</channel></rss>");
  }
  void answer(const std::string& text) { support::write_file(folder_ / "nieuws.rss.answer", text); }
  RssSource source(const std::string& account = "") {
    return RssSource{client_, {{server_.url("nieuws.rss"), 1ms, "", 1 << 20}, account}, clock_};
  }
  std::vector<std::string> heard(RssSource& source) {
    const auto reading = source.read(steady_now() + 5s, stop_);
    if (!reading) return {to_string(reading.error())};
    reading_ = *reading;
    if (!reading_.cursor.empty()) cursor_ = reading_.cursor;
    std::vector<std::string> texts;
    for (const Item& heard : reading_.items) texts.push_back(heard.mention->text);
    return texts;
  }

  support::TempDir folder_;
  support::TestHttp server_{{"--serve", folder_.path()}};
  net::HttpClient client_{net::EgressPolicy::exercise().allow("127.0.0.1", server_.port())};
  EveningClock clock_;
  StopFlag stop_;
  Reading reading_;
  std::string cursor_;
};

TEST_F(RssPage, HearsEachEntryOnceOldestFirst) {
  serve(item("b", "Later") + item("a", "Eerder"));
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  EXPECT_THAT(heard(page), ElementsAre("Eerder", "Later"));
  EXPECT_EQ(reading_.items[0].mention->genre, domain::Genre::news);
  EXPECT_EQ(reading_.items[0].mention->said_at, parse_rfc3339("2026-11-21T13:00:00Z"));
  EXPECT_THAT(heard(page), ElementsAre());
  serve(item("c", "Nieuw") + item("b", "Later") + item("a", "Eerder"));
  EXPECT_THAT(heard(page), ElementsAre("Nieuw"));
}

TEST_F(RssPage, RemembersAcrossStarts) {
  serve(item("a", "Eerder"));
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  heard(page);
  serve(item("b", "Later") + item("a", "Eerder"));
  auto again = source();
  ASSERT_TRUE(again.connect({cursor_}, stop_));
  EXPECT_THAT(heard(again), ElementsAre("Later"));
}

TEST_F(RssPage, GivesAllAgainWhenSomebodyElseListensAndKnowsEditsAllTheSame) {
  serve(item("b", "Brug dicht") + item("a", "Eerder"));
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  heard(page);
  serve(item("b", "Brug open") + item("a", "Eerder"));
  ASSERT_TRUE(page.connect({cursor_, 0, true}, stop_));
  EXPECT_THAT(heard(page), ElementsAre("Eerder", "Brug open"));
  EXPECT_EQ(reading_.items[0].mention->kind, domain::MentionKind::created);
  EXPECT_EQ(reading_.items[1].mention->kind, domain::MentionKind::edited);
  EXPECT_THAT(heard(page), ElementsAre());
}

TEST_F(RssPage, HearsAChangedEntryAsAnEdit) {
  serve(item("a", "Weg dicht"));
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  heard(page);
  serve(item("a", "Weg open"));
  EXPECT_THAT(heard(page), ElementsAre("Weg open"));
  EXPECT_EQ(reading_.items[0].mention->kind, domain::MentionKind::edited);
  EXPECT_FALSE(reading_.items[0].mention->revision.empty());
}

TEST_F(RssPage, SpeaksForAPartnerOnlyUnderItsRegisteredAccount) {
  serve(item("a", "Weg dicht"));
  auto page = source("politie-zeemond.example");
  ASSERT_TRUE(page.connect({}, stop_));
  heard(page);
  EXPECT_EQ(reading_.items[0].mention->genre, domain::Genre::bulletin);
  EXPECT_EQ(reading_.items[0].mention->account, "politie-zeemond.example");
  EXPECT_EQ(reading_.items[0].mention->handle, "Politie");
}

TEST_F(RssPage, NamesWhatItCannotReadAndGoesOn) {
  support::write_file(folder_ / "nieuws.rss", "<html>storing</html>");
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  EXPECT_THAT(heard(page), ElementsAre());
  EXPECT_EQ(reading_.refused["malformed"], 1u);
  EXPECT_THAT(reading_.trouble, HasSubstr("/html: neither RSS nor Atom"));
  serve(item("a", "Terug"));
  EXPECT_THAT(heard(page), ElementsAre("Terug"));
}

TEST_F(RssPage, OutlivesAPageThatIsTooLargeAndTakesSignsAsTheyAre) {
  serve(item("a", std::string(10'000'000, 'a')));
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  EXPECT_THAT(heard(page), ElementsAre(HasSubstr("nieuws.rss: answer: body limit exceeded")));
  serve(item("a", "%s%n {} ### ${x}") + item("b", "torn \xff\xfe here"));
  EXPECT_THAT(heard(page), ElementsAre("torn ÿþ here", "%s%n {} ### ${x}"));
}

TEST_F(RssPage, KeepsToRetryAfterAndMovesAndEnds) {
  auto page = source();
  ASSERT_TRUE(page.connect({}, stop_));
  answer("429\nRetry-After: 3600");
  EXPECT_THAT(heard(page), ElementsAre(HasSubstr("answers 429")));
  EXPECT_TRUE(page.read(steady_now(), stop_)->items.empty());  // asks nothing before the hour is over

  support::write_file(folder_ / "nieuw.rss", "<rss><channel>" + item("a", "Verhuisd") + "</channel></rss>");
  answer("301\nLocation: /nieuw.rss");
  auto moved = source();
  ASSERT_TRUE(moved.connect({}, stop_));
  EXPECT_THAT(heard(moved), ElementsAre("Verhuisd"));
  EXPECT_THAT(cursor_, testing::StartsWith(server_.url("nieuw.rss")));

  answer("410");
  auto gone = source();
  ASSERT_TRUE(gone.connect({}, stop_));
  heard(gone);
  EXPECT_TRUE(reading_.ended);
}

}  // namespace
}  // namespace voelspriet::feeds::rss
