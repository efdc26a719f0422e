// SPDX-License-Identifier: Apache-2.0
#include "feeds/jetstream/source.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feeds/core/runner.hpp"
#include "tests/support/feeds/recording_sink.hpp"
#include "tests/support/net/scripted_server.hpp"

namespace voelspriet::feeds {
namespace {

using support::accept_web_socket;
using support::Peer;
using support::ScriptedServer;
using support::server_frame;
using testing::ElementsAre;
using testing::EndsWith;

std::string post(const std::string& rkey, const std::string& extra = {}) {
  return fmt::format(
      R"({{"did":"did:plc:a","time_us":1795270068000000,"kind":"commit","commit":{{"rev":"r","operation":"create",)"
      R"("collection":"app.bsky.feed.post","rkey":"{}","cid":"c","record":{{"text":"{}"}}}}{}}})",
      rkey, rkey, extra);
}

class JetstreamSourceTest : public testing::Test {
 protected:
  // Runs until the post "end" has come.
  void listen(ScriptedServer& server) {
    auto egress = net::EgressPolicy::exercise();
    egress.allow("127.0.0.1", server.port());
    JetstreamSource source{{fmt::format("ws://127.0.0.1:{}/subscribe", server.port()), egress, "", true}};
    sink_.on_batch = [this](const Batch& batch) {
      if (!batch.mentions.empty() && batch.mentions.back().text == "end") stop_.request();
    };
    Runner{"bluesky", source, sink_, filter_, clock_, random_}.run(stop_);
  }

  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const auto& batch : sink_.batches) {
      for (const auto& mention : batch.mentions) texts.push_back(mention.text);
    }
    return texts;
  }

  StopFlag stop_;
  SystemClock clock_;
  crypto::SystemRandom random_;
  Filter filter_{Filter::Keep::kAll, random_};
  support::RecordingSink sink_;
};

TEST_F(JetstreamSourceTest, ResumesByTheServersCursor) {
  std::vector<std::string> asked;
  ScriptedServer server{[&](Peer& peer, int connection) {
    asked.push_back(accept_web_socket(peer));
    if (connection == 0)
      return peer.write(server_frame(post("a", R"(,"cursor":41)")) + server_frame(post("b", R"(,"cursor":42)")));
    peer.write(server_frame(post("b", R"(,"cursor":42)")) + server_frame(post("end", R"(,"cursor":43)")));
    peer.wait_for_end();
  }};
  listen(server);
  EXPECT_THAT(texts(), ElementsAre("a", "b", "end"));
  EXPECT_THAT(asked, ElementsAre(EndsWith("feed.post HTTP/1.1"), EndsWith("&cursor=42 HTTP/1.1")));
}

TEST_F(JetstreamSourceTest, ReadsOnAfterEverythingThatIsWrong) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    std::string invalid = post("x");
    invalid.replace(invalid.rfind("x"), 1, "\xff");
    for (const auto& message : {post("a"), std::string{"{"}, std::string{}, invalid, post("%s%n ### \\u0000"),
                                std::string(10'000'000, '{')}) {
      peer.write(server_frame(message));
    }
    peer.write(server_frame(post("end")));
    peer.wait_for_end();
  }};
  listen(server);
  EXPECT_THAT(texts(), ElementsAre("a", (std::string{"%s%n ### \0", 10}), "end"));
  EXPECT_EQ(sink_.health.counts.at("malformed"), 3);
  EXPECT_EQ(sink_.health.counts.at("too_large"), 1);
}

TEST_F(JetstreamSourceTest, ComesBackAfterAFrameThatIsNone) {
  ScriptedServer server{[](Peer& peer, int connection) {
    accept_web_socket(peer);
    peer.write(connection == 0 ? server_frame(post("a")) + "\xff\xff\xff" : server_frame(post("end")));
    if (connection > 0) peer.wait_for_end();
  }};
  listen(server);
  EXPECT_THAT(texts(), ElementsAre("a", "end"));
}

TEST_F(JetstreamSourceTest, ForATerminalGivesNewPostsOnly) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    const std::string gone =
        R"({"did":"did:plc:a","time_us":1,"kind":"commit","commit":{"rev":"s","operation":"delete",)"
        R"("collection":"app.bsky.feed.post","rkey":"a"}})";
    peer.write(server_frame(post("a")) + server_frame(gone) + server_frame(post("end")));
    peer.wait_for_end();
  }};
  listen(server);
  EXPECT_THAT(texts(), ElementsAre("a", "end"));
  EXPECT_EQ(sink_.batches.front().lines.front(),
            R"({"uri":"at://did:plc:a/app.bsky.feed.post/a","did":"did:plc:a","rkey":"a","rev":"r","cid":"c",)"
            R"("time_us":1795270068000000,"createdAt":"","langs":[],"text":"a"})");
}

}  // namespace
}  // namespace voelspriet::feeds
