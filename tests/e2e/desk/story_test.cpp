// SPDX-License-Identifier: Apache-2.0
// The story of the first light, on a hub that is not an exercise: from four live sources to a corrected rumour on a public page.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include <algorithm>

#include "tests/e2e/desk/house.hpp"
#include "tests/support/net/test_ca.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

// Invented: five people who say one thing in their own words, and some who talk of something else.
constexpr const char* kPosts[] = {
    "Er komt chloorgas vrij bij de brand aan de Kadeweg in Moerhaven, ramen dicht",
    "Chloorgas vrij bij brand Kadeweg Moerhaven! Ramen dicht houden zeggen ze",
    "Mijn zus zegt dat er chloorgas vrij komt bij de brand aan de Kadeweg, ramen dicht",
    "chloorgas komt vrij bij brand kadeweg moerhaven hoor ik net van de buren",
    "Lekker weer vandaag op het strand",
    "Grote brand aan de Kadeweg, heel Moerhaven ruikt ernaar",
};

std::string jetstream_lines() {
  std::string lines;
  std::uint64_t time_us = 1'795'269'120'000'000;
  int n = 0;
  for (const char* post : kPosts) {
    ++n;
    time_us += 1'000'000;
    lines += fmt::format(
        R"({{"did":"did:plc:wulp{0:020}","time_us":{1},"kind":"commit","commit":{{"rev":"3mptbyplud{0:03}","operation":"create",)"
        R"("collection":"app.bsky.feed.post","rkey":"3mptbyplrk{0:03}","record":{{"$type":"app.bsky.feed.post",)"
        R"("createdAt":"2026-11-21T13:52:{0:02}.000Z","langs":["nl"],"text":"{2}"}},"cid":"bafyreiguce4jh7kcbmof3pmcvasifqtw24b6isakj5ve5ga2b4z4alpc4i"}}}})"
        "\n",
        n, time_us, post);
  }
  return lines;
}

constexpr const char* kCap = R"(<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>MK-2026-031</identifier><sender>meldkamer.example</sender>
<sent>2026-11-21T14:52:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>nl-NL</language><category>Fire</category><event>Brand</event><urgency>Immediate</urgency><severity>Severe</severity>
<certainty>Observed</certainty><expires>2099-01-01T00:00:00+01:00</expires><headline>Brand Kadeweg Moerhaven</headline>
<description>Sluit ramen en deuren.</description><area><areaDesc>Moerhaven</areaDesc></area></info></alert>)";

constexpr const char* kAtom = R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Politie</title><id>urn:politie</id><updated>2026-11-21T13:52:00Z</updated>
<entry><title>Politie zet Kadeweg af</title><id>urn:politie:1</id><updated>2026-11-21T13:52:00Z</updated>
<summary>De politie heeft de Kadeweg in Moerhaven afgezet.</summary></entry></feed>)";

std::string page(const House& house, std::string_view name) { return read_file(house.pages() / name); }

class Story : public testing::Test {
 protected:
  Story() {
    write_file(house.folder() / "posts.jsonl", jetstream_lines());
    write_file(house.folder() / "alert.xml", kCap);
    std::filesystem::create_directories(house.folder() / "served");
    write_file(house.folder() / "served" / "politie.atom", kAtom);
    house.open_incident();
    const auto files = ca.issue("localhost");
    jetstream.emplace(Command{{program("voelspriet-test-jetstream"), house.folder() / "posts.jsonl", "--add-cursor", "--certificate",
                               files.certificate, "--key", files.key}});
    const auto port = jetstream->read_line(10s);
    if (!port) throw std::runtime_error{"no Jetstream server"};
    house.start_feeds(fmt::format("  - {{kind: jetstream, name: bluesky, url: \"wss://localhost:{}/subscribe\", ca_file: \"{}\"}}\n"
                                  "  - {{kind: cap, name: meldkamer, path: alert.xml, account: meldkamer.example, interval: 1s}}\n"
                                  "  - {{kind: rss, name: politie, url: \"{}\", account: politie.example, interval: 1s}}\n",
                                  *port, ca.ca_file().string(), atom.url("/politie.atom")));
  }
  bool heard(domain::Genre genre, std::size_t count) {
    return eventually(20s, [&] {
      return std::ranges::count(house.all_mentions(), genre, &domain::MentionView::genre) >= static_cast<std::ptrdiff_t>(count);
    });
  }
  bool arrived(std::string_view channel) {
    return eventually(20s, [&] {
      return std::ranges::any_of(house.deliveries(), [&](const auto& delivery) {
        return delivery.channel == channel && delivery.status == domain::DeliveryStatus::delivered;
      });
    });
  }
  std::string log() { return read_file(house.folder() / "feeds.log") + read_file(house.folder() / "hub.log"); }
  // ctl by that person, which must succeed.
  std::string must(const std::string& person, std::vector<std::string> arguments) {
    const Outcome outcome = house.ctl(person, std::move(arguments));
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
    return outcome.out;
  }

  House house;
  TestCa ca{house.folder(), "ca"};
  TestHttp atom{{"--serve", (house.folder() / "served").string()}};
  std::optional<Process> jetstream;
};

