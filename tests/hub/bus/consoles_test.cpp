// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/hub/bus/desk.hpp"

namespace voelspriet::bus {
namespace {

TEST(Consoles, ActAsThePersonOfTheirKeyWhateverTheySay) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  const auto welcome = peer.hear_console<wire::Welcome>();
  ASSERT_TRUE(welcome);
  peer.say(take_claim("c1"));
  const auto done = peer.hear_console<wire::Done>();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->id, "c1");
  desk.engine.change([&] {
    ASSERT_EQ(desk.engine.actors.size(), 1u);
    EXPECT_EQ(desk.engine.actors[0].person, domain::PersonId{1});
    EXPECT_EQ(desk.engine.actors[0].session, welcome->session);
  });
}

TEST(Consoles, AreAskedToSayHelloFirst) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(take_claim("c1"));
  const auto refused = peer.hear_console<wire::NoAnswer>();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->reason.what, "say hello first");
}

TEST(Consoles, AreToldWhereAFrameIsWrongAndHeardAfterIt) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  peer.say(std::string{"{\"v\":1,"});
  peer.say(std::string{R"({"v":1,"type":"ask_status","body":{"ask":"one"}})"});
  peer.say(std::string{"\xff\xfe"});
  peer.say(take_claim("c1"));
  EXPECT_EQ(peer.hear_console<wire::NoAnswer>()->reason.word, "malformed");
  EXPECT_EQ(peer.hear_console<wire::NoAnswer>()->reason.where, "/body/ask");
  EXPECT_EQ(peer.hear_console<wire::NoAnswer>()->reason.word, "malformed");
  EXPECT_EQ(peer.hear_console<wire::Done>()->id, "c1");
  EXPECT_TRUE(desk.counted("bus.refused.malformed", 2));
  EXPECT_TRUE(desk.counted("bus.refused.bad_value"));
}

TEST(Consoles, ThatSpeakAnotherProtocolAreSentAwayWithTheReason) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  ASSERT_TRUE(peer.hear_console<wire::Welcome>());
  peer.say(std::string{R"({"v":7,"type":"credit","body":{"messages":1}})"});
  const auto bye = peer.hear_console<wire::Bye>();
  ASSERT_TRUE(bye);
  EXPECT_EQ(bye->reason.where, "/v");
  EXPECT_TRUE(desk.engine.eventually([&] { return desk.engine.gone.size() == 1; }));
}

TEST(Consoles, CannotGiveTheHubsOwnCommands) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  peer.say(wire::Do{{{"c1", {1}, 0, 0}, domain::SettleDelivery{{7}, domain::DeliveryStatus::delivered, "", "", {}}}});
  const auto done = peer.hear_console<wire::Done>();
  ASSERT_TRUE(done && done->refused);
  EXPECT_EQ(done->refused->word, "forbidden");
  EXPECT_TRUE(desk.engine.eventually([&] { return desk.engine.commands.empty(); }));
}

TEST(Consoles, AreToldToTryAgainWhenTheEngineHasNoRoom) {
  Desk desk;
  desk.engine.change([&] { desk.engine.has_room = false; });
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{});
  peer.say(take_claim("c1"));
  const auto done = peer.hear_console<wire::Done>();
  ASSERT_TRUE(done && done->refused);
  EXPECT_EQ(done->refused->word, "busy");
}

TEST(Consoles, WithARevokedKeyAreToldOnceAndHeardNoMore) {
  Desk desk{make_log(3)};
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{"proef", true, 0, {}, {}});
  ASSERT_TRUE(peer.hear_console<wire::Events>());
  desk.revoke(desk.sanne);
  const auto bye = peer.hear_console<wire::Bye>();
  ASSERT_TRUE(bye);
  EXPECT_EQ(bye->reason.what, "is revoked");
  peer.say(take_claim("c1"));
  EXPECT_TRUE(desk.counted("bus.refused.key"));
  desk.bus->post(NewEvents{4, {make_log(4)[3]}});
  EXPECT_FALSE(peer.hear(std::chrono::milliseconds{300}));
  EXPECT_TRUE(desk.engine.eventually([&] { return desk.engine.commands.empty(); }));
  RawPeer again{desk, desk.sanne};
  again.say(wire::Hello{});
  EXPECT_TRUE(desk.counted("bus.refused.handshake.consoles"));
}

TEST(Followers, GetPagesThenNewEventsInOrderAndNoneTwice) {
  const auto log = make_log(1000);
  Desk desk{{log.begin(), log.begin() + 900}};
  desk.engine.change([&] { desk.engine.page = 70; });
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{"proef", true, 100, crypto::sha256(*log[99]), {}});
  domain::Sequence next = 101;
  std::size_t posted = 900;
  while (next <= 1000) {
    if (posted < 1000) {  // new ones fall in while pages are still on their way
      desk.engine.change([&] { desk.engine.log.push_back(log[posted]); });
      desk.bus->post(NewEvents{posted + 1, {log[posted]}});
      ++posted;
    }
    const auto events = peer.hear_console<wire::Events>();
    ASSERT_TRUE(events);
    ASSERT_EQ(events->first, next);
    ASSERT_EQ(events->count, peer.frames.size());
    for (const auto& frame : peer.frames) ASSERT_EQ(frame, *log[next++ - 1]);
    peer.say(wire::Credit{1});
  }
}

TEST(Followers, ThatDoNotReadAreCutAndResynchronise) {
  auto log = make_log(1);
  Desk desk{log};
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{"proef", true, 1, crypto::sha256(*log[0]), {}});
  ASSERT_TRUE(peer.hear_console<wire::Welcome>());
  log = make_log(limits::kPeerCredit + limits::kPeerQueueMax + 10, log);
  desk.engine.change([&] { desk.engine.log = log; });
  for (std::size_t at = 1; at < log.size(); ++at) desk.bus->post(NewEvents{at + 1, {log[at]}});
  const auto bye = peer.hear_console<wire::Bye>();
  ASSERT_TRUE(bye);
  EXPECT_EQ(bye->reason.word, "busy");
  EXPECT_TRUE(desk.counted("bus.cut.fell_behind"));
  peer.say(wire::Hello{"proef", true, 1, crypto::sha256(*log[0]), {}});
  domain::Sequence next = 2;
  while (next <= log.size()) {
    const auto events = peer.hear_console<wire::Events>();
    ASSERT_TRUE(events);
    ASSERT_EQ(events->first, next);
    next += events->count;
  }
}

TEST(Followers, GetTheNewestPulseOfTheirIncident) {
  Desk desk;
  RawPeer peer{desk, desk.sanne};
  peer.say(wire::Hello{"proef", true, 0, {}, {2}});
  ASSERT_TRUE(peer.hear_console<wire::Welcome>());
  domain::Pulse other, own;
  other.incident = {1};
  own.incident = {2};
  own.mentions = 17;
  desk.bus->post(NewPulse{other});
  desk.bus->post(NewPulse{own});
  EXPECT_EQ(peer.hear_console<wire::PulseNow>()->pulse.mentions, 17u);
}

TEST(Followers, ThatAreGoneAreForgotten) {
  Desk desk;
  {
    RawPeer peer{desk, desk.sanne};
    peer.say(wire::Hello{"proef", true, 0, {}, {}});
    ASSERT_TRUE(peer.hear_console<wire::Welcome>());
  }
  EXPECT_TRUE(support::eventually(kPatience, [&] {
    desk.bus->post(NewPulse{});  // finds out
    std::size_t gone = 0;
    desk.engine.change([&] { gone = desk.engine.gone.size(); });
    return gone == 1;
  }));
}

}  // namespace
}  // namespace voelspriet::bus
