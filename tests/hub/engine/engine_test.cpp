// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/engine.hpp"

#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;
using engine::Request;

struct EngineTest : testing::Test, Desk {
  Command make(std::string assertion) { return command(MakeClaim{std::move(assertion), {}}); }
};

TEST_F(EngineTest, ARepeatedCommandIsAnsweredNotRedone) {
  const Command once = make("x");
  const auto first = step({{{kAnalyst, 1}, once, 1}});
  const auto second = step({{{kAnalyst, 1}, once, 2}});
  ASSERT_EQ(second.answers.size(), 1u);
  EXPECT_TRUE(second.answers[0].again);
  EXPECT_EQ(second.answers[0].seq, first.answers[0].seq);
  EXPECT_EQ(state().claims.rows.size(), 1u);
}

TEST_F(EngineTest, ARepeatWithinOneBatchIsAnsweredToo) {
  const Command once = make("x");
  const auto done = step({{{kAnalyst, 1}, once, 1}, {{kAnalyst, 1}, once, 2}});
  ASSERT_EQ(done.answers.size(), 2u);
  EXPECT_EQ(state().claims.rows.size(), 1u);
}

TEST_F(EngineTest, LaterCommandsOfABatchSeeTheEarlierOnes) {
  const auto done = step({{{kAnalyst, 1}, make("x"), 1}, {{kAnalyst, 1}, command(TakeClaim{ClaimId{1}}), 2}});
  EXPECT_FALSE(done.answers[0].refused);
  EXPECT_FALSE(done.answers[1].refused);
  EXPECT_EQ(claim(1).owner, kAnalyst);
}

TEST_F(EngineTest, ACommandThatWaitedWhileItsKeyWasRevokedIsRefused) {
  const std::string key(40, 'a'), other(40, 'b');
  must(kLead, AddKey{key, "laptop", kAnalyst, {}});
  must(kLead, AddKey{other, "tablet", kAnalyst, {}});
  const auto done = step({{{kAnalyst, 1, key}, make("x"), 1},
                          {{kLead, 2}, command(RevokeKey{key, "gestolen"}), 2},
                          {{kAnalyst, 1, key}, make("y"), 3},
                          {{kAnalyst, 3, other}, make("z"), 4},
                          {{kSpokesperson, 4, other}, command(PullBrake{"zomaar"}), 5}});
  ASSERT_EQ(done.answers.size(), 5u);
  std::map<std::uint64_t, std::optional<Error>> refused;
  for (const auto& answer : done.answers) refused[answer.ticket] = answer.refused;
  EXPECT_FALSE(refused[1]);
  EXPECT_FALSE(refused[2]);
  ASSERT_TRUE(refused[3]);
  EXPECT_EQ(refused[3]->code, Errc::kForbidden);
  EXPECT_FALSE(refused[4]) << "the person has another key";
  EXPECT_TRUE(refused[5]) << "somebody else's key";
}

TEST_F(EngineTest, WhoeverBeginsAnewAtAReopenedIncidentGetsTheStateRightAfterIt) {
  make_claim();
  must(kLead, CloseIncident{"voorbij"});
  const auto done = step({{{kLead, 1}, command(ReopenIncident{"correctie nodig", {}}), 1}, {{kAnalyst, 1}, make("y"), 2}});
  ASSERT_EQ(done.events.size(), 2u);
  ASSERT_TRUE(done.events[0].state);
  EXPECT_EQ(done.events[0].state->seq, done.events[0].event.meta.seq);
  EXPECT_TRUE(done.events[0].state->incidents.find(kFire)->open());
  EXPECT_EQ(done.events[0].state->claims.rows.size(), 1u);
  EXPECT_FALSE(done.events[1].state);
}

TEST_F(EngineTest, WhatTheStoreRefusedNeverHappened) {
  for (const auto fault : {MemoryLog::Fault::away, MemoryLog::Fault::full}) {
    log.next_fault = fault;
    EXPECT_TRUE(ask(kAnalyst, MakeClaim{"x", {}}).refused);
    EXPECT_TRUE(state().claims.rows.empty());
  }
  make_claim();
  EXPECT_EQ(state().claims.rows.size(), 1u);
}

