// SPDX-License-Identifier: Apache-2.0
// The intake thread on a real server that comes and goes.
#include "hub/intake_loop.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "hub/bus_to_threads.hpp"
#include "hub/crypto/random.hpp"
#include "hub/store/mention_store.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::hub {
namespace {

using namespace std::chrono_literals;
using domain::StoreState;
using support::eventually;

constexpr domain::IncidentId kFire{1};

class Intake : public testing::Test {
 protected:
  Intake() {
    domain::IncidentOpened opened;
    opened.incident = kFire;
    opened.title = "Brand";
    opened.ends_at = clock.now() + std::chrono::hours{1};
    opened.profile.terms = {"brand"};
    (void)happen(std::move(opened));
    const auto endpoint = [&](const char* name) { return "ipc://" + (folder / name).string(); };
    bus::BusSettings settings{{endpoint("c")}, {endpoint("f")}, crypto::make_curve_key_pair(random),
                              std::make_shared<const std::map<std::string, domain::Key>>(), 1};
    line = std::move(*bus::Bus::start(std::move(settings), to_threads, random));
  }
  ~Intake() override {
    stop.request();
    if (thread.joinable()) thread.join();
  }

  // The event, after it is part of `state`.
  Happened happen(domain::EventBody body, domain::IncidentId incident = kFire) {
    auto event = std::make_shared<domain::Event>();
    event->meta.seq = state.seq + 1;
    event->meta.incident = incident;
    event->meta.at = clock.now();
    event->body = std::move(body);
    domain::evolve(state, *event);
    return {std::move(event), nullptr};
  }
  void run() {
    loop.emplace(intake, mentions, mailboxes, figures, *line, clock, [] { return std::optional<Time>{}; }, state);
    thread = std::thread{[this] { end = loop->run(stop); }};
  }
  void server_says(std::vector<std::string> words) {
    words.insert(words.begin(), {"redis-cli", "-s", server.socket_path()});
    EXPECT_EQ(support::run({words}).status, 0);
  }
  void tell(IntakeInput input) { ASSERT_TRUE(mailboxes.intake.push(std::move(input))); }
  bool shown(StoreState store_state, std::size_t claims) {
    return eventually(20s, [&] {
      const auto pulse = figures.pulse(kFire);
      return pulse && pulse->mention_store == store_state && pulse->claims.size() == claims;
    });
  }

  support::TempDir folder{"intake"};
  support::RedisServer server{folder.path()};
  SystemClock clock;
  crypto::SystemRandom random;
  domain::State state;
  Figures figures;
  Mailboxes mailboxes;
  BusToThreads to_threads{mailboxes, figures};
  std::unique_ptr<bus::Bus> line;
  store::MentionStore mentions{{server.socket_path(), folder / "keys", 1}, random};
  engine::Intake intake{mentions, clock};
  std::optional<IntakeLoop> loop;
  StopFlag stop;
  std::thread thread;
  std::optional<Error> end;
};

TEST_F(Intake, AServerThatIsAwayAtTheStartIsShownAndWhatHappensMeanwhileIsNotMissed) {
  server.kill();
  run();
  ASSERT_TRUE(shown(StoreState::away, 0));
  tell(happen(domain::ClaimMade{{1}, "Er is chloor", {}}));
  EXPECT_TRUE(eventually(5s, [&] { return mailboxes.intake.size() == 0; })) << "events do not pile up";
  server.start();
  EXPECT_TRUE(shown(StoreState::well, 1));
}

TEST_F(Intake, AServerThatHangsAtTheStartHoldsUpNoEvent) {
  server.freeze();
  run();
  ASSERT_TRUE(shown(StoreState::away, 0));
  for (std::uint32_t claim = 1; claim <= 200; ++claim) tell(happen(domain::ClaimMade{{claim}, "Er is chloor", {}}));
  EXPECT_TRUE(eventually(5s, [&] { return mailboxes.intake.size() == 0; }));
  server.thaw();
  EXPECT_TRUE(shown(StoreState::well, 200));
}

TEST_F(Intake, AServerThatCannotBeWrittenToAtTheStartIsShownAsWhatItIs) {
  server_says({"REPLICAOF", "127.0.0.1", "1"});
  run();
  ASSERT_TRUE(shown(StoreState::read_only, 0));
  tell(happen(domain::ClaimMade{{1}, "Er is chloor", {}}));
  server_says({"REPLICAOF", "NO", "ONE"});
  EXPECT_TRUE(shown(StoreState::well, 1));
}

TEST_F(Intake, AServerWithoutRoomAtTheStartIsShownAsFull) {
  server_says({"CONFIG", "SET", "maxmemory", "1"});
  run();
  ASSERT_TRUE(shown(StoreState::full, 0));
  server_says({"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_TRUE(shown(StoreState::well, 0));
}

TEST_F(Intake, BeginsAnewFromAStateWhenEventsWereDropped) {
  run();
  ASSERT_TRUE(shown(StoreState::well, 0));
  (void)happen(domain::ClaimMade{{1}, "Er is chloor", {}});
  tell(Anew{std::make_shared<const domain::State>(state)});
  ASSERT_TRUE(shown(StoreState::well, 1));
  (void)happen(domain::IncidentClosed{"voorbij"});
  tell(Anew{std::make_shared<const domain::State>(state)});
  EXPECT_TRUE(eventually(20s, [&] { return !figures.pulse(kFire); })) << "closed meanwhile";
}

TEST_F(Intake, AHubThatIsFencedByTheMentionsStops) {
  crypto::SystemRandom other_random;
  store::MentionStore newer{{server.socket_path(), folder / "keys", 2}, other_random};
  ASSERT_TRUE(newer.cursors());
  run();
  thread.join();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->code, Errc::kFenced);
}

}  // namespace
}  // namespace voelspriet::hub
