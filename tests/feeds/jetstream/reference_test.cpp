// SPDX-License-Identifier: Apache-2.0
// Against production lines of Jetstream, which stay outside the repository: VOELSPRIET_DATA, or ../shared/data beside
// the checkout.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "feeds/jetstream/source.hpp"

namespace voelspriet::feeds {
namespace {

TEST(JetstreamReference, ReadsEveryProductionLine) {
  const char* given = std::getenv("VOELSPRIET_DATA");
  const std::filesystem::path data =
      given != nullptr ? std::filesystem::path{given} : std::filesystem::path{VOELSPRIET_SOURCE_DIR} / "../shared/data";
  std::ifstream lines{data / "atproto/jetstream/internal/corpus/testdata/expected_v1.jsonl"};
  if (!lines) GTEST_SKIP() << "no reference data in " << data;
  JetstreamParser parser;
  std::map<std::string, int> seen;
  for (std::string line; std::getline(lines, line);) {
    const auto event = parser.parse(line);
    ASSERT_TRUE(event) << to_string(event.error());
    ++seen["lines"];
    if (!event->is(JetstreamOperation::kCreate, kPostCollection)) continue;
    ++seen["posts"];
    const auto mention = to_mention(*event);
    ASSERT_TRUE(mention);
    seen["without text"] += mention->text.empty();
    seen["replies"] += !mention->parent.empty();
  }
  EXPECT_EQ(seen, (std::map<std::string, int>{{"lines", 152}, {"posts", 17}, {"without text", 1}, {"replies", 8}}));
}

}  // namespace
}  // namespace voelspriet::feeds
