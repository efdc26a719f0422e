// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/print_sink.hpp"

#include <gtest/gtest.h>

#include "hub/wire/json.hpp"

namespace voelspriet::feeds {
namespace {

TEST(PrintSink, WritesAMentionThatHasNoLineOfItsOwn) {
  domain::HeardMention mention;
  mention.id = "a";
  Batch batch{{mention, mention}, {"{\"uri\":\"a\"}"}, "1"};
  std::FILE* const out = std::tmpfile();
  PrintSink sink{out, "", {}};
  EXPECT_EQ(sink.offer(batch), Sink::Answer::kAccepted);
  std::rewind(out);
  std::string written(4096, '\0');
  written.resize(std::fread(written.data(), 1, written.size(), out));
  std::fclose(out);
  EXPECT_EQ(written, "{\"uri\":\"a\"}\n" + wire::to_json(mention) + "\n");
}

}  // namespace
}  // namespace voelspriet::feeds
