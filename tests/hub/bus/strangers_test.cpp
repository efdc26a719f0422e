// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "hub/bus/detail/zap.hpp"
#include "tests/hub/bus/desk.hpp"

namespace voelspriet::bus {
namespace {

constexpr std::chrono::milliseconds kAWhile{400};

// The one question of this file: does it get a word in, and does Sanne still?
void expect_shut_out(Desk& desk, RawPeer& stranger) {
  EXPECT_TRUE(desk.counted("bus.refused.handshake.consoles"));
  EXPECT_FALSE(stranger.hear(kAWhile));
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  EXPECT_TRUE(peer.hear_console<wire::Welcome>());
  EXPECT_TRUE(desk.engine.eventually([&] { return desk.engine.hellos == 1; }));
}

TEST(Strangers, WithAKeyNobodyKnowsAreShutOut) {
  Desk desk;
  const auto keys = crypto::make_curve_key_pair(random_bytes());
  RawPeer stranger{desk, keys};
  stranger.say(wire::Hello{});
  expect_shut_out(desk, stranger);
}

TEST(Strangers, WithoutCurveAreShutOut) {
  Desk desk;
  RawPeer stranger{desk.consoles, "", nullptr};
  stranger.say(wire::Hello{});
  expect_shut_out(desk, stranger);
}

TEST(Strangers, WhoExpectAnotherHubAreShutOut) {
  Desk desk;
  const auto other = crypto::make_curve_key_pair(random_bytes());
  RawPeer stranger{desk.consoles, other.public_key, &desk.sanne};
  stranger.say(wire::Hello{});
  expect_shut_out(desk, stranger);
}

TEST(Strangers, WithAFeedsKeyDoNotGetInAmongTheConsoles) {
  Desk desk;
  RawPeer stranger{desk, desk.feed};
  stranger.say(wire::Hello{});
  expect_shut_out(desk, stranger);
}

TEST(Strangers, WhoChooseTheirOwnRoutingIdAreNotHeard) {
  Desk desk;
  RawPeer first{desk.consoles, desk.hub.public_key, &desk.sanne, "sanne"};
  RawPeer second{desk.consoles, desk.hub.public_key, &desk.sanne, "sanne"};
  first.say(wire::Hello{});
  second.say(wire::Hello{});
  EXPECT_TRUE(desk.counted("bus.refused.own_routing_id"));
  EXPECT_FALSE(first.hear(kAWhile));
  EXPECT_FALSE(second.hear(kAWhile));
}

TEST(Strangers, CannotChokeTheHubWithOneFrame) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  ASSERT_TRUE(peer.hear_console<wire::Welcome>());
  RawPeer heavy{desk, desk.sanne};
  heavy.say(std::string(10 << 20, 'x'));
  peer.say(take_claim("c1"));
  EXPECT_TRUE(peer.hear_console<wire::Done>());
  EXPECT_FALSE(heavy.hear(kAWhile));
}

TEST(Doorkeeper, IsTestedWithAFalseKeyBeforeAnythingIsBound) {
  zmq::context_t context;
  detail::Doorkeeper strict{context, [](std::string_view, const std::string&) { return false; }};
  EXPECT_TRUE(detail::test_doorkeeper(context, strict.socket(), [&] { strict.answer(); }, random_bytes()));
}

TEST(Doorkeeper, ThatLetsAnybodyInRefusesTheStart) {
  zmq::context_t context;
  detail::Doorkeeper lax{context, [](std::string_view, const std::string&) { return true; }};
  const auto tested = detail::test_doorkeeper(context, lax.socket(), [&] { lax.answer(); }, random_bytes());
  ASSERT_FALSE(tested);
  EXPECT_EQ(tested.error().code, Errc::kNotAllowed);
}

TEST(Doorkeeper, ThatIsNotThereRefusesTheStart) {
  zmq::context_t context;
  zmq::socket_t nobody{context, zmq::socket_type::rep};
  const auto tested = detail::test_doorkeeper(context, nobody, [] {}, random_bytes());
  ASSERT_FALSE(tested);
  EXPECT_EQ(tested.error().code, Errc::kNotAllowed);
}

TEST(Bus, SaysWhichEndpointCannotBeBound) {
  FakeEngine engine;
  const auto started = Bus::start({{"ipc:///nowhere/at/all"}, {}, crypto::make_curve_key_pair(random_bytes()),
                                   std::make_shared<const std::map<std::string, domain::Key>>(), 1},
                                  engine, random_bytes());
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().where, "ipc:///nowhere/at/all");
}

}  // namespace
}  // namespace voelspriet::bus
