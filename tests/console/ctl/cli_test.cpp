// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/cli.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace voelspriet::console::ctl {
namespace {

const Time kNow = *parse_rfc3339("2026-11-21T14:00:00Z");

Result<Asked> parse(std::vector<std::string> args) { return parse_cli(std::move(args), kNow); }

// The command's body when it is of that type.
template <class Body>
Body command(std::vector<std::string> args) {
  const auto asked = parse(std::move(args));
  if (!asked) throw std::runtime_error(to_string(asked.error()));
  return std::get<Body>(std::get<Perform>(asked->act).body);
}

TEST(Cli, TakesCommonOptionsBeforeAndBehindTheVerb) {
  for (const auto& args : {std::vector<std::string>{"--json", "--desk", "/d", "--key", "sanne", "--incident", "2", "claims"},
                           std::vector<std::string>{"claims", "--incident", "2", "--key", "sanne", "--desk", "/d", "--json"}}) {
    const auto asked = parse(args);
    ASSERT_TRUE(asked) << to_string(asked.error());
    EXPECT_TRUE(asked->options.json);
    EXPECT_EQ(asked->options.desk, "/d");
    EXPECT_EQ(asked->options.key, "sanne");
    EXPECT_EQ(asked->options.incident, domain::IncidentId{2});
    EXPECT_EQ(std::get<List>(asked->act).what, List::What::claims);
  }
}

TEST(Cli, MakesCommandsOfClaimVerbs) {
  const auto make = command<domain::MakeClaim>({"claim", "make", "Er is chloor vrij", "--mention", "7", "--mention", "9"});
  EXPECT_EQ(make.assertion, "Er is chloor vrij");
  ASSERT_EQ(make.mentions.size(), 2u);
  EXPECT_EQ(make.mentions[1].ordinal, 9u);
  EXPECT_EQ(command<domain::TakeClaim>({"claim", "take", "17"}).claim, domain::ClaimId{17});
  EXPECT_EQ(command<domain::MergeClaims>({"claim", "merge", "3", "4"}).into, domain::ClaimId{4});
  const auto rule = command<domain::RuleMatches>({"match", "reject", "3", "10", "11"});
  EXPECT_EQ(rule.state, domain::MatchState::rejected);
  EXPECT_EQ(rule.mentions.size(), 2u);
  const auto evidence =
      command<domain::AddEvidence>({"evidence", "add", "3", "--source", "Meetwagen 2", "--text", "Niets gemeten", "--against", "--official"});
  EXPECT_EQ(evidence.stance, domain::Stance::contradicts);
  EXPECT_TRUE(evidence.official);
  const auto verdict = command<domain::ProposeVerdict>({"verdict", "propose", "3", "false", "--evidence", "5"});
  EXPECT_EQ(verdict.verdict, domain::Verdict::false_);
  EXPECT_EQ(verdict.evidence, std::vector<domain::EvidenceId>{{5}});
}

TEST(Cli, TakesUpAClosedIncident) {
  const auto reopen = command<domain::ReopenIncident>({"--incident", "2", "incident", "reopen", "--reason", "correctie", "--until", "2026-11-22T14:00:00Z"});
  EXPECT_EQ(reopen.reason, "correctie");
  EXPECT_EQ(reopen.ends_at, kNow + std::chrono::hours{24});
  EXPECT_FALSE(parse({"incident", "reopen"})) << "needs a reason";
}

TEST(Cli, ApprovesOnSomeChannels) {
  const auto asked = parse({"statement", "approve", "3", "--yes", "--channel", "web", "--channel", "x"});
  ASSERT_TRUE(asked) << to_string(asked.error());
  EXPECT_EQ(std::get<Approve>(asked->act).channels, (std::vector<std::string>{"web", "x"}));
}

TEST(Cli, MakesAnIncidentThatEnds) {
  const auto open = command<domain::OpenIncident>({"incident", "open", "--title", "Brand", "--reason", "Brand bij Kade 14", "--ground",
                                                   "Wvr 7", "--hours", "6", "--term", "chloor", "--term", "kadeweg 14", "--lat", "51.9"});
  EXPECT_EQ(open.ends_at, kNow + std::chrono::hours{6});
  EXPECT_EQ(open.profile.terms.size(), 2u);
  EXPECT_EQ(open.place.lat, 51.9);
  EXPECT_EQ(command<domain::OpenIncident>({"incident", "open", "--title", "x", "--reason", "x", "--ground", "x"}).ends_at,
            kNow + std::chrono::hours{24});
}

TEST(Cli, WritesOnlyWhatIsGivenOfAStatement) {
  const auto asked = parse({"statement", "edit", "4", "--title", "Geen chloor", "--claim", "1", "--claim", "2", "--goal", "instruct",
                            "--corrects", "3", "--variant", "x=Geen chloor = veilig"});
  ASSERT_TRUE(asked) << to_string(asked.error());
  const auto& write = std::get<Write>(asked->act);
  EXPECT_EQ(write.statement, domain::StatementId{4});
  EXPECT_EQ(write.change.title, "Geen chloor");
  EXPECT_FALSE(write.change.text);
  EXPECT_FALSE(write.change.facts);
  EXPECT_EQ(write.change.claims->size(), 2u);
  EXPECT_EQ(write.change.relation, domain::Relation::corrects);
  EXPECT_EQ(write.change.target, domain::StatementId{3});
  ASSERT_EQ(write.change.texts.size(), 1u);
  EXPECT_EQ(write.change.texts[0].text, "Geen chloor = veilig");
}

TEST(Cli, MakesKeysForPersonsAndFeeds) {
  const auto feed = parse({"keys", "new", "--feed", "zuid", "--source", "rss", "--genre", "bulletin", "--account", "politie", "--label",
                           "feeds zuid", "--out", "zuid.key"});
  ASSERT_TRUE(feed) << to_string(feed.error());
  const auto& rights = *std::get<NewKey>(feed->act).feed;
  EXPECT_EQ(rights.feed, "zuid");
  EXPECT_EQ(rights.genres, std::vector{domain::Genre::bulletin});
  EXPECT_FALSE(parse({"keys", "new", "--person", "2", "--feed", "zuid", "--label", "x", "--out", "y"}));
}

TEST(Cli, ApprovesByWordsOrByYes) {
  const auto words = parse({"statement", "approve", "4", "--words", "a b c d e f"});
  ASSERT_TRUE(words);
  EXPECT_EQ(std::get<Approve>(words->act).words, "a b c d e f");
  EXPECT_FALSE(parse({"statement", "approve", "4", "--words", "a b c d e f", "--yes"}));
}

TEST(Cli, NamesWhatItDoesNotUnderstand) {
  const auto wrong = [](std::vector<std::string> args) {
    const auto asked = parse(std::move(args));
    return asked ? "understood" : asked.error().what;
  };
  EXPECT_NE(wrong({"verdict", "propose", "3", "perhaps"}).find("perhaps is not one of confirmed"), std::string::npos);
  EXPECT_NE(wrong({"claim", "take"}).find("claim is required"), std::string::npos);
  EXPECT_NE(wrong({"claim", "take", "0"}).find("claim"), std::string::npos);
  EXPECT_NE(wrong({"shout"}), "understood");
  EXPECT_NE(wrong({}), "understood");
  EXPECT_NE(wrong({"mention", "note", "--text", "x", "--said-at", "gisteren"}).find("gisteren is not a time"), std::string::npos);
}

TEST(Cli, HelpsWithEveryVerbTheHouseKnows) {
  std::istringstream verbs{
      "status\nincident list\nincident open\nincident change\nincident profile\nincident close\nclaims\nclaim show\nclaim make\nclaim take\n"
      "claim check\nclaim reword\nclaim close\nclaim reopen\nclaim merge\nclaim split\nmentions\nmention note\nmatch confirm\nmatch reject\n"
      "evidence add\nverdict propose\nverdict sign\nverdict decline\ncontradiction raise\ncontradiction resolve\nfact add\nfact withdraw\n"
      "fact list\nstatement draft\nstatement edit\nstatement submit\nstatement return\nstatement approve\nstatement release\nstatement show\n"
      "statement list\ndelivery list\ndelivery retry\ndelivery report\ndelivery look\nbrake pull\nbrake release\npersons list\npersons add\n"
      "persons roles\nkeys new\nkeys revoke\nkeys list\nlock take\nlock release\nundo\ntail\nverify\n"};
  for (std::string verb; std::getline(verbs, verb);) {
    std::istringstream words{verb + " --help"};
    const auto asked = parse({std::istream_iterator<std::string>{words}, {}});
    ASSERT_TRUE(asked) << verb << ": " << to_string(asked.error());
    EXPECT_NE(std::get<ShowText>(asked->act).text.find(verb.substr(verb.find(' ') + 1)), std::string::npos) << verb;
  }
}

}  // namespace
}  // namespace voelspriet::console::ctl
