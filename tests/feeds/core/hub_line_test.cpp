// SPDX-License-Identifier: Apache-2.0
// The line against a hub that says exactly what a test wants. With the hub's own bus it is tested in tests/hub/bus.
#include "feeds/core/hub_sink.hpp"

#include <gmock/gmock.h>

#include <zmq.hpp>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/random.hpp"
#include "hub/wire/messages.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::feeds {
namespace {

constexpr std::chrono::seconds kPatience{10};
const wire::WatchedIncident kFire{domain::IncidentId{1}, {{"chloor"}, {}, {}, {}}};

domain::HeardMention post(const std::string& id) {
  domain::HeardMention mention;
  mention.source = "bluesky";
  mention.id = id;
  mention.text = "Rook boven de Kadeweg";
  return mention;
}

class HubLineTest : public testing::Test {
 protected:
  HubLineTest() {
    hub_.set(zmq::sockopt::curve_server, true);
    hub_.set(zmq::sockopt::curve_secretkey, zmq::buffer(keys_.secret_key.text()));
    hub_.set(zmq::sockopt::rcvtimeo, static_cast<int>(std::chrono::milliseconds{kPatience}.count()));
    hub_.set(zmq::sockopt::linger, 0);
    hub_.bind(endpoint_);
  }

  void start(std::vector<HubLineSettings::Feed> feeds) {
    auto line = HubLine::start({endpoint_, keys_.public_key, crypto::make_curve_key_pair(random_), "proef", std::move(feeds)});
    ASSERT_TRUE(line) << to_string(line.error());
    line_ = std::move(*line);
    ASSERT_TRUE(hear<wire::FeedHello>());
  }
  void say(const wire::ToFeed& message) {
    hub_.send(zmq::buffer(peer_), zmq::send_flags::sndmore);
    hub_.send(zmq::buffer(wire::encode(message)), zmq::send_flags::none);
  }
  void welcome(const std::string& cursor, std::vector<wire::WatchedIncident> watched = {kFire}) {
    say(wire::FeedWelcome{false, {{"bluesky", cursor}}, limits::kFeedCredit, std::move(watched)});
  }
  // The next message of that type; others are passed over.
  template <class T>
  std::optional<T> hear() {
    for (zmq::message_t from, payload; hub_.recv(from) && hub_.recv(payload);) {
      peer_ = from.to_string();
      if (payload.empty()) continue;
      auto message = wire::decode_from_feed(payload.to_string_view());
      if (auto* const wanted = message ? std::get_if<T>(&*message) : nullptr) return std::move(*wanted);
    }
    return std::nullopt;
  }
  // The batch as it comes over the line, when its source has just read it.
  std::optional<wire::Heard> hand_on(std::vector<domain::HeardMention> mentions, const std::string& cursor) {
    Batch batch{std::move(mentions), {}, cursor};
    EXPECT_EQ(line_->sink(0).offer(batch), Sink::Answer::kAccepted);
    return hear<wire::Heard>();
  }
  // The next order of that kind; others are passed over.
  template <class T>
  std::optional<T> order(std::size_t feed = 0, std::chrono::milliseconds patience = kPatience) {
    const auto deadline = steady_now() + patience;
    do {
      for (auto& one : line_->sink(feed).orders(deadline)) {
        if (auto* const wanted = std::get_if<T>(&one)) return std::move(*wanted);
      }
    } while (steady_now() < deadline);
    return std::nullopt;
  }
  bool sent_back() { return order<StartAt>(0, {}).has_value(); }

