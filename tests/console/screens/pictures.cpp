// SPDX-License-Identifier: Apache-2.0
#include "tests/console/screens/pictures.hpp"

#include <algorithm>
#include <string>

namespace voelspriet::console {
namespace {

void type(ConsoleModel& model, std::u32string_view words) {
  for (const char32_t character : words) model.press_key({.character = character});
}
void press(ConsoleModel& model, Key key, bool ctrl = false) { model.press_key({.key = key, .ctrl = ctrl}); }

void choose_claim(ConsoleModel& model, std::uint32_t id) {
  model.choose_claim(ClaimId{id});
  model.refresh(model.now());
}

// The pages of mentions that a console asks for, as the hub would give them.
void answer_questions(const Story& story, ConsoleModel& model) {
  for (const Order& order : model.take_orders()) {
    const auto* asked = std::get_if<AskMentions>(&order);
    if (!asked || !asked->claim) continue;
    auto page = story.mentions();
    std::erase_if(page, [&](const domain::MentionView& view) { return !view.match || view.match->claim != asked->claim; });
    model.hear(asked->claim, std::move(page));
  }
}

// What an invented desk might really have to write, and what nobody can break at a space.
const std::string kProtocol = "gevaarlijkestoffenincidentbestrijdingsprotocol";
const std::string kOneWord = [] {
  std::string word;
  while (word.size() < 200) word += "rookontwikkelingsgebiedsbewoners";
  return word.substr(0, 200);
}();

// The newest of the story's mentions says this, and its claim is the newest one.
void say_at_length(Story& story, ConsoleModel& model) {
  story.act(story.nora, domain::MakeClaim{"Het " + kProtocol + " is niet gevolgd, zegt " + kOneWord, {}});
  const ClaimId claim = story.state().claims.rows.back().id;
  story.act(story.nora, domain::AddEvidence{claim, kProtocol, kOneWord, "https://" + kOneWord + ".example", kProtocol, domain::Stance::contradicts, true, {}, {}});
  story.act(story.lead, domain::RaiseContradiction{claim, ClaimId{9}, ""});
  story.act(story.nora, domain::ProposeVerdict{claim, domain::Verdict::false_, {}, ""});
  story.act(story.lead, domain::ChangeIncident{"Brand in de " + kOneWord.substr(0, 150), "opschalingsniveaufase 4", domain::Place{kProtocol, {}, {}}, {}});
  story.catch_up(model);
  auto mentions = story.mentions();
  mentions[0].text = kOneWord + " en het " + kProtocol;
  mentions[0].pseudonym = mentions[1].source = kOneWord;
  mentions[0].match = domain::Match{mentions[0].ordinal, claim, domain::MatchState::suggested, {}, {"match.words", "5", "2"}};
  model.hear({}, mentions);
  choose_claim(model, claim.value);
}

void choose_newest_statement(const Story& story, ConsoleModel& model) {
  story.catch_up(model);
  type(model, U"2");
  model.choose_statement(story.state().statements.rows.back().id);
  model.refresh(story.now());
}

void write_at_length(Story& story, ConsoleModel& model) {
  say_at_length(story, model);
  const ClaimId claim = model.place.claim;
  story.submit(story.statement("Het " + kProtocol + " en " + kOneWord.substr(0, 140),
                               "Het " + kProtocol + " is gevolgd. " + kOneWord + "\n\nBel 0800-555 01 90, " + kProtocol + ".", {claim, ClaimId{7}}));
  model.connected(story.karim, story.events().size());
  choose_newest_statement(story, model);
}

}  // namespace

const std::vector<Picture>& pictures() {
  static const std::vector<Picture> kPictures{
      {"situation", [](Story&, ConsoleModel& model) { choose_claim(model, 7); }},
      {"stream", [](Story&, ConsoleModel& model) { choose_claim(model, 7), type(model, U""), model.act(Act::next_pane), model.act(Act::next_pane); }},
      {"verdict", [](Story&, ConsoleModel& model) { choose_claim(model, 7), type(model, U"oMeetwagen 2 mat om 14:36 geen chloor."); }},
      {"closed", [](Story&, ConsoleModel& model) { choose_claim(model, 7), type(model, U"b"); }},
      {"evidence", [](Story&, ConsoleModel& model) { choose_claim(model, 9), type(model, U"eWaterbedrijf"); }},
      {"pending", [](Story&, ConsoleModel& model) { choose_claim(model, 10), type(model, U"w"); }},
      {"statement", [](Story&, ConsoleModel& model) { type(model, U"2"); }},
      {"editor", [](Story& story, ConsoleModel& model) {
         model.connected(story.iris, story.events().size());
         type(model, U"2n"), model.refresh(story.now());
         model.editor.wording.title = "Het drinkwater in Klaverdam is veilig";
         model.editor.wording.body = "Het drinkwater in Klaverdam is veilig. Het waterbedrijf heeft het om 14:40 gemeten.\n\nJe kunt het gewoon drinken. 👍";
       }},
      {"approve", [](Story& story, ConsoleModel& model) {
         model.connected(story.karim, story.events().size());
         model.refresh(story.now());
         type(model, U"2"), model.refresh(story.now()), type(model, U"a");
       }},
      {"sent", [](Story&, ConsoleModel& model) { type(model, U"3"); }},
      {"by_hand", [](Story& story, ConsoleModel& model) {
         model.connected(story.sem, story.events().size());
         type(model, U"3"), model.refresh(story.now()), type(model, U"jj"), model.refresh(story.now()), press(model, Key::enter);
       }},
      {"help", [](Story&, ConsoleModel& model) { press(model, Key::f1); }},
      {"lost", [](Story& story, ConsoleModel& model) { choose_claim(model, 7), model.lost(story.now() - std::chrono::seconds{57}); }},
      {"store", [](Story& story, ConsoleModel& model) {
         domain::Pulse pulse = story.pulse();
         pulse.log = domain::StoreState::away;
         choose_claim(model, 7), model.show(pulse);
       }},
      {"brake", [](Story& story, ConsoleModel& model) { story.act(story.sem, domain::PullBrake{}), story.catch_up(model), type(model, U"3"); }},
      {"exercise", [](Story& story, ConsoleModel& model) {
         domain::Pulse pulse = story.pulse();
         pulse.drill_at = story.now() - std::chrono::hours{4};
         model.show(pulse), choose_claim(model, 7);
       }, true},
      {"sign_in", [](Story&, ConsoleModel& model) { model.sign_in.key_file = "/home/nora/sleutels/nora.key", press(model, Key::f2); }},
      {"loading", [](Story& story, ConsoleModel& model) { model.connected(story.nora, 18'402); }, false, false},
      {"empty", [](Story&, ConsoleModel&) {}, false, false},
      {"long_claim", say_at_length},
      {"long_mention", [](Story& story, ConsoleModel& model) { say_at_length(story, model), model.act(Act::next_pane), model.act(Act::next_pane); }},
      {"long_statement", write_at_length},
      {"long_approval", [](Story& story, ConsoleModel& model) { write_at_length(story, model), type(model, U"a"); }},
      {"long_sent", [](Story& story, ConsoleModel& model) {
         write_at_length(story, model), story.approve(story.state().statements.rows.back().id), story.catch_up(model), type(model, U"3");
       }},
      {"ended", [](Story& story, ConsoleModel& model) {
         story.act(story.lead, domain::ChangeIncident{{}, {}, {}, story.now() + std::chrono::seconds{1}});
         story.wait(std::chrono::minutes{4}), story.catch_up(model);
       }},
      {"nowhere", [](Story& story, ConsoleModel& model) {
         const auto id = story.statement("De brug is open", "De brug over de Havendijk is open. Je kunt erover.", {});
         story.submit(id), story.approve(id);
         const auto deliveries = story.state().statements.find(id)->deliveries;
         story.settle(deliveries[0], domain::DeliveryStatus::failed, "de schijf is vol", "");
         story.settle(deliveries[1], domain::DeliveryStatus::failed, "503 van de ontvanger", "");
         story.act(story.karim, domain::ReportDelivery{deliveries[2], false, "", "wachtwoord kwijt"});
         choose_newest_statement(story, model);
       }},
  };
  return kPictures;
}

ConsoleModel staged(const Picture& picture, Story& story, int zoom) {
  if (picture.told) story.tell();
  ConsoleModel model = story.console(story.nora);
  model.set_zoom(zoom);
  if (!picture.told) model.hear({}, {});
  picture.stage(story, model);
  answer_questions(story, model);
  return model;
}

}  // namespace voelspriet::console
