// SPDX-License-Identifier: Apache-2.0
#include "console/model/keys.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace voelspriet::console {
namespace {

constexpr Where kBoard{Screen::situation, Pane::claims, false, false};
constexpr Where kStream{Screen::situation, Pane::mentions, false, false};
constexpr Where kEditor{Screen::statements, Pane::editor, true, false};
constexpr Where kField{Screen::situation, Pane::claims, true, true};
constexpr Where kStrip{Screen::situation, Pane::claims, false, true};

TEST(Keys, OneLetterMeansWhatThePaneSays) {
  EXPECT_EQ(act_for({.character = 'b'}, kBoard), Act::confirm);
  EXPECT_EQ(act_for({.character = 'b'}, kStream), Act::match);
  EXPECT_EQ(act_for({.character = 'x'}, kBoard), std::nullopt);
}

TEST(Keys, LettersOnlyWorkOutsideFields) {
  EXPECT_EQ(act_for({.character = 'o'}, kEditor), std::nullopt);
  EXPECT_EQ(act_for({.character = '1'}, kField), std::nullopt);
  EXPECT_EQ(act_for({.key = Key::f1}, kEditor), Act::help);
  EXPECT_EQ(act_for({.key = Key::f12}, kField), Act::brake);
  EXPECT_EQ(act_for({.letter = 's', .ctrl = true}, kEditor), Act::save);
}

TEST(Keys, TheSecondKeyIsEnterAndAHeldKeyDoesNotCount) {
  EXPECT_EQ(act_for({.key = Key::enter}, kStrip), Act::enter);
  EXPECT_EQ(act_for({.key = Key::enter, .repeat = true}, kStrip), std::nullopt);
  EXPECT_EQ(act_for({.character = 'o'}, kStrip), std::nullopt);
}

TEST(Keys, HeldKeysActOnceButMoveOn) {
  EXPECT_EQ(act_for({.character = 'c', .repeat = true}, kBoard), std::nullopt);
  EXPECT_EQ(act_for({.character = 'j', .repeat = true}, kBoard), Act::next_row);
}

TEST(Keys, EnterInTheEditorIsALineAndWithCtrlItSubmits) {
  EXPECT_EQ(act_for({.key = Key::enter}, kEditor), std::nullopt);
  EXPECT_EQ(act_for({.key = Key::enter, .ctrl = true}, kEditor), Act::submit);
}

TEST(Keys, NoKeyMeansTwoThingsInOnePlace) {
  for (const Screen screen : {Screen::situation, Screen::statements, Screen::sent}) {
    for (const Pane pane : {Pane::mentions, Pane::claims, Pane::claim, Pane::statements, Pane::editor, Pane::sent}) {
      for (const bool field : {false, true}) {
        std::set<std::string> caps;
        for (const Binding* binding : working({screen, pane, field, false}))
          EXPECT_TRUE(caps.insert(binding->cap).second) << binding->cap << " on screen " << static_cast<int>(screen);
      }
    }
  }
}

}  // namespace
}  // namespace voelspriet::console