  support::TempDir dir_{"line"};
  const std::string endpoint_ = "ipc://" + (dir_ / "feeds").string();
  crypto::SystemRandom random_;
  const crypto::CurveKeyPair keys_ = crypto::make_curve_key_pair(random_);
  zmq::context_t context_{1};
  zmq::socket_t hub_{context_, zmq::socket_type::router};
  std::string peer_;
  std::unique_ptr<HubLine> line_;
};

TEST_F(HubLineTest, SaysHelloAgainToAHubThatDoesNotKnowIt) {
  start({{"bluesky", "bluesky"}});
  welcome("1");
  ASSERT_TRUE(order<StartAt>());
  say(wire::NoAnswer{0, wire::to_refusal({Errc::kWrongState, "/type", "say hello first"})});
  EXPECT_TRUE(hear<wire::FeedHello>());
}

TEST_F(HubLineTest, SendsASourceBackOnlyWhenTheHubLostWhatItHadStored) {
  start({{"bluesky", "bluesky"}});
  welcome("1");
  EXPECT_EQ(order<StartAt>()->cursor, "1");
  say(wire::HeardAck{hand_on({post("a")}, "2")->batch, 1, 0, {}, 1});
  EXPECT_EQ(order<Confirmed>()->cursor, "2");
  ASSERT_TRUE(hand_on({post("b")}, "3"));

  welcome("2");
  EXPECT_EQ(hear<wire::Heard>()->cursor, "3");
  EXPECT_FALSE(sent_back()) << "as it was confirmed";
  welcome("3");
  EXPECT_EQ(hear<wire::Heard>()->cursor, "3");
  EXPECT_FALSE(sent_back()) << "it stored what it had not confirmed yet";
  welcome("1");
  EXPECT_EQ(hear<wire::Heard>()->cursor, "") << "heard again, but not past the gap";
  EXPECT_EQ(order<StartAt>()->cursor, "1");
}

TEST_F(HubLineTest, SendsNoSourceBackForWhatWasHeardWithoutAnIncident) {
  start({{"bluesky", "bluesky"}});
  welcome("1", {});
  ASSERT_TRUE(order<StartAt>());
  say(wire::HeardAck{hand_on({}, "2")->batch, 0, 0, {}, 1});
  EXPECT_EQ(order<Confirmed>()->cursor, "2");
  ASSERT_TRUE(hand_on({}, "3"));
  welcome("1");
  ASSERT_TRUE(hear<wire::Heard>());
  EXPECT_FALSE(sent_back()) << "the hub stores no cursor then";
}

TEST_F(HubLineTest, SendsTogetherWhatComesWhileManyAreOnTheirWay) {
  start({{"bluesky", "bluesky"}});
  welcome("1");
  ASSERT_TRUE(order<StartAt>());
  std::vector<std::uint64_t> on_their_way;
  for (const char* cursor : {"2", "3", "4", "5"}) on_their_way.push_back(hand_on({post(cursor)}, cursor)->batch);
  for (const char* cursor : {"6", "7", "8"}) {
    Batch batch{{post(cursor)}, {}, cursor};
    ASSERT_EQ(line_->sink(0).offer(batch), Sink::Answer::kAccepted);
  }
  say(wire::HeardAck{on_their_way[0], 1, 0, {}, 1});
  const auto together = hear<wire::Heard>();
  ASSERT_TRUE(together);
  EXPECT_EQ(together->mentions, (std::vector{post("6"), post("7"), post("8")}));
  EXPECT_EQ(together->cursor, "8");
}

TEST_F(HubLineTest, LeavesOutAMentionThatFitsIntoNoFrameAndSaysSo) {
  start({{"bluesky", "bluesky"}});
  welcome("1");
  ASSERT_TRUE(order<StartAt>());
  auto endless = post("b");
  endless.author = std::string(limits::kFrameBytesMax, 'x');
  const auto heard = hand_on({post("a"), endless, post("c")}, "2");
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->mentions, (std::vector{post("a"), post("c")}));
  EXPECT_EQ(heard->cursor, "2");
  line_->sink(0).report({});
  const auto report = hear<wire::FeedReport>();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->feeds[0].refused, 1u);
  EXPECT_EQ(report->feeds[0].reason, "mention: is larger than a message to the hub may be");
}

TEST_F(HubLineTest, EndsADrillOnALiveHubAndTheWorldOnAnExercise) {
  start({{"drill", "drill", false, true}, {"bluesky", "bluesky", true, false}});
  say(wire::FeedWelcome{true, {}, limits::kFeedCredit, {}});
  EXPECT_TRUE(order<StartAt>(0));
  EXPECT_TRUE(order<End>(1));
  welcome("1");
  EXPECT_TRUE(order<End>(0));
}

}  // namespace
}  // namespace voelspriet::feeds
