// SPDX-License-Identifier: Apache-2.0
#include "console/model/console_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "hub/text/tr.hpp"
#include "tests/console/story.hpp"

namespace voelspriet::console {
namespace {

using domain::ClaimStatus;
using domain::DeliveryStatus;
using domain::StatementStatus;

// A desk in full swing and one console on it. `type` presses keys, `settle` lets the hub answer and the events arrive.
class Console : public ::testing::Test {
 protected:
  Console() { story.tell(), model.emplace(story.console(story.nora)), sit(story.nora); }

  void sit(domain::PersonId who) {
    person = who;
    model->connected(who, story.events().size());
    model->refresh(story.now());
    model->take_orders();
  }
  void type(std::u32string_view words) {
    for (const char32_t character : words) press({.character = character});
  }
  void press(KeyPress key) {
    model->press_key(key);
    model->refresh(story.now());
  }
  void enter() { press({.key = Key::enter}); }

  // Returns the commands that went out.
  std::vector<domain::Command> settle() {
    std::vector<domain::Command> sent;
    for (const Order& order : model->take_orders()) {
      const auto* command = std::get_if<domain::Command>(&order);
      if (!command) continue;
      const auto answer = story.answer(person, *command);
      model->answered(command->meta.id, answer);
      story.catch_up(*model);
      sent.push_back(*command);
    }
    model->refresh(story.now());
    return sent;
  }
  void choose(std::uint32_t claim) {
    model->choose_claim(ClaimId{claim});
    model->refresh(story.now());
  }
  const domain::Claim& claim(std::uint32_t id) { return *model->state().claims.find(ClaimId{id}); }
  const domain::Statement& newest() { return model->state().statements.rows.back(); }

  Story story;
  std::optional<ConsoleModel> model;
  domain::PersonId person{};
};

TEST_F(Console, ShowsTheMostUrgentClaimFirst) {
  const auto& rows = model->rows().claims;
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows.front().assertion, "Er komt chloorgas vrij");
  EXPECT_EQ(rows.front().section, Section::act_now);
  EXPECT_EQ(rows.front().edge, Edge::red);
  EXPECT_EQ(rows.front().count, "47 berichten, 3 oorsprongen");
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &ClaimRow::section));
}

TEST_F(Console, MovesWithJAndK) {
  const ClaimId first = model->rows().claims[0].id;
  choose(first.value);
  type(U"j");
  EXPECT_EQ(model->place.claim, model->rows().claims[1].id);
  type(U"k");
  EXPECT_EQ(model->place.claim, first);
  type(U"k");
  EXPECT_EQ(model->place.claim, first);
}

TEST_F(Console, AVerdictTakesTwoActs) {
  choose(7);
  type(U"o");
  ASSERT_TRUE(model->strip.open());
  EXPECT_TRUE(settle().empty());
  press({.key = Key::enter, .repeat = true});
  EXPECT_TRUE(settle().empty());
  type(U"gemeten");
  enter();
  const auto sent = settle();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(std::get<domain::ProposeVerdict>(sent[0].body).note, "gemeten");
  ASSERT_TRUE(claim(7).proposal);
  EXPECT_EQ(claim(7).status, ClaimStatus::checking);
}

TEST_F(Console, ANoteTypedBeforeTheFieldHasTheKeyboardIsNotLost) {
  choose(7);
  type(U"oé👍");
  EXPECT_EQ(model->strip.fields[0].text, "é👍");
}

TEST_F(Console, AClosedVerdictSaysWhyAndSendsNothing) {
  choose(7);
  type(U"b");
  EXPECT_FALSE(model->strip.open());
  ASSERT_TRUE(model->notice());
  EXPECT_TRUE(model->notice()->bad);
  EXPECT_TRUE(settle().empty());
}

TEST_F(Console, TheSameKeySignsWhatSomebodyElseProposed) {
  choose(7);
  type(U"o");
  enter();
  settle();
  sit(story.karim);
  choose(7);
  type(U"o");
  EXPECT_EQ(model->strip.kind, StripKind::sign);
  enter();
  settle();
  EXPECT_EQ(claim(7).status, ClaimStatus::false_);
}

TEST_F(Console, WhatIsNotDurableIsPending) {
  choose(10);
  type(U"w");
  EXPECT_EQ(model->ledger().pending().size(), 1U);
  const auto row = [&] { return *std::ranges::find(model->rows().claims, ClaimId{10}, &ClaimRow::id); };
  EXPECT_TRUE(row().saving);
  settle();
  EXPECT_TRUE(model->ledger().pending().empty());
  EXPECT_FALSE(row().saving);
  EXPECT_TRUE(row().who.me);
}

TEST_F(Console, AnActCanBeUndoneUntilTheNext) {
  choose(10);
  type(U"w");
  settle();
  ASSERT_TRUE(model->notice());
  EXPECT_NE(model->notice()->undo, 0U);
  type(U"u");
  settle();
  EXPECT_FALSE(claim(10).owner);
}