TEST_F(EngineTest, ALostAnswerIsHeldBackUntilTheLogSaysSo) {
  log.next_fault = MemoryLog::Fault::lost_answer;
  const Command doubtful = make("x");
  EXPECT_TRUE(step({{{kAnalyst, 1}, doubtful, 1}}).answers.empty());
  EXPECT_TRUE(engine->in_doubt());
  EXPECT_TRUE(state().claims.rows.empty()) << "not shown before it is durable";
  log.next_fault = MemoryLog::Fault::away;
  const auto meanwhile = step({{{kAnalyst, 1}, make("y"), 2}});
  ASSERT_EQ(meanwhile.answers.size(), 1u);
  EXPECT_EQ(meanwhile.answers[0].refused->code, Errc::kStoreAway);
  const auto settled = step({});
  ASSERT_EQ(settled.answers.size(), 1u);
  EXPECT_FALSE(settled.answers[0].refused);
  EXPECT_EQ(settled.events.size(), 1u);
  EXPECT_EQ(state().claims.rows.size(), 1u);
}

TEST_F(EngineTest, ALostRequestIsRefusedOnceThatIsCertain) {
  log.next_fault = MemoryLog::Fault::lost_request;
  step({{{kAnalyst, 1}, make("x"), 1}});
  const auto settled = step({});
  ASSERT_EQ(settled.answers.size(), 1u);
  EXPECT_EQ(settled.answers[0].refused->code, Errc::kStoreAway);
  make_claim();
}

TEST_F(EngineTest, ARepeatOfWhatIsInTheLogIsAnsweredWhateverTheStoreSays) {
  const Command once = make("x");
  const auto first = step({{{kAnalyst, 1}, once, 1}});
  log.next_fault = MemoryLog::Fault::away;
  const auto done = step({{{kAnalyst, 1}, make("y"), 2}, {{kAnalyst, 1}, once, 3}});
  ASSERT_EQ(done.answers.size(), 2u);
  for (const auto& answer : done.answers) EXPECT_EQ(answer.refused.has_value(), answer.ticket == 2);
}

TEST_F(EngineTest, ARepeatOfACommandInDoubtIsHeldBackWithIt) {
  const Command doubtful = make("x");
  log.next_fault = MemoryLog::Fault::lost_answer;
  step({{{kAnalyst, 1}, doubtful, 1}});
  log.next_fault = MemoryLog::Fault::away;
  EXPECT_TRUE(step({{{kAnalyst, 1}, doubtful, 2}}).answers.empty());
  const auto settled = step({});
  ASSERT_EQ(settled.answers.size(), 2u);
  for (const auto& answer : settled.answers) EXPECT_FALSE(answer.refused) << to_string(*answer.refused);
}

TEST_F(EngineTest, AFencedHubStops) {
  log.next_fault = MemoryLog::Fault::fenced;
  const auto done = step({{{kAnalyst, 1}, make("x"), 1}});
  ASSERT_TRUE(done.fatal);
  EXPECT_EQ(done.fatal->code, Errc::kFenced);
}

TEST_F(EngineTest, ARestartGivesTheSameState) {
  add_evidence(make_claim(), Stance::supports, "krant");
  const State before = state();
  restart();
  EXPECT_TRUE(before == state());
  ASSERT_TRUE(engine->save_snapshot());
  make_claim("y");
  const State after = state();
  restart();
  EXPECT_TRUE(after == state()) << "snapshot and what follows";
}

TEST_F(EngineTest, AChangedLineIsFoundAndNamed) {
  make_claim();
  make_claim("y");
  auto& line = log.lines[7];
  line.replace(line.find("chloorgas"), 9, "koolstofg");
  engine::Engine other(log, snapshots, channels, kCodec,
                       {clock, [] { return std::optional<Time>{}; }, [] { return std::vector<ClaimPair>{}; }});
  const auto started = other.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(to_string(started.error()), "line 9: does not follow the line before it");
}

TEST_F(EngineTest, ADeskIsFoundedOnce) {
  EXPECT_EQ(engine->found({}, next_id()).error().code, Errc::kAlreadyExists);
}

}  // namespace
}  // namespace voelspriet::test
