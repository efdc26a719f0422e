// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/runner.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <thread>

#include "hub/base/limits.hpp"
#include "tests/support/feeds/recorded_source.hpp"
#include "tests/support/feeds/recording_sink.hpp"

namespace voelspriet::feeds {
namespace {

using namespace std::chrono_literals;
using support::other;
using support::post;
using support::reading;
using support::RecordedSource;
using support::RecordingSink;
using support::Stall;
using support::Step;
using testing::Contains;
using testing::ElementsAre;
using testing::Pair;

const Error kRefused{Errc::kRefused, "recorded", "HTTP 503"};

// The shortest delays a dice can give.
class Zeros final : public crypto::Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override { std::fill(bytes.begin(), bytes.end(), std::uint8_t{0}); }
};

class RunnerTest : public testing::Test {
 protected:
  void play(std::vector<std::deque<Step>> connections) {
    source_.emplace(std::move(connections));
    Runner{"test", *source_, sink_, filter_, clock_, random_}.run(stop_);
  }

  StopFlag stop_;
  SystemClock clock_;
  Zeros random_;
  Filter filter_{Filter::Keep::kAll, random_};
  RecordingSink sink_{"begin"};
  std::optional<RecordedSource> source_;
};

TEST_F(RunnerTest, HandsOnWhatItReadsInOrder) {
  play({{reading({post("a", ""), other("x"), post("b", "")}, "2"), Stall{}, reading({post("c", "")}, "3")}});
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "b", "c"));
  EXPECT_EQ(sink_.batches.front().cursor, "2");
  EXPECT_EQ(source_->resumes.front().cursor, "begin");
  EXPECT_EQ(sink_.health.state, FeedState::ended);
  EXPECT_THAT(sink_.health.counts, testing::AllOf(Contains(Pair("kept", 3)), Contains(Pair("other", 1))));
}

TEST_F(RunnerTest, ResumesWhereItWasCutAndDropsWhatComesAgain) {
  play({{reading({post("a", ""), post("b", "")}, "2")}, {reading({post("b", ""), post("c", "")}, "3")}});
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "b", "c"));
  EXPECT_EQ(source_->resumes[1].cursor, "2");
  EXPECT_EQ(source_->resumes[1].fruitless, 0u);
  EXPECT_THAT(sink_.health.counts, Contains(Pair("repeat", 1)));
}

TEST_F(RunnerTest, TellsTheSourceHowManyConnectionsBroughtNothingNew) {
  const auto a = reading({post("a", "")}, "1");
  play({{a}, {a}, {kRefused}, {a}, {Stall{}}, {reading({post("b", ""), post("a", "")}, "2")}});
  EXPECT_EQ(source_->resumes[2].fruitless, 1u);
  EXPECT_EQ(source_->resumes[3].fruitless, 1u) << "a refused connection brings nothing to judge by";
  EXPECT_EQ(source_->resumes[4].fruitless, 2u);
  EXPECT_EQ(source_->resumes[5].fruitless, 2u) << "silence is no reason to go further on";
  EXPECT_EQ(source_->resumes[6].fruitless, 0u);
}

TEST_F(RunnerTest, TriesAgainWithin250MsAndThenEverLater) {
  play({{reading({post("a", "")}, "1")}, {kRefused}, {kRefused}, {reading({other("x")}, "2")}});
  const auto& at = source_->connect_at;
  EXPECT_LT(at[1] - at[0], 250ms);
  EXPECT_GT(at[2] - at[1], limits::kBackoffFirst - 1ms);
  EXPECT_GT(at[3] - at[2], 2 * limits::kBackoffFirst - 1ms);
  EXPECT_LT(at[4] - at[3], 250ms) << "the first new event resets the delay, mention or not";
}

TEST_F(RunnerTest, ReadsNothingWithoutCredit) {
  sink_.busy = 3;
  play({{reading({post("a", "")}, "1"), reading({post("b", "")}, "2")}});
  EXPECT_EQ(sink_.offers, 5);
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "b"));
  EXPECT_THAT(sink_.states, Contains(FeedState::waiting));
}

TEST_F(RunnerTest, WaitsForTheHubToSayWhereToBegin) {
  sink_.orders({});
  std::jthread stopper{[this] { stop_.request(); }};
  play({{reading({post("a", "")}, "1")}});
  EXPECT_TRUE(source_->resumes.empty());
}

TEST_F(RunnerTest, StopsInTheMiddleOfAStall) {
  std::jthread stopper{[this] {
    stop_.wait_until(steady_now() + 50ms);
    stop_.request();
  }};
  const auto began = steady_now();
  play({std::deque<Step>(1'000, Stall{})});
  EXPECT_LT(steady_now() - began, 5s) << "the stalls together last fifty";
}

TEST_F(RunnerTest, EndsWhenTheHubSaysSo) {
  sink_.on_batch = [this](const Batch&) { sink_.say(End{"revoked"}); };
  sink_.confirms = false;
  play({{reading({post("a", "")}, "1"), reading({post("b", "")}, "2")}});
  EXPECT_THAT(sink_.ids(), ElementsAre("a"));
}

TEST_F(RunnerTest, IsOverOnlyWhenEverythingIsConfirmed) {
  sink_.confirms = false;
  std::jthread hub{[this] {
    stop_.wait_until(steady_now() + 200ms);
    stop_.request();
  }};
  play({{reading({post("a", "")}, "1")}});
  EXPECT_TRUE(stop_.requested());
  EXPECT_EQ(sink_.health.confirmed, "begin");
}

TEST_F(RunnerTest, GoesBackWhereTheHubSendsIt) {
  bool sent = false;
  sink_.on_batch = [&](const Batch& batch) {
    if (batch.cursor == "2" && !std::exchange(sent, true)) sink_.say(StartAt{"1"});
  };
  play({{reading({post("a", "")}, "1"), reading({post("b", "")}, "2"), reading({post("x", "")}, "9")},
        {reading({post("b", "")}, "2")}});
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "b", "b")) << "after going back, what was heard is no repeat";
  EXPECT_EQ(source_->resumes[1].cursor, "1");
}

TEST_F(RunnerTest, GoesBackThoughItsSourceHasEnded) {
  auto last = reading({post("a", "")}, "2");
  last.ended = true;
  sink_.on_batch = [&](const Batch&) {
    if (sink_.batches.size() == 1) sink_.say(StartAt{"1"});
  };
  play({{last}, {last}});
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "a"));
  EXPECT_EQ(sink_.health.state, FeedState::ended);
}