TEST_F(Console, ARefusalKeepsWhatWasTyped) {
  choose(7);
  type(U"oeen lange uitleg");
  story.act(story.iris, domain::RewordClaim{ClaimId{7}, "Er hangt chloorgas"});  // a colleague was quicker
  enter();
  settle();
  ASSERT_TRUE(model->notice());
  EXPECT_TRUE(model->notice()->bad);
  ASSERT_TRUE(model->strip.open());
  EXPECT_EQ(model->strip.fields[0].text, "een lange uitleg");
}

TEST_F(Console, EvidenceGoesInByKeysAlone) {
  choose(9);
  type(U"eWaterbedrijf");
  press({.key = Key::tab});
  type(U"schoon");
  press({.key = Key::tab});  // link
  press({.key = Key::tab});  // stance
  type(U" ");
  press({.key = Key::tab});  // official
  type(U" ");
  enter();
  settle();
  ASSERT_EQ(claim(9).evidence.size(), 1U);
  EXPECT_EQ(claim(9).evidence[0].source, "Waterbedrijf");
  EXPECT_EQ(claim(9).evidence[0].text, "schoon");
  EXPECT_EQ(claim(9).evidence[0].stance, domain::Stance::supports);
  EXPECT_TRUE(claim(9).evidence[0].official);
}

TEST_F(Console, MentionsAreMatchedBySelectionOrByTheRowAlone) {
  press({.key = Key::f6});
  press({.key = Key::f6});
  ASSERT_EQ(model->place.pane, Pane::mentions);
  type(U" jj b");
  const auto sent = settle();
  ASSERT_EQ(sent.size(), 2U);  // one per claim
  EXPECT_EQ(std::get<domain::RuleMatches>(sent[0].body).state, domain::MatchState::confirmed);
  EXPECT_TRUE(model->place.selected.empty());
}

TEST_F(Console, TheStreamHoldsStillWhileItHasTheKeyboard) {
  press({.key = Key::f6});
  press({.key = Key::f6});
  const Ordinal top = model->rows().mentions.front().ref.ordinal;
  auto more = story.mentions();
  auto fresh = more.front();
  fresh.ordinal += 1;
  more.insert(more.begin(), fresh);
  model->hear({}, more);
  model->refresh(story.now());
  EXPECT_EQ(model->rows().mentions.front().ref.ordinal, top);
  EXPECT_EQ(model->rows().newer, 1U);
  press({.key = Key::escape});
  EXPECT_EQ(model->rows().mentions.front().ref.ordinal, top + 1);
}

TEST_F(Console, AStatementGoesFromClaimToApprovalByTwoPersons) {
  sit(story.sem);
  choose(7);
  type(U"n");
  ASSERT_EQ(model->place.pane, Pane::editor);
  type(U"Er is geen gevaar.");
  press({.key = Key::enter, .ctrl = true});
  settle();  // saved first …
  ASSERT_EQ(model->strip.kind, StripKind::submit);
  enter();   // … then the second act
  settle();
  EXPECT_EQ(newest().status, StatementStatus::submitted);
  EXPECT_EQ(newest().wording.claims, std::vector<ClaimId>{ClaimId{7}});
  const std::vector<std::string> words = model->rows().statement->words;
  EXPECT_EQ(words.size(), 6U);

  type(U"a");
  EXPECT_FALSE(model->strip.open()) << "the author cannot approve";
  EXPECT_FALSE(model->rows().statement->approve_closed.empty());

  sit(story.karim);
  type(U"2");
  model->choose_statement(newest().id);
  model->refresh(story.now());
  EXPECT_EQ(model->rows().statement->words, words) << "both screens show the same text";
  type(U"a");
  ASSERT_EQ(model->strip.kind, StripKind::approve);
  enter();
  settle();
  EXPECT_EQ(newest().status, StatementStatus::sending);
  type(U"3");
  EXPECT_TRUE(std::ranges::any_of(model->rows().deliveries, [](const DeliveryRow& row) { return row.by_person && row.status == DeliveryStatus::queued; }));
}

TEST_F(Console, WordsNotSavedStayWhenTheKeyboardGoesElsewhere) {
  sit(story.sem);
  type(U"2n");
  type(U"Titel");
  press({.key = Key::escape});
  EXPECT_TRUE(model->editor.open);
  EXPECT_EQ(model->editor.wording.title, "Titel");
  type(U"n");
  EXPECT_EQ(model->editor.wording.title, "Titel") << "a second statement must not replace the first";
}

TEST_F(Console, WithoutALineCommandsAreShutAndReadingGoesOn) {
  model->lost(story.now());
  choose(7);
  type(U"c");
  EXPECT_TRUE(settle().empty());
  EXPECT_TRUE(model->notice()->bad);
  type(U"j");
  EXPECT_NE(model->place.claim, ClaimId{7});
}

TEST_F(Console, TheBrakeIsOnePressAndItsReleaseTakesTwo) {
  sit(story.karim);
  press({.key = Key::f12});
  settle();
  EXPECT_TRUE(model->state().brake);
  press({.key = Key::f12});
  EXPECT_EQ(model->strip.kind, StripKind::release_brake);
  type(U"loos alarm");
  enter();
  settle();
  EXPECT_FALSE(model->state().brake);
}

