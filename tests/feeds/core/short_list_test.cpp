// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/short_list.hpp"

#include <gmock/gmock.h>

namespace voelspriet::feeds {
namespace {

TEST(ShortList, HoldsNothingTwiceAndNothingEmpty) {
  std::vector<std::string> list;
  for (const char* value : {"a", "", "b", "a"}) add_once(list, value);
  EXPECT_THAT(list, testing::ElementsAre("a", "b"));
}

TEST(ShortList, IsBoundedInEntriesAndInBytes) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i <= kShortListMax; ++i) add_once(list, std::to_string(i) + std::string(kShortListEntryBytes, 'x'));
  EXPECT_EQ(list.size(), kShortListMax);
  EXPECT_EQ(list.front().size(), kShortListEntryBytes);
}

}  // namespace
}  // namespace voelspriet::feeds
