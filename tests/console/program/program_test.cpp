// SPDX-License-Identifier: Apache-2.0
#include "console/program.hpp"

#include <gtest/gtest.h>

namespace voelspriet::console {
namespace {

TEST(ConsoleProgram, SpeaksDutchInTheDarkUnlessToldOtherwise) {
  const auto options = parse_options({"--hub", "desk"});
  ASSERT_TRUE(options) << to_string(options.error());
  EXPECT_EQ(options->lang, text::Lang::nl);
  EXPECT_FALSE(options->light);
  EXPECT_EQ(options->width, 1440);
  EXPECT_EQ(options->zoom, 100);
}

TEST(ConsoleProgram, ReadsEveryOption) {
  const auto options = parse_options({"--hub", "desk/hub.pub", "--key", "nora.key", "--lang", "en", "--theme", "light", "--zoom", "150", "--size", "1280x800"});
  ASSERT_TRUE(options) << to_string(options.error());
  EXPECT_EQ(options->hub, "desk/hub.pub");
  EXPECT_EQ(options->key, "nora.key");
  EXPECT_EQ(options->lang, text::Lang::en);
  EXPECT_TRUE(options->light);
  EXPECT_EQ(options->zoom, 150);
  EXPECT_EQ(options->width, 1280);
  EXPECT_EQ(options->height, 800);
}

TEST(ConsoleProgram, RefusesWhatItCannotDraw) {
  EXPECT_FALSE(parse_options({}));
  EXPECT_FALSE(parse_options({"--hub", "desk", "--size", "wide"}));
  EXPECT_FALSE(parse_options({"--hub", "desk", "--size", "1x1"}));
  EXPECT_FALSE(parse_options({"--hub", "desk", "--zoom", "900"}));
  EXPECT_FALSE(parse_options({"--hub", "desk", "--lang", "fr"}));
  EXPECT_FALSE(parse_options({"--hub", "desk", "--sound", "on"}));
}

TEST(ConsoleProgram, HelpIsTextToShow) {
  const auto options = parse_options({"--help"});
  ASSERT_TRUE(options);
  EXPECT_NE(options->show.find("--passphrase-file"), std::string::npos);
}

}  // namespace
}  // namespace voelspriet::console
