// SPDX-License-Identifier: Apache-2.0
#include "hub/playbook/playbook.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>

#include "hub/base/limits.hpp"

namespace voelspriet::playbook {
namespace {

using testing::HasSubstr;

std::string file(const std::string& path) {
  std::ifstream in{std::string{VOELSPRIET_SOURCE_DIR} + "/" + path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// A small playbook that is right; a test replaces one piece of it.
std::string small(std::string_view from = "", std::string_view to = "") {
  std::string text = file("tests/fuzz/corpus/playbook/small.yaml");
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return text;
}

std::string error_of(const std::string& text) {
  const auto book = parse_playbook(text, "small.yaml");
  return book ? "none" : to_string(book.error());
}

class DemoPlaybook : public testing::Test {
 protected:
  void SetUp() override {
    auto parsed = parse_playbook(file("playbooks/chemische-brand.yaml"), "chemische-brand.yaml");
    ASSERT_TRUE(parsed) << to_string(parsed.error());
    book_ = std::move(*parsed);
  }
  Playbook book_;
};

TEST_F(DemoPlaybook, IsTenMinutesOfALargeInventedCrowd) {
  EXPECT_EQ(book_.length, std::chrono::minutes{10});
  EXPECT_GE(book_.injects.size(), 150u);
  EXPECT_GE(book_.people.size(), 88u);
  const auto count = [&](InjectKind kind) {
    return std::count_if(book_.injects.begin(), book_.injects.end(), [&](const Inject& inject) { return inject.kind == kind; });
  };
  EXPECT_EQ(count(InjectKind::alert), 4);
  EXPECT_EQ(count(InjectKind::bulletin), 2);
  std::set<std::string> heard;
  for (const Inject& inject : book_.injects) heard.insert(inject.author);
  for (const Author& person : book_.people) EXPECT_TRUE(heard.contains(person.key)) << person.key << " says nothing";
}

TEST_F(DemoPlaybook, HasSixClaimsOfWhichTwoHoldAndEachCanBeShown) {
  ASSERT_EQ(book_.claims.size(), 6u);
  EXPECT_EQ(std::count_if(book_.claims.begin(), book_.claims.end(), [](const ExpectedClaim& claim) { return claim.holds; }), 2);
  for (const ExpectedClaim& claim : book_.claims) {
    EXPECT_GE(claim.answers.size(), 2u) << claim.assertion;
    const auto reply = ask_leader(book_, claim.assertion);
    ASSERT_TRUE(reply) << claim.assertion;
    EXPECT_EQ(reply->holds, claim.holds) << claim.assertion;
    EXPECT_EQ(reply->about, claim.assertion);
    EXPECT_EQ(reply->answers.front().text, claim.answers.front().text);
  }
}

// A team must still have time: what makes a claim recognisable is said in the first 60 % by three people who repeat nobody.
TEST_F(DemoPlaybook, EveryClaimHasThreeOriginsWhileThereIsTimeToAnswer) {
  for (const ExpectedClaim& claim : book_.claims) {
    std::set<std::string> origins;
    for (const Inject& inject : book_.injects) {
      if (inject.kind != InjectKind::post || inject.at > book_.length * 6 / 10) continue;
      const auto reply = ask_leader(book_, inject.text);
      if (reply && reply->holds == claim.holds && reply->about == claim.assertion) origins.insert(inject.author);
    }
    EXPECT_GE(origins.size(), 3u) << claim.assertion;
  }
}

TEST_F(DemoPlaybook, NamesNobodyOutsideTheReservedDomains) {
  for (const Author& person : book_.people) EXPECT_TRUE(person.handle.ends_with(".example")) << person.handle;
  for (const Partner& partner : book_.partners) EXPECT_TRUE(partner.account.ends_with(".example")) << partner.account;
}

TEST_F(DemoPlaybook, LeaderHearsDenialsAndOtherNumbers) {
  EXPECT_FALSE(ask_leader(book_, "Er komt chloorgas vrij bij de brand")->holds);
  EXPECT_TRUE(ask_leader(book_, "Er is géén chloor gemeten")->holds);
  EXPECT_TRUE(ask_leader(book_, "Drie gewonden bij de brand")->holds);
  EXPECT_FALSE(ask_leader(book_, "VIJF gewonden bij de brand")->holds);
  EXPECT_FALSE(ask_leader(book_, "Hoe laat is het"));
}

TEST(Playbook, ReadsEveryField) {
  const auto book = parse_playbook(small(), "small.yaml");
  ASSERT_TRUE(book) << to_string(book.error());
  EXPECT_EQ(book->title, "Kleine oefening");
  EXPECT_EQ(book->incident.place.name, "Havendijk 1, Moerhaven");
  EXPECT_EQ(book->incident.place.lat, 51.5);
  EXPECT_EQ(book->incident_ends, std::chrono::hours{2});
  EXPECT_THAT(book->incident.profile.terms, testing::ElementsAre("moerhaven", "rook*"));
  ASSERT_EQ(book->injects.size(), 4u);
  EXPECT_EQ(book->injects[1].kind, InjectKind::reply);
  EXPECT_EQ(book->injects[1].parent, "rook");
  EXPECT_EQ(book->injects[1].language, "en");
  EXPECT_EQ(book->injects[1].at, std::chrono::seconds{65});
  EXPECT_THAT(book->injects[0].media, testing::ElementsAre("foto van rook"));
  EXPECT_EQ(book->partner("politie")->account, "politie.example");
}

TEST(Playbook, NamesAllErrorsAtOnceWithFileAndLine) {
  std::string text = small("kind: post", "kind: gossip");
  text.replace(text.find("title: Kleine oefening"), 5, "titel");
  text.replace(text.find("lat: 51.5"), 9, "lat: 91.5");
  const std::string error = error_of(text);
  EXPECT_THAT(error, HasSubstr("small.yaml:2: a playbook has no key \"titel\""));
  EXPECT_THAT(error, HasSubstr("\nsmall.yaml:8: \"lat\" is \"91.5\", not a number from -90 to 90"));
  EXPECT_THAT(error, HasSubstr("no inject is a \"gossip\""));
}

TEST(Playbook, RefusesWhatALineMayNotSay) {
  EXPECT_THAT(error_of(small("author: wulp", "auteur: wulp")), HasSubstr("an inject has no key \"auteur\""));
  EXPECT_THAT(error_of(small("author: wulp", "author: reiger")), HasSubstr("author \"reiger\" is not among the people"));
  EXPECT_THAT(error_of(small("author: politie", "author: wulp")), HasSubstr("author \"wulp\" is not among the partners"));
  EXPECT_THAT(error_of(small("parent: rook,", "parent: vuur,")), HasSubstr("parent \"vuur\" is no inject above this one"));
  EXPECT_THAT(error_of(small("+01:05", "+11:05")), HasSubstr("after the end of the drill"));
  EXPECT_THAT(error_of(small("+01:05", "1:05")), HasSubstr("not a time since the start"));
  EXPECT_THAT(error_of(small("+01:05", "+00:01")), HasSubstr("before the inject above it"));
  EXPECT_THAT(error_of(small("id: antwoord", "id: rook")), HasSubstr("inject \"rook\" exists already"));
  EXPECT_THAT(error_of(small("truth: false", "truth: nee")), HasSubstr("not true or false"));
  EXPECT_THAT(error_of(small("key: politie", "key: wulp")), HasSubstr("\"wulp\" is somebody else already"));
}

TEST(Playbook, RefusesWhatIsNoYamlAndWhatIsTooLarge) {
  EXPECT_FALSE(parse_playbook("title: [", "x.yaml"));
  EXPECT_FALSE(parse_playbook("", "x.yaml"));
  EXPECT_EQ(parse_playbook(std::string(limits::kPlaybookBytesMax + 1, ' '), "x.yaml").error().code, Errc::kTooLarge);
  std::string many = "a: 1\n";
  for (int i = 0; i < 80; ++i) many += "k" + std::to_string(i) + ": 1\n";
  EXPECT_THAT(error_of(many), HasSubstr(" more"));
}

}  // namespace
}  // namespace voelspriet::playbook
