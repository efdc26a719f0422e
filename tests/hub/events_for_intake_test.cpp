// SPDX-License-Identifier: Apache-2.0
#include "hub/events_for_intake.hpp"

#include <gtest/gtest.h>

namespace voelspriet::hub {
namespace {

class Waiting : public testing::Test {
 protected:
  void happen(domain::Sequence seq) {
    auto event = std::make_shared<domain::Event>();
    event->meta.seq = state.seq = seq;
    events.add({std::move(event), nullptr});
    events.hand_over(state);
  }
  // What the intake is told next: the number of an event, or 1000 more for a state to begin anew from.
  std::vector<domain::Sequence> told() {
    std::vector<domain::Sequence> all;
    for (auto taken = intake.pop(100, {}); !taken.empty(); taken = intake.pop(100, {})) {
      for (const IntakeInput& input : taken) {
        const auto* anew = std::get_if<Anew>(&input);
        all.push_back(anew ? 1'000 + anew->state->seq : std::get<Happened>(input).event->meta.seq);
      }
      events.hand_over(state);
    }
    return all;
  }

  domain::State state;
  Mailbox<IntakeInput> intake{2};
  EventsForIntake events{intake, 3};
};

using Told = std::vector<domain::Sequence>;

TEST_F(Waiting, EventsComeInOrderAlsoWhenTheMailboxWasFull) {
  for (domain::Sequence seq = 1; seq <= 5; ++seq) happen(seq);
  EXPECT_EQ(told(), (Told{1, 2, 3, 4, 5}));
}

TEST_F(Waiting, MoreThanMayWaitAreDroppedForTheStateTheyAddUpTo) {
  for (domain::Sequence seq = 1; seq <= 6; ++seq) happen(seq);
  happen(7);
  EXPECT_EQ(told(), (Told{1, 2, 1'006, 7}));
}

TEST_F(Waiting, AnIntakeThatNeverComesCostsNoMoreThanTheBound) {
  for (domain::Sequence seq = 1; seq <= 103; ++seq) happen(seq);
  const Told all = told();
  ASSERT_LE(all.size(), 2u + 1u + 3u);
  EXPECT_GT(all[2], 1'000u) << "a state comes in their place";
  EXPECT_EQ(all.back(), 103u);
}

}  // namespace
}  // namespace voelspriet::hub
