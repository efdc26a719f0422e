// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/filter.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hub/base/limits.hpp"
#include "tests/support/feeds/recorded_source.hpp"

namespace voelspriet::feeds {
namespace {

using domain::HeardMention;
using domain::IncidentId;
using support::post;
using testing::ElementsAre;

constexpr IncidentId kFire{1}, kFlood{2};

domain::WatchProfile terms(std::vector<std::string> words) {
  domain::WatchProfile profile;
  profile.terms = std::move(words);
  return profile;
}

class FilterTest : public testing::Test {
 protected:
  FilterTest() { watch({{kFire, terms({"kadeweg", "chloor"})}}); }

  void watch(const std::vector<IncidentProfile>& profiles) { ASSERT_TRUE(filter_.watch(profiles)); }
  bool keeps(HeardMention mention) {
    kept_ = std::move(mention);
    return filter_.keep(kept_);
  }
  bool keeps(const std::string& id, const std::string& text, const std::string& parent = {}) {
    return keeps(post(id, text, parent).mention.value());
  }

  crypto::SystemRandom random_;
  Filter filter_{Filter::Keep::kMatching, random_};
  HeardMention kept_;
};

TEST_F(FilterTest, KeepsWhatHitsTheProfileAndNothingElse) {
  EXPECT_TRUE(keeps("a", "Het stinkt naar chloor op de Kadeweg"));
  EXPECT_THAT(kept_.hits, testing::UnorderedElementsAre("chloor", "kadeweg"));
  EXPECT_THAT(kept_.incidents, ElementsAre(kFire));
  EXPECT_FALSE(keeps("b", "Lekker weer vandaag"));
}

TEST_F(FilterTest, KeepsNothingBetweenIncidents) {
  watch({});
  EXPECT_FALSE(keeps("a", "chloor"));
}

TEST_F(FilterTest, SaysWhenWhatItDroppedMayBeWanted) {
  EXPECT_FALSE(*filter_.watch({{kFire, terms({"kadeweg", "chloor"})}})) << "the same as before";
  EXPECT_TRUE(*filter_.watch({{kFire, terms({"kadeweg", "chloor", "rook"})}}));
  EXPECT_TRUE(*filter_.watch({{kFire, terms({"kadeweg", "chloor", "rook"})}, {kFlood, terms({"dijk"})}}));
  EXPECT_FALSE(*filter_.watch({{kFlood, terms({"dijk"})}})) << "one less listens to no more";
}

TEST_F(FilterTest, FollowsAThreadDownAndUp) {
  EXPECT_FALSE(keeps("reply-too-early", "Hoezo?", "a"));
  EXPECT_TRUE(keeps("a", "chloor", "parent"));
  EXPECT_TRUE(keeps("b", "Hoezo?", "a"));
  EXPECT_THAT(kept_.hits, ElementsAre("#thread"));
  EXPECT_TRUE(keeps("c", "Dat zeg ik niet", "b"));
  EXPECT_TRUE(keeps("d", "Ja hoor", "parent")) << "the post it answers to is of the thread, too";
}

TEST_F(FilterTest, FollowsQuotesReposts) {
  ASSERT_TRUE(keeps("a", "chloor"));
  HeardMention quote = *post("q", "Kijk nou").mention, repost = *post("r", "").mention;
  quote.quote = "a";
  repost.repost = "a";
  EXPECT_TRUE(keeps(quote));
  EXPECT_TRUE(keeps(repost));
}

TEST_F(FilterTest, KeepsEditsAndDeletesOfWhatPassed) {
  ASSERT_TRUE(keeps("a", "chloor"));
  HeardMention gone = *post("a", "").mention;
  gone.kind = domain::MentionKind::deleted;
  EXPECT_TRUE(keeps(gone));
  gone.id = "never seen";
  EXPECT_FALSE(keeps(gone));
}

TEST_F(FilterTest, KeepsAnswersToOurOwnPosts) {
  filter_.follow(kFire, {"ours"});
  EXPECT_TRUE(keeps("a", "Dank je wel", "ours"));
  filter_.follow(kFlood, {"theirs"});
  EXPECT_FALSE(keeps("b", "Dank je wel", "theirs"));
}

TEST_F(FilterTest, NamesEveryIncidentAMentionBelongsTo) {
  watch({{kFire, terms({"chloor"})}, {kFlood, terms({"dijk"})}});
  EXPECT_TRUE(keeps("a", "chloor bij de dijk"));
  EXPECT_THAT(kept_.incidents, ElementsAre(kFire, kFlood));
  EXPECT_TRUE(keeps("b", "de dijk houdt het"));
  EXPECT_THAT(kept_.incidents, ElementsAre(kFlood));
  EXPECT_TRUE(keeps("c", "Echt?", "b"));
  EXPECT_THAT(kept_.incidents, ElementsAre(kFlood));
}

TEST_F(FilterTest, KeepsThreadsWhenAProfileChangesAndForgetsThemWithTheIncident) {
  ASSERT_TRUE(keeps("a", "chloor"));
  watch({{kFire, terms({"brand"})}});
  EXPECT_FALSE(keeps("b", "chloor"));
  EXPECT_TRUE(keeps("c", "Echt?", "a"));
  watch({{kFlood, terms({"dijk"})}});
  EXPECT_FALSE(keeps("d", "Echt?", "a"));
}

TEST_F(FilterTest, KeepsItsProfilesWhenNewOnesCannotBeRead) {
  EXPECT_FALSE(filter_.watch({{kFire, terms({"***"})}}));
  EXPECT_TRUE(keeps("a", "chloor"));
}

TEST_F(FilterTest, ReadsWhatPicturesAndLinksAreCalled) {
  HeardMention mention = *post("a", "Kijk").mention;
  mention.media = {"bafkreib Rook boven de Kadeweg"};
  EXPECT_TRUE(keeps(mention));
}

TEST_F(FilterTest, OfAPartnerKeepsAllForEveryIncident) {
  Filter all{Filter::Keep::kAll, random_};
  ASSERT_TRUE(all.watch({{kFire, terms({"chloor"})}, {kFlood, terms({"dijk"})}}));
  HeardMention mention = *post("a", "Zwemwater weer open").mention;
  EXPECT_TRUE(all.keep(mention));
  EXPECT_THAT(mention.incidents, ElementsAre(kFire, kFlood));
}

TEST_F(FilterTest, ForgetsTheOldestPostsOfAThreadFlood) {
  ASSERT_TRUE(keeps("first", "chloor"));
  for (std::size_t i = 0; i < limits::kFollowedPostsMax; ++i) filter_.follow(kFire, {fmt::format("{}", i)});
  EXPECT_FALSE(keeps("a", "Echt?", "first"));
}

}  // namespace
}  // namespace voelspriet::feeds
