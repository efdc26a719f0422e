// SPDX-License-Identifier: Apache-2.0
// The story of the first light by keys alone, in a real window: three persons at one console, from what a caller said to the
// corrected rumour on the public page. Nothing here acts for them: the hub is only asked what it knows.
#include <gmock/gmock.h>

#include <csignal>
#include <iostream>

#include "tests/e2e/desk/house.hpp"
#include "tests/e2e/window/screen.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const std::string kBody = "De brandweer meet geen chloor. Je kunt gewoon naar buiten.";

struct InAWindow : testing::Test {
  InAWindow() {
    house.open_incident();
    tell("Er komt chloorgas vrij");
    tell("Is de school morgen open");
    console.emplace(Command{{program("voelspriet-console"), "--hub", house.folder(), "--size", "1280x800", "--key", key("analyst"),
                             "--passphrase-file", house.folder() / "passphrase"},
                            screen.environment(), {}, {}, house.folder() / "console.log"});
  }
  ~InAWindow() override {
    if (!HasFailure()) return;
    const auto picture = std::filesystem::path{VOELSPRIET_BIN_DIR}.parent_path() / "Testing" / "Temporary" / "window.png";
    screen.save(picture);
    std::cout << "the screen at the end: " << picture << "\nits title: " << screen.title() << read_file(house.folder() / "console.log");
  }

  std::string key(const std::string& person) { return house.folder() / "keys" / (person + ".key"); }
  void tell(const std::string& text) {
    const Outcome told = house.ctl("analyst", {"mention", "note", "--genre", "phone", "--text", text});
    if (told.status != 0) throw std::runtime_error{told.err};
  }
  // Another person sits down: another key file, its passphrase.
  void sits_down(const std::string& person) {
    screen.press({"F2"});
    screen.wait_for("Wie ben je");
    screen.press({"Tab", "ctrl+a"});
    screen.type(key(person));
    screen.press({"Tab"});
    screen.type("zout-water-brug");
    screen.press({"Return"});
  }
  void makes_a_claim_of_what_is_said();
  void refutes_it();
  void writes_a_statement();
  void cannot_approve_it();
  void approves_it();
  std::string page(const char* name) { return read_file(house.pages() / name); }
  bool published() { return std::filesystem::exists(house.pages() / "verklaring-1.html"); }

  House house;
  Screen screen{"1280x800"};
  std::optional<Process> console;
};

void InAWindow::makes_a_claim_of_what_is_said() {
  screen.wait_for("Situatie");
  screen.press({"Tab", "Tab"});  // to the stream
  screen.wait_for("Is de school morgen open");
  screen.press({"j"});
  screen.wait_for("Er komt chloorgas vrij");
  screen.press({"g"});
  screen.wait_for("Maak een gerucht");
  screen.type(" in de haven");
  screen.press({"Return"});
  screen.wait_for("Berichten: ");
  screen.press({"Escape"});
  screen.wait_for("Situatie: Er komt chloorgas vrij in de haven · nieuw –");
}

void InAWindow::refutes_it() {
  screen.press({"c"});
  screen.wait_for("in onderzoek –");
  screen.press({"e"});
  screen.wait_for("Bewijs bij: Er komt chloorgas vrij in de haven");
  screen.type("Meetwagen 2");
  screen.press({"Tab"});
  screen.type("geen chloor gemeten");
  screen.press({"Tab", "Tab", "Tab", "space", "Return"});  // past the link and the stance: it is official
  screen.wait_for("in onderzoek –");
  screen.press({"o"});
  screen.wait_for("Ontkracht: Er komt chloorgas vrij in de haven");
  screen.type("gemeten om 14:36");
  screen.press({"Return"});
  screen.wait_for("in onderzoek –");
  const domain::Claim rumour = house.claims().front();
  EXPECT_EQ(rumour.assertion, "Er komt chloorgas vrij in de haven");
  ASSERT_EQ(rumour.evidence.size(), 1u);
  EXPECT_EQ(rumour.evidence[0].text, "geen chloor gemeten");
  EXPECT_TRUE(rumour.evidence[0].official);
  ASSERT_TRUE(rumour.proposal);
  EXPECT_EQ(rumour.proposal->verdict, domain::Verdict::false_);
}

void InAWindow::writes_a_statement() {
  screen.wait_for("Situatie: Er komt chloorgas vrij in de haven");
  screen.press({"n"});
  screen.wait_for("Nieuwe verklaring");
  screen.type(kBody);
  screen.press({"ctrl+Return"});
  screen.wait_for("Dien in: Over het gerucht");
  screen.press({"Return"});
  screen.wait_for("ingediend –");
  EXPECT_EQ(house.statement(1).wording.body, kBody);
}

void InAWindow::cannot_approve_it() {
  screen.press({"a"});
  screen.wait_for("Kan niet: dit hoort niet bij jouw rol");
  screen.press({"3"});  // no second key was asked for
  screen.wait_for("Verzonden");
  EXPECT_EQ(house.statement(1).status, domain::StatementStatus::submitted);
  EXPECT_TRUE(house.deliveries().empty());
  EXPECT_FALSE(published());
}

void InAWindow::approves_it() {
  screen.wait_for("Verzonden");
  screen.press({"2"});
  screen.wait_for("ingediend –");
  screen.press({"a"});
  screen.wait_for("Keur goed: Over het gerucht");
  screen.press({"Return"});
  ASSERT_TRUE(eventually(30s, [&] { return published() && page("feed.atom").find(kBody) != std::string::npos; }));
  screen.press({"3"});
  screen.wait_for("Verzonden: x · wacht");
}

TEST_F(InAWindow, ARumourIsCorrectedOnThePublicPageByKeysAlone) {
  makes_a_claim_of_what_is_said();
  refutes_it();
  sits_down("editor");
  writes_a_statement();
  cannot_approve_it();
  sits_down("spokesperson");
  approves_it();
  for (const char* name : {"verklaring-1.html", "index.html", "feed.atom"}) {
    EXPECT_THAT(page(name), HasSubstr(kBody)) << name;
    EXPECT_THAT(page(name), HasSubstr("Er komt chloorgas vrij in de haven")) << name;
    EXPECT_THAT(page(name), HasSubstr("Dit klopt niet.")) << name << " corrects the rumour";
  }
  EXPECT_EQ(house.claims().front().status, domain::ClaimStatus::false_) << "signed with the approval";
  EXPECT_EQ(house.statement(1).approval->by, domain::PersonId{4});
  EXPECT_EQ(console->terminate(), 128 + SIGTERM);
}

}  // namespace
}  // namespace voelspriet::support