TEST_F(Console, ALockedDeskTakesOnlyAKeyFileAndItsPassphrase) {
  press({.key = Key::f2});
  EXPECT_TRUE(model->locked());
  type(U"c");
  press({.key = Key::f12});
  EXPECT_TRUE(settle().empty());
  model->sign_in = {};
  type(U"karim.key");
  press({.key = Key::tab});
  type(U"vier losse woorden");
  press({.key = Key::enter});
  const auto orders = model->take_orders();
  ASSERT_EQ(orders.size(), 1U);
  EXPECT_EQ(std::get<SignIn>(orders[0]).key_file, "karim.key");
  EXPECT_EQ(std::get<SignIn>(orders[0]).passphrase, "vier losse woorden");
  EXPECT_TRUE(model->sign_in.passphrase.empty()) << "the passphrase is not kept";
}

TEST_F(Console, ADeliveryServedByHandIsSettledWithItsProof) {
  sit(story.sem);
  type(U"3");
  const auto row = std::ranges::find_if(model->rows().deliveries,
                                        [](const DeliveryRow& one) { return one.by_person && one.status == DeliveryStatus::queued; });
  ASSERT_NE(row, model->rows().deliveries.end());
  model->place.delivery = row->id;
  enter();
  ASSERT_EQ(model->strip.kind, StripKind::report);
  type(U"https://social.example/2");
  enter();
  settle();
  EXPECT_EQ(model->state().deliveries.find(model->place.delivery)->status, DeliveryStatus::delivered);
}

TEST_F(Console, TheApproverReadsWhatEachChannelCarriesInItsOwnWords) {
  domain::Statement statement = newest();
  domain::Variant& document = statement.variants[1];
  document.parts = {{"application/json; charset=utf-8",
                     R"({"title":"OEFENING: Chloor","body":"OEFENING\n\nEr is geen chloor.","claims":[{"assertion":"Chloor vrij","verdict":"false"}]})", {}, {}},
                    {"application/json", "{}", {}, {}}};
  const auto rows = variant_rows(statement);
  ASSERT_EQ(rows.size(), 4u) << "every part stands apart";
  EXPECT_EQ(rows[1].title, "OEFENING: Chloor");
  EXPECT_EQ(rows[1].text, "OEFENING\n\nEr is geen chloor.");
  EXPECT_EQ(rows[1].claims, std::vector<std::string>{"Gerucht: “Chloor vrij” ontkracht"});
  EXPECT_EQ(rows[2].text, "{}") << "what we cannot read is shown as it is";
  EXPECT_EQ(rows[3].text, statement.variants[2].parts[0].bytes);
}

TEST_F(Console, WhatAnApprovalLeftOutIsStillAskedFor) {
  const auto id = newest().id;
  const auto& variants = story.state().statements.find(id)->variants;
  const auto left_out = std::vector{variants[1].leaf, variants[2].leaf};
  story.act(story.karim, domain::ApproveStatement{id, {variants[0].leaf}});
  story.catch_up(*model);
  sit(story.karim);
  type(U"2");
  model->choose_statement(id);
  type(U"a");
  EXPECT_EQ(model->strip.kind, StripKind::approve);
  EXPECT_EQ(model->strip.leaves, left_out);
  EXPECT_TRUE(model->rows().statement->to_approve);
  EXPECT_NE(model->rows().statement->variants[1].note.find("nog niet goedgekeurd"), std::string::npos);
}

TEST_F(Console, AStatementThatArrivedNowhereIsNotOnItsWay) {
  const auto id = story.statement("De brug is open", "Je kunt erover.", {});
  story.submit(id), story.approve(id);
  const auto deliveries = story.state().statements.find(id)->deliveries;
  for (const DeliveryId delivery : {deliveries[0], deliveries[1]}) story.settle(delivery, DeliveryStatus::failed, "geen schijf", "");
  story.act(story.karim, domain::ReportDelivery{deliveries[2], false, "", "wachtwoord kwijt"});
  story.catch_up(*model);
  model->refresh(story.now());
  EXPECT_EQ(model->rows().statements.front().state, text::tr("statement_state.failed"));
}

TEST_F(Console, TheClockOfADrillIsTheDrillsOwn) {
  EXPECT_EQ(model->clock(), model->now());
  domain::Pulse pulse = story.pulse();
  pulse.drill_at = story.now() + std::chrono::hours{1};
  model->show(pulse);
  EXPECT_EQ(model->clock(), *pulse.drill_at);
}

TEST_F(Console, ASilentDeskCountsFromItsLastWord) {
  EXPECT_GT(model->silence().count(), 0);
  const auto before = model->silence();
  model->refresh(story.now() + std::chrono::seconds{5});
  EXPECT_EQ(model->silence() - before, std::chrono::seconds{5});
}

}  // namespace
}  // namespace voelspriet::console