TEST_F(Story, FromALiveFeedToACorrectedRumourOnAPublicPage) {
  ASSERT_TRUE(heard(domain::Genre::post, 5)) << log();
  ASSERT_TRUE(heard(domain::Genre::alert, 1)) << log();
  ASSERT_TRUE(heard(domain::Genre::bulletin, 1)) << log();
  for (const auto& mention : house.all_mentions()) EXPECT_THAT(mention.text, Not(HasSubstr("strand"))) << "matches no profile";

  ASSERT_TRUE(eventually(20s, [&] { return !house.claims().empty(); })) << "no group was promoted";
  const auto claims = house.claims();
  const auto rumour = std::ranges::find_if(claims, [](const auto& claim) { return claim.assertion.find("hloorgas") != std::string::npos; });
  ASSERT_NE(rumour, claims.end());
  const std::string number = std::to_string(rumour->id.value);

  must("analyst", {"claim", "take", number});
  must("analyst", {"claim", "check", number});
  must("analyst", {"evidence", "add", number, "--source", "Meetwagen 2", "--text", "Geen chloor gemeten aan de Kadeweg", "--official", "--against"});
  must("analyst", {"verdict", "propose", number, "false"});
  must("editor", {"statement", "draft", "--title", "Er komt geen chloorgas vrij", "--text", "De brandweer meet geen chloor aan de Kadeweg.",
                  "--claim", number});
  must("editor", {"statement", "submit", "1"});

  EXPECT_EQ(house.ctl("editor", {"statement", "approve", "1", "--yes"}).status, 1) << "the editor cannot approve";
  EXPECT_EQ(house.statement(1).status, domain::StatementStatus::submitted);
  must("spokesperson", {"statement", "approve", "1", "--yes"});

  ASSERT_TRUE(arrived("webpagina")) << log();
  ASSERT_TRUE(arrived("cms")) << log();
  for (const char* name : {"index.html", "feed.atom", "verklaring-1.html"}) {
    EXPECT_THAT(page(house, name), HasSubstr("De brandweer meet geen chloor aan de Kadeweg.")) << name;
    EXPECT_THAT(page(house, name), HasSubstr("chloorgas")) << name << " names the rumour";
    EXPECT_THAT(page(house, name), Not(HasSubstr("OEFENING"))) << name;
  }
  ASSERT_EQ(house.received().size(), 1u);
  EXPECT_THAT(house.received()[0].body, HasSubstr("De brandweer meet geen chloor"));

  const auto deliveries = house.deliveries();
  const auto by_hand = std::ranges::find(deliveries, std::string{"x"}, &domain::Delivery::channel);
  ASSERT_NE(by_hand, deliveries.end());
  EXPECT_EQ(by_hand->status, domain::DeliveryStatus::queued) << "waits for a person";
  must("editor", {"delivery", "report", std::to_string(by_hand->id.value), "--arrived", "--proof", "https://x.example/1"});
  EXPECT_TRUE(eventually(5s, [&] { return house.statement(1).status == domain::StatementStatus::sent; }));
  EXPECT_EQ(house.claims()[rumour->id.value - 1].status, domain::ClaimStatus::false_) << "signed with the approval";
  must("lead", {"verify", "--mirror", house.mirror()});
  EXPECT_EQ(house.mirror_events().back().meta.exercise, false);
}

TEST_F(Story, WhatWasSaidIsCorrectedAfterTheIncidentWasClosed) {
  ASSERT_TRUE(heard(domain::Genre::alert, 1)) << log();
  must("editor", {"statement", "draft", "--title", "Brand Kadeweg", "--text", "De brand is meester."});
  must("editor", {"statement", "submit", "1"});
  const auto misspelt = house.ctl("spokesperson", {"statement", "approve", "1", "--yes", "--channel", "webpagina", "--channel", "cns"});
  EXPECT_EQ(misspelt.status, 1) << "nothing is approved, else the next is refused";
  EXPECT_NE(misspelt.err.find("--channel cns"), std::string::npos) << misspelt.err;
  must("spokesperson", {"statement", "approve", "1", "--yes", "--channel", "webpagina"});
  ASSERT_TRUE(arrived("webpagina")) << log();
  must("lead", {"statement", "approve", "1", "--yes", "--channel", "cms"});
  ASSERT_TRUE(arrived("cms")) << log();
  must("lead", {"incident", "close", "--reason", "Brand meester"});
  EXPECT_EQ(house.ctl("editor", {"statement", "draft", "--title", "x", "--text", "y", "--incident", "1"}).status, 1);

  house.kill_hub();
  house.start_hub();
  house.forget_connections();
  must("lead", {"incident", "reopen", "--incident", "1", "--reason", "De brand laaide op"});
  write_file(house.folder() / "alert.xml", std::string{kCap}.replace(std::string{kCap}.find("031"), 3, "032"));
  EXPECT_TRUE(heard(domain::Genre::alert, 2)) << "what was stored, and what is said now\n" << log();
  must("editor", {"statement", "draft", "--corrects", "1", "--title", "Brand Kadeweg", "--text", "De brand laait weer op.", "--channel", "webpagina"});
  must("editor", {"statement", "submit", "2"});
  must("spokesperson", {"statement", "approve", "2", "--yes"});
  EXPECT_TRUE(eventually(20s, [&] { return house.statement(1).status == domain::StatementStatus::corrected; })) << log();
  EXPECT_THAT(page(house, "index.html"), HasSubstr("De brand laait weer op."));
}

}  // namespace
}  // namespace voelspriet::support