// A warning that still lies there.
class Pile final : public Source {
 public:
  Pile(RecordedSource& recorded, bool again) : recorded_(recorded), again_(again) {}
  Result<void> connect(const Resume& resume, const StopFlag& stop) override { return recorded_.connect(resume, stop); }
  Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override {
    return recorded_.read(deadline, stop);
  }
  void disconnect() override {}
  bool can_give_again() const override { return again_; }

 private:
  RecordedSource& recorded_;
  const bool again_;
};

TEST_F(RunnerTest, AsksAgainForWhatLiesThereWhenAnIncidentIsOpenedOrListensForMore) {
  const IncidentProfile fire{domain::IncidentId{1}, {{"chloor"}, {}, {}, {}}};
  const IncidentProfile wider{domain::IncidentId{1}, {{"chloor", "rook"}, {}, {}, {}}};
  const IncidentProfile flood{domain::IncidentId{2}, {{"dijk"}, {}, {}, {}}};
  sink_.on_batch = [&](const Batch&) {
    const auto count = sink_.batches.size();
    if (count == 1) sink_.say(Watch{{fire}});
    if (count == 2) sink_.say(Watch{{wider, flood}});
    if (count == 3) sink_.say(Watch{{flood}});
  };
  const auto warning = reading({post("a", "")}, "1");
  RecordedSource recorded{{{warning}, {warning}, {warning, reading({post("b", "")}, "2")}}};
  Pile pile{recorded, true};
  Runner{"test", pile, sink_, filter_, clock_, random_}.run(stop_);
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "a", "a", "b"));
  EXPECT_TRUE(recorded.resumes[0].again) << "a new process does not know who has heard what";
  for (const int at : {1, 2}) {
    EXPECT_EQ(recorded.resumes[at].cursor, "1");
    EXPECT_TRUE(recorded.resumes[at].again);
  }
  EXPECT_FALSE(recorded.resumes[3].again);
  EXPECT_THAT(sink_.batches[2].mentions[0].incidents, ElementsAre(fire.incident, flood.incident));
}

TEST_F(RunnerTest, LeavesADrillRunningWhenAnIncidentIsOpened) {
  RecordedSource recorded{{{reading({post("a", "")}, "1"), reading({post("b", "")}, "2")}}};
  Pile drill{recorded, false};
  sink_.on_batch = [&](const Batch&) { sink_.say(Watch{{{domain::IncidentId{1}, {{"chloor"}, {}, {}, {}}}}}); };
  Runner{"test", drill, sink_, filter_, clock_, random_}.run(stop_);
  EXPECT_THAT(sink_.ids(), ElementsAre("a", "b"));
  EXPECT_EQ(recorded.resumes[1].cursor, "2");
}

TEST_F(RunnerTest, SplitsALargeReadingAndMovesTheCursorWithTheLastPart) {
  std::vector<Item> items;
  for (std::size_t i = 0; i <= 2 * limits::kBatchMentionsMax; ++i) items.push_back(post(fmt::format("{}", i), ""));
  play({{reading(std::move(items), "end")}});
  ASSERT_EQ(sink_.batches.size(), 3);
  EXPECT_EQ(sink_.batches[0].cursor, "begin");
  EXPECT_EQ(sink_.batches[1].cursor, "begin");
  EXPECT_EQ(sink_.batches[2].cursor, "end");
  EXPECT_EQ(sink_.ids().size(), 2 * limits::kBatchMentionsMax + 1);
}

TEST_F(RunnerTest, CountsAndNamesWhatCannotBeRead) {
  auto bad = reading({post("a", "")}, "1");
  bad.refused["malformed"] = 2;
  bad.trouble = "/commit: missing";
  play({{bad}});
  EXPECT_THAT(sink_.health.counts, Contains(Pair("malformed", 2)));
  EXPECT_THAT(sink_.ids(), ElementsAre("a"));
}

TEST_F(RunnerTest, ForgetsTheOldestRepeatsAtItsLimit) {
  Remembered few{2};
  const auto id = [](std::uint8_t n) { return crypto::KeyedId{{n}}; };
  EXPECT_TRUE(few.insert(id(1)));
  EXPECT_TRUE(few.insert(id(2)));
  EXPECT_FALSE(few.insert(id(1)));
  EXPECT_TRUE(few.insert(id(3)));
  EXPECT_FALSE(few.contains(id(1)));
  EXPECT_TRUE(few.contains(id(2)));
  EXPECT_EQ(few.size(), 2);
}

TEST_F(RunnerTest, BacksOffToItsCeiling) {
  crypto::SystemRandom dice;
  Backoff backoff{dice};
  std::chrono::milliseconds last{};
  for (int i = 0; i < 20; ++i) last = backoff.next();
  EXPECT_GE(last, limits::kBackoffMax / 2);
  EXPECT_LE(last, limits::kBackoffMax);
  backoff.reset();
  EXPECT_LE(backoff.next(), limits::kBackoffFirst);
}

}  // namespace
}  // namespace voelspriet::feeds
