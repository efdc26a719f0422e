// SPDX-License-Identifier: Apache-2.0
#include "hub/base/result.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace voelspriet {
namespace {

TEST(Error, ReadsAsOneLineWithItsPlaceInFront) {
  const Result<int> result = fail(Errc::kBadValue, "/place/lat", "not a number");
  EXPECT_EQ(to_string(result.error()), "/place/lat: not a number");
  EXPECT_EQ(to_string(Error{Errc::kIo, "", "the disk is full"}), "the disk is full");
}

TEST(Errc, EachHasAWordOfItsOwn) {
  std::set<std::string_view> words;
  int codes = 0;
  for (int code = 100; code < 600; ++code) {
    const auto word = to_string(static_cast<Errc>(code));
    if (word == "unknown") continue;
    ++codes;
    EXPECT_TRUE(words.insert(word).second) << word;
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << word;
  }
  EXPECT_EQ(codes, 34);
}

}  // namespace
}  // namespace voelspriet
