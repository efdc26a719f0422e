// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/manual/manual_channel.hpp"

#include <gtest/gtest.h>

#include "tests/hub/channels/jobs.hpp"

namespace voelspriet::test {
namespace {

using channels::ManualChannel;
using Kind = engine::SendOutcome::Kind;

TEST(ManualChannel, GivesTheReadyText) {
  const ManualChannel channel{{"x", "@moerhaven", 0}};
  const auto variant = channel.render(render_job()).value();
  ASSERT_EQ(variant.parts.size(), 1u);
  EXPECT_EQ(variant.parts[0].bytes,
            "Er komt geen chloorgas vrij\n\nDe brandweer meet geen chloor.\n\nHoud ramen <dicht> & \"deuren\" ook.");
  EXPECT_EQ(variant.parts[0].media_type, "text/plain; charset=utf-8");
  EXPECT_EQ(variant.channel, "x");
  EXPECT_EQ(variant.audience, "@moerhaven");
  EXPECT_EQ(variant.promise, domain::Promise::by_person);
}

TEST(ManualChannel, AnExerciseSaysSoFirst) {
  const ManualChannel channel{{"x", "@moerhaven", 0}};
  EXPECT_TRUE(channel.render(render_job(1, true))->parts[0].bytes.starts_with("OEFENING: Er komt"));
}

TEST(ManualChannel, AnExerciseIsMarkedAboveItsTextOnce) {
  const ManualChannel channel{{"x", "", 0}};
  auto job = render_job(1, true);
  job.wording.title = "Titel";
  job.wording.body = "Tekst";
  EXPECT_EQ(channel.render(job)->parts[0].bytes, "OEFENING: Titel\n\nTekst");
}

TEST(ManualChannel, ATextOverTheLimitIsRefusedByHowMuchNeverCut) {
  const ManualChannel channel{{"x", "", 20}};
  auto job = render_job();
  job.wording.title = "Brand";
  job.wording.body = "👩‍🚒 zijn er, blijf weg";  // one character, as people count
  const auto variant = channel.render(job);
  ASSERT_FALSE(variant);
  EXPECT_EQ(variant.error().code, Errc::kTooLarge);
  EXPECT_EQ(to_string(variant.error()), "text: 7 characters too many, at most 20");
  job.wording.body = "👩‍🚒 zijn er nu";
  EXPECT_TRUE(channel.render(job));
}

TEST(ManualChannel, WordsWrittenForThisChannelReplaceTheBody) {
  const ManualChannel channel{{"x", "", 0}};
  auto job = render_job();
  job.wording.texts = {{"x", "nl", "Kort."}, {"radio", "nl", "Lang."}};
  EXPECT_EQ(channel.render(job)->parts[0].bytes, "Er komt geen chloorgas vrij\n\nKort.");
}

TEST(ManualChannel, WordsInALanguageItDoesNotSendAreNotDroppedInSilence) {
  const ManualChannel channel{{"x", "", 0}};
  auto job = render_job();
  job.wording.texts = {{"x", "en", "Short."}};
  const auto variant = channel.render(job);
  ASSERT_FALSE(variant);
  EXPECT_EQ(variant.error().code, Errc::kUnsupported);
}

TEST(ManualChannel, NeverSendsAndLeavesLookingToAPerson) {
  ManualChannel channel{{"x", "", 0}};
  const auto job = send_job(channel, render_job(), at("14:47:00"));
  EXPECT_EQ(channel.send(job).kind, Kind::failed);
  EXPECT_EQ(channel.look(job).kind, Kind::uncertain);
}

}  // namespace
}  // namespace voelspriet::test
