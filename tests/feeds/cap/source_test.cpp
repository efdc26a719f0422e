// SPDX-License-Identifier: Apache-2.0
#include "feeds/cap/source.hpp"

#include <gmock/gmock.h>

#include "tests/support/temp_dir.hpp"
#include "tests/support/test_http.hpp"

namespace voelspriet::feeds::cap {
namespace {

using namespace std::chrono_literals;
using support::TempDir;
using testing::ElementsAre;
using testing::HasSubstr;

class NoonClock final : public Clock {
 public:
  Time now() const override { return *parse_rfc3339("2026-11-21T12:00:00+01:00"); }
};

std::string warning(const std::string& id) {
  return "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>" + id +
         "</identifier><sender>s.example</sender><sent>2026-11-21T11:59:00+01:00</sent><status>Actual</status>"
         "<msgType>Alert</msgType><scope>Public</scope><note>Rook boven Moerhaven</note></alert>";
}

class CapSource : public testing::Test {
 protected:
  std::vector<std::string> ids(Source& source) {
    reading_ = *source.read(steady_now(), stop_);
    if (!reading_.cursor.empty()) cursor_ = reading_.cursor;
    std::vector<std::string> ids;
    for (const Item& item : reading_.items) ids.push_back(item.mention->id);
    return ids;
  }

  NoonClock clock_;
  StopFlag stop_;
  TempDir folder_;
  Reading reading_;
  std::string cursor_;
};

TEST_F(CapSource, GivesAFileOnceAndAgainWhenItChangesOrSomebodyElseListens) {
  support::write_file(folder_ / "a.xml", warning("a"));
  CapFileSource source{folder_ / "a.xml", clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  EXPECT_THAT(ids(source), ElementsAre("s.example,a"));
  EXPECT_THAT(ids(source), ElementsAre());
  EXPECT_FALSE(reading_.ended);
  ASSERT_TRUE(source.connect({cursor_}, stop_));
  EXPECT_THAT(ids(source), ElementsAre()) << "a reconnect is no new listener";
  ASSERT_TRUE(source.connect({cursor_, 0, true}, stop_));
  EXPECT_THAT(ids(source), ElementsAre("s.example,a"));
  support::write_file(folder_ / "a.xml", warning("another"));
  EXPECT_THAT(ids(source), ElementsAre("s.example,another"));
  CapFileSource nowhere{folder_ / "b.xml", clock_};
  EXPECT_FALSE(nowhere.connect({}, stop_));
}

TEST_F(CapSource, HearsWhatIsMovedIntoAFolderAndRemembersItAcrossStarts) {
  CapFileSource source{folder_.path(), clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  EXPECT_THAT(ids(source), ElementsAre());
  support::write_file(folder_ / ".draft", warning("a"));
  EXPECT_THAT(ids(source), ElementsAre());
  std::filesystem::rename(folder_ / ".draft", folder_ / "a.xml");
  EXPECT_THAT(ids(source), ElementsAre("s.example,a"));
  EXPECT_THAT(ids(source), ElementsAre());

  CapFileSource restarted{folder_.path(), clock_};
  ASSERT_TRUE(restarted.connect({cursor_}, stop_));
  support::write_file(folder_ / "b.xml", warning("b"));
  EXPECT_THAT(ids(restarted), ElementsAre("s.example,b"));
}

TEST_F(CapSource, SpeaksForTheAccountNamedForItsPlaceElseForTheSender) {
  support::write_file(folder_ / "a.xml", warning("a"));
  for (const auto& [named, spoken_for] : {std::pair{"", "s.example"}, std::pair{"meldkamer.example", "meldkamer.example"}}) {
    CapFileSource source{folder_.path(), clock_, named};
    ASSERT_TRUE(source.connect({}, stop_));
    EXPECT_THAT(ids(source), ElementsAre("s.example,a"));
    EXPECT_EQ(reading_.items[0].mention->account, spoken_for);
    EXPECT_EQ(reading_.items[0].mention->handle, "s.example");
  }
}

TEST_F(CapSource, SetsABadFileAsideAndGoesOn) {
  support::write_file(folder_ / "1.xml", "<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><alert>&x;</alert>");
  support::write_file(folder_ / "2.xml", warning("good"));
  CapFileSource source{folder_.path(), clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  EXPECT_THAT(ids(source), ElementsAre("s.example,good"));
  EXPECT_EQ(reading_.refused["malformed"], 1u);
  EXPECT_THAT(reading_.trouble, HasSubstr("1.xml: /: a document type is not allowed"));
  EXPECT_THAT(ids(source), ElementsAre());
  EXPECT_TRUE(reading_.refused.empty());
  support::write_file(folder_ / "1.xml", warning("mended"));
  EXPECT_THAT(ids(source), ElementsAre("s.example,mended"));
}

TEST_F(CapSource, CountsWhatIsTooLargeOrNoTextAndTakesTheRestAsItIs) {
  std::string signs = warning("signs"), torn = warning("torn");
  signs.replace(signs.find("Rook"), 4, "%s%n {} ### ${x}");
  torn.replace(torn.find("Rook"), 4, "R\xff\xfe");
  support::write_file(folder_ / "1.xml", std::string(10'000'000, '<'));
  support::write_file(folder_ / "2.xml", torn);
  support::write_file(folder_ / "3.xml", "");
  support::write_file(folder_ / "4.xml", signs);
  CapFileSource source{folder_.path(), clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  EXPECT_THAT(ids(source), ElementsAre("s.example,signs"));
  EXPECT_EQ(reading_.items[0].mention->text, "%s%n {} ### ${x} boven Moerhaven");
  EXPECT_EQ(reading_.refused, (std::map<std::string, std::uint64_t>{{"malformed", 2}, {"too_large", 1}}));
}

TEST_F(CapSource, AsksAPageAgainOnlyForWhatChanged) {
  const support::TestHttp server{{"--serve", folder_.path()}};
  const net::HttpClient client{net::EgressPolicy::exercise().allow("127.0.0.1", server.port())};
  const PageOptions options{server.url("latest.xml"), 1ms, "application/cap+xml", 1 << 20};
  support::write_file(folder_ / "latest.xml", warning("a"));
  CapPageSource source{client, options, clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  const auto soon = [&] { return steady_now() + 5s; };
  ASSERT_EQ(source.read(soon(), stop_)->items.size(), 1u);
  EXPECT_TRUE(source.read(soon(), stop_)->items.empty());
  ASSERT_TRUE(source.connect({cursor_, 0, true}, stop_));
  EXPECT_EQ(source.read(soon(), stop_)->items.size(), 1u);
  support::write_file(folder_ / "latest.xml", "<alert/>");
  EXPECT_THAT(source.read(soon(), stop_)->trouble, HasSubstr("/alert: not an alert of CAP 1.2"));
  support::write_file(folder_ / "latest.xml.answer", "410");
  EXPECT_TRUE(source.read(soon(), stop_)->ended);
}

}  // namespace
}  // namespace voelspriet::feeds::cap
