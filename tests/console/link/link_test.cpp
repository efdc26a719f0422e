// SPDX-License-Identifier: Apache-2.0
#include "console/link/link.hpp"

#include <gtest/gtest.h>

#include "console/link/ask.hpp"
#include "hub/base/mailbox.hpp"
#include "tests/hub/bus/desk.hpp"

namespace voelspriet::console {
namespace {

using bus::Desk;
using bus::kPatience;
using bus::make_log;

HubAddress address_of(const Desk& desk) { return {desk.consoles, desk.hub.public_key, desk.sanne}; }

// A link whose updates are waited for.
class Screen {
 public:
  explicit Screen(const Desk& desk, Chain have = {}) {
    auto started = Link::start({address_of(desk), "proef", have, {}, [this] { (void)ready_.push(1); }});
    if (!started) throw std::runtime_error(to_string(started.error()));
    link = std::move(*started);
  }

  // The next update of that kind; others are passed over.
  template <class T>
  std::optional<T> next() {
    const auto deadline = steady_now() + kPatience;
    while (steady_now() < deadline) {
      while (!waiting_.empty()) {
        LinkUpdate update = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        if (auto* const wanted = std::get_if<T>(&update)) return std::move(*wanted);
      }
      (void)ready_.pop(1, deadline);
      waiting_ = link->take();
    }
    return std::nullopt;
  }

 private:
  Mailbox<int> ready_{1};  // what is told twice is taken once
  std::vector<LinkUpdate> waiting_;

 public:
  std::unique_ptr<Link> link;  // last: its thread calls into the above
};

TEST(Link, FollowsTheLogFromWhereItIs) {
  const auto log = make_log(500);
  Desk desk{{log.begin(), log.begin() + 499}};
  Screen screen{desk, {10, crypto::sha256(*log[9])}};
  EXPECT_EQ(screen.next<Connected>()->welcome.seq, 499u);
  domain::Sequence next = 11;
  desk.bus->post(bus::NewEvents{500, {log[499]}});
  desk.engine.change([&] { desk.engine.log = log; });
  while (next <= 500) {
    const auto came = screen.next<EventsCame>();
    ASSERT_TRUE(came);
    for (const auto& event : came->events) ASSERT_EQ(event.meta.seq, next++);
    ASSERT_EQ(came->hash, crypto::sha256(*log[next - 2]));
  }
}

TEST(Link, RefusesAnEventThatDoesNotContinueTheChain) {
  auto log = make_log(3);
  auto other = std::make_shared<std::string>(*log[1]);
  other->replace(other->find("proef"), 5, "ander");
  log[1] = other;
  Desk desk{log};
  Screen screen{desk};
  const auto ended = screen.next<Disconnected>();
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->for_good);
  EXPECT_EQ(ended->reason.code, Errc::kCorrupt);
  EXPECT_EQ(ended->reason.where, "event 3");
}

TEST(Link, RefusesALogThatIsShorterThanWhatItHasSeen) {
  const auto log = make_log(5);
  Desk desk{{log.begin(), log.begin() + 3}};
  Screen screen{desk, {5, crypto::sha256(*log[4])}};
  const auto ended = screen.next<Disconnected>();
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->reason.code, Errc::kConflict);
}

TEST(Link, ComesBackAfterABreakAndSendsAgainWhatHadNoAnswer) {
  Desk desk{make_log(3)};
  Screen screen{desk};
  ASSERT_TRUE(screen.next<Connected>());
  desk.engine.change([&] { desk.engine.mute = true; });
  ASSERT_TRUE(screen.link->send(bus::take_claim("c1")));
  ASSERT_TRUE(desk.engine.eventually([&] { return desk.engine.commands.size() == 1; }));
  desk.restart();
  ASSERT_TRUE(screen.next<Disconnected>());
  EXPECT_TRUE(screen.next<Connected>());
  const auto answered = screen.next<Answered>();
  ASSERT_TRUE(answered);
  EXPECT_EQ(std::get<wire::Done>(answered->message).id, "c1");
}

TEST(Link, SaysThatARevokedKeyIsTheEnd) {
  Desk desk;
  Screen screen{desk};
  ASSERT_TRUE(screen.next<Connected>());
  desk.revoke(desk.sanne);
  const auto ended = screen.next<Disconnected>();
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->for_good);
  EXPECT_EQ(ended->reason.what, "is revoked");
}

TEST(Link, TakesNoMoreThanItCanKeepInFlight) {
  Desk desk;
  Screen screen{desk};
  ASSERT_TRUE(screen.next<Connected>());
  desk.engine.change([&] { desk.engine.mute = true; });
  for (std::size_t at = 0; at < limits::kInFlightMax; ++at) ASSERT_TRUE(screen.link->send(bus::take_claim(std::to_string(at))));
  EXPECT_FALSE(screen.link->send(bus::take_claim("one too many")));
}

TEST(Asker, AsksActsAndReadsEvents) {
  Desk desk{make_log(3)};
  auto asker = Asker::connect(address_of(desk), "proef", steady_now() + kPatience);
  ASSERT_TRUE(asker) << to_string(asker.error());
  EXPECT_EQ(asker->welcome().seq, 3u);
  EXPECT_TRUE(asker->ask<wire::Status>(wire::AskStatus{}, steady_now() + kPatience));
  const auto done = asker->act(bus::take_claim("c1"), steady_now() + kPatience);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->id, "c1");
}

TEST(Asker, GoesOnBeyondItsFirstCredit) {
  Desk desk;
  auto asker = Asker::connect(address_of(desk), "proef", steady_now() + kPatience);
  ASSERT_TRUE(asker);
  for (std::size_t at = 0; at < 2 * limits::kPeerCredit; ++at) {
    ASSERT_TRUE(asker->act(bus::take_claim(std::to_string(at)), steady_now() + kPatience)) << at;
  }
}

TEST(Asker, SaysThatNobodyAnswers) {
  const auto keys = crypto::make_curve_key_pair(bus::random_bytes());
  const HubAddress nowhere{"ipc:///nowhere/at/all", keys.public_key, keys};
  const auto asker = Asker::connect(nowhere, "proef", steady_now() + std::chrono::milliseconds{100});
  ASSERT_FALSE(asker);
  EXPECT_EQ(asker.error().code, Errc::kUnreachable);
}

TEST(Asker, SaysThatItsKeyIsNotKnown) {
  Desk desk;
  HubAddress address = address_of(desk);
  address.keys = crypto::make_curve_key_pair(bus::random_bytes());
  const auto asker = Asker::connect(address, "proef", steady_now() + kPatience);
  ASSERT_FALSE(asker);
  EXPECT_EQ(asker.error().code, Errc::kRefused);
}

}  // namespace
}  // namespace voelspriet::console
