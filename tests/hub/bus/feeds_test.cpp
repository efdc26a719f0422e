// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "feeds/core/hub_sink.hpp"
#include "tests/hub/bus/desk.hpp"

namespace voelspriet::bus {
namespace {

domain::HeardMention news(const std::string& id) {
  domain::HeardMention mention;
  mention.genre = domain::Genre::news;
  mention.source = "rss";
  mention.id = id;
  mention.text = "Rook boven de Kadeweg";
  mention.incidents = {{1}};
  return mention;
}

class Feeds : public testing::Test {
 protected:
  Feeds() { peer.say(wire::FeedHello{"proef", {"proef"}}); }

  Desk desk;
  RawPeer peer{desk.feeds, desk.hub.public_key, &desk.feed};
};

TEST_F(Feeds, AreToldTheirCursorsAndTheirCredit) {
  const auto welcome = peer.hear_feed<wire::FeedWelcome>();
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->credit, limits::kFeedCredit);
  EXPECT_EQ(welcome->cursors.at("proef"), "cursor-1");
}

TEST_F(Feeds, AreRefusedEachMentionTheirKeyDoesNotAllowAndKeepTheOthers) {
  auto bulletin = news("b1");
  bulletin.genre = domain::Genre::bulletin;
  bulletin.account = "veiligheidsregio";
  auto post = news("p1");
  post.source = "bluesky";
  auto alert = news("a1");
  alert.genre = domain::Genre::alert;
  auto right = bulletin;
  right.account = "politie";
  peer.say(wire::Heard{1, "proef", {news("n1"), bulletin, post, alert, right}, "cursor-2"});
  const auto ack = peer.hear_feed<wire::HeardAck>();
  ASSERT_TRUE(ack);
  EXPECT_EQ(ack->stored, 2u);
  EXPECT_EQ(ack->credit, 1u);
  ASSERT_EQ(ack->refused.size(), 3u);
  EXPECT_EQ(ack->refused[0].where, "/mentions/1/account");
  EXPECT_EQ(ack->refused[1].where, "/mentions/2/source");
  EXPECT_EQ(ack->refused[2].where, "/mentions/3/genre");
  EXPECT_TRUE(desk.counted("bus.refused.mentions", 3));
}

TEST_F(Feeds, KeepTheirBatchesWhileTheHubHasNoRoomAndAreCutBeyondTheirCredit) {
  ASSERT_TRUE(peer.hear_feed<wire::FeedWelcome>());
  desk.engine.change([&] { desk.engine.has_room = false; });
  for (std::uint64_t batch = 1; batch <= limits::kFeedCredit; ++batch) peer.say(wire::Heard{batch, "proef", {news("n")}, ""});
  EXPECT_FALSE(peer.hear(std::chrono::milliseconds{300}));
  desk.engine.change([&] { desk.engine.has_room = true; });
  for (std::uint64_t batch = 1; batch <= limits::kFeedCredit; ++batch) ASSERT_EQ(peer.hear_feed<wire::HeardAck>()->batch, batch);

  desk.engine.change([&] { desk.engine.has_room = false; });
  for (std::uint64_t batch = 1; batch <= limits::kFeedCredit + 1; ++batch) peer.say(wire::Heard{batch, "proef", {news("n")}, ""});
  const auto bye = peer.hear_feed<wire::Bye>();
  ASSERT_TRUE(bye);
  EXPECT_EQ(bye->reason.word, "busy");
}

TEST_F(Feeds, AreToldWhereAFrameIsWrongAndHeardAfterIt) {
  peer.say(std::string{R"({"v":1,"type":"heard","body":{"batch":1,"feed":"proef","mentions":[{"kind":"whispered"}],"cursor":""}})"});
  peer.say(wire::Heard{2, "proef", {news("n1")}, ""});
  EXPECT_EQ(peer.hear_feed<wire::NoAnswer>()->reason.where, "/body/mentions/0/kind");
  EXPECT_EQ(peer.hear_feed<wire::HeardAck>()->batch, 2u);
}

std::unique_ptr<feeds::HubLine> line_to(const Desk& desk) {
  auto line = feeds::HubLine::start({desk.feeds, desk.hub.public_key, desk.feed, "proef", {{"proef", "rss"}}});
  if (!line) throw std::runtime_error(to_string(line.error()));
  return std::move(*line);
}

// The next order of that kind; others are passed over.
template <class T>
std::optional<T> next_order(feeds::Sink& sink) {
  const auto deadline = steady_now() + kPatience;
  while (steady_now() < deadline) {
    for (auto& order : sink.orders(deadline)) {
      if (auto* const wanted = std::get_if<T>(&order)) return std::move(*wanted);
    }
  }
  return std::nullopt;
}

TEST(HubLine, StartsAtTheHubsCursorAndConfirmsWhatIsStored) {
  Desk desk;
  const auto line = line_to(desk);
  auto& sink = line->sink(0);
  EXPECT_EQ(next_order<feeds::StartAt>(sink)->cursor, "cursor-1");
  feeds::Batch batch{{news("n1")}, {}, "cursor-2"};
  ASSERT_EQ(sink.offer(batch), feeds::Sink::Answer::kAccepted);
  EXPECT_EQ(next_order<feeds::Confirmed>(sink)->cursor, "cursor-2");
  EXPECT_TRUE(desk.engine.eventually([&] { return desk.engine.heard.size() == 1; }));
}

TEST(HubLine, CutsALargeBatchIntoFramesThatFit) {
  Desk desk;
  const auto line = line_to(desk);
  feeds::Batch batch{{}, {}, "cursor-2"};
  constexpr std::size_t kMentions = limits::kFrameBytesMax / limits::kMentionTextMax * 3 / 2;
  for (std::size_t at = 0; at < kMentions; ++at) {
    batch.mentions.push_back(news(std::to_string(at)));
    batch.mentions.back().text = std::string(limits::kMentionTextMax, 'x');
  }
  auto& sink = line->sink(0);
  ASSERT_TRUE(next_order<feeds::StartAt>(sink));
  ASSERT_EQ(sink.offer(batch), feeds::Sink::Answer::kAccepted);
  EXPECT_EQ(next_order<feeds::Confirmed>(sink)->cursor, "cursor-2");
  desk.engine.change([&] {
    std::size_t stored = 0;
    for (const auto& heard : desk.engine.heard) {
      stored += heard.mentions.size();
      EXPECT_EQ(heard.cursor.empty(), stored < kMentions);
    }
    EXPECT_EQ(stored, kMentions);
    EXPECT_GT(desk.engine.heard.size(), 1u);
  });
}

TEST(HubLine, StopsTakingWithoutCreditAndGoesOnWhenThereIsRoom) {
  Desk desk;
  const auto line = line_to(desk);
  auto& sink = line->sink(0);
  ASSERT_TRUE(next_order<feeds::StartAt>(sink));
  desk.engine.change([&] { desk.engine.has_room = false; });
  std::size_t accepted = 0;  // ends: what is on its way, together or alone, and what waits to be are bounded
  while (support::eventually(std::chrono::milliseconds{300}, [&] {
    feeds::Batch batch{{news(std::to_string(accepted))}, {}, std::to_string(accepted)};
    return sink.offer(batch) == feeds::Sink::Answer::kAccepted;
  })) {
    ASSERT_LE(++accepted, 8 * limits::kFeedCredit);
  }
  EXPECT_GE(accepted, limits::kFeedCredit);
  desk.engine.change([&] { desk.engine.has_room = true; });
  const auto last = std::to_string(accepted - 1);
  auto confirmed = next_order<feeds::Confirmed>(sink);
  while (confirmed && confirmed->cursor != last) confirmed = next_order<feeds::Confirmed>(sink);
  EXPECT_TRUE(confirmed);
}

TEST(HubLine, SendsAgainWhatAHubThatWentAwayHadNotStored) {
  Desk desk;
  const auto line = line_to(desk);
  auto& sink = line->sink(0);
  ASSERT_TRUE(next_order<feeds::StartAt>(sink));
  desk.engine.change([&] { desk.engine.has_room = false; });
  feeds::Batch batch{{news("n1")}, {}, "cursor-2"};
  ASSERT_EQ(sink.offer(batch), feeds::Sink::Answer::kAccepted);
  desk.restart();
  EXPECT_EQ(next_order<feeds::Confirmed>(sink)->cursor, "cursor-2");
  EXPECT_TRUE(desk.engine.eventually([&] { return desk.engine.heard.size() == 1; }));
}

TEST(HubLine, EndsItsSourcesWhenItsKeyIsRevoked) {
  Desk desk;
  const auto line = line_to(desk);
  auto& sink = line->sink(0);
  ASSERT_TRUE(next_order<feeds::StartAt>(sink));
  desk.revoke(desk.feed);
  EXPECT_EQ(next_order<feeds::End>(sink)->reason, "key: is revoked");
}

}  // namespace
}  // namespace voelspriet::bus
