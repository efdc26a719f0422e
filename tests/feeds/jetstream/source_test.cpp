// SPDX-License-Identifier: Apache-2.0
#include "feeds/jetstream/source.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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

constexpr std::int64_t kBegan = 1'795'270'068'000'000;

std::string post(const std::string& rkey, const std::string& extra = {}, std::int64_t time_us = kBegan) {
  return fmt::format(
      R"({{"did":"did:plc:a","time_us":{},"kind":"commit","commit":{{"rev":"r","operation":"create",)"
      R"("collection":"app.bsky.feed.post","rkey":"{}","cid":"c","record":{{"text":"{}"}}}}{}}})",
      time_us, rkey, rkey, extra);
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

TEST_F(JetstreamSourceTest, GetsOnThoughEachConnectionGivesOneEventOnly) {
  ScriptedServer server{[&](Peer& peer, int) {
    const auto asked = accept_web_socket(peer);
    const auto at = asked.find("&cursor=");
    const int cursor = at == std::string::npos ? 41 : std::stoi(asked.substr(at + 8));
    if (cursor <= 43) peer.write(server_frame(post(cursor == 43 ? "end" : fmt::format("{}", cursor), fmt::format(R"(,"cursor":{})", cursor))));
  }};
  listen(server);
  EXPECT_THAT(texts(), ElementsAre("41", "42", "end"));
}

// A server without cursors that ends each connection after `cut` posts, and where it begins for a time: some at the first line that
// is not before it, as their recordings lie; others keep theirs in the order of time.
struct Cuts {
  const char* name;
  std::size_t cut;
  bool by_time;
  std::vector<int> ms;  // of its lines, in the order they are sent
  int unwanted = -1;    // one of them that is of another collection
};

class JetstreamWithoutCursors : public JetstreamSourceTest, public testing::WithParamInterface<Cuts> {};

TEST_P(JetstreamWithoutCursors, GiveEveryPostOnceHoweverEarlyTheyCut) {
  auto times = GetParam().ms;
  if (GetParam().by_time) std::sort(times.begin(), times.end());
  std::vector<std::string> expected;
  for (const int ms : times) expected.push_back(ms == times.back() ? "end" : fmt::format("at {}", ms));
  ScriptedServer server{[&](Peer& peer, int) {
    const auto asked = accept_web_socket(peer);
    const auto at = asked.find("&cursor=");
    const std::int64_t from = at == std::string::npos ? 0 : std::stoll(asked.substr(at + 8));
    const auto time_of = [](int ms) { return kBegan + ms * 1'000; };
    const auto first = std::find_if(times.begin(), times.end(), [&](int ms) { return time_of(ms) >= from; });
    std::size_t sent = 0;
    for (auto line = first; line != times.end() && sent < GetParam().cut; ++line) {
      if (*line == GetParam().unwanted) continue;
      ++sent;
      peer.write(server_frame(post(expected[static_cast<std::size_t>(line - times.begin())], {}, time_of(*line))));
    }
  }};
  listen(server);
  auto wanted = expected;
  std::erase(wanted, fmt::format("at {}", GetParam().unwanted));
  EXPECT_EQ(texts(), wanted);
}

// The latest of a few comes first, seconds ahead: behind it nothing newer is heard before the cut.
INSTANTIATE_TEST_SUITE_P(
    Cut, JetstreamWithoutCursors,
    testing::Values(Cuts{"afterEachWithinASecond", 1, false, {0, 5, 6, 7}}, Cuts{"afterEach", 1, false, {0, 2'000, 2'100, 9'000}},
                    Cuts{"afterTwo", 2, false, {2'000, 100, 4'000, 2'100, 4'300, 4'200}},
                    Cuts{"afterThree", 3, false, {3'000, 0, 900, 6'000, 3'500, 3'200, 6'100, 6'050}},
                    Cuts{"afterFive", 5, false, {4'000, 0, 10, 900, 2'000, 4'900, 4'100, 4'050, 4'200, 4'500, 9'000, 5'000}},
                    Cuts{"behindAnotherCollection", 2, false, {0, 202, 100, 200, 300}, 202},
                    Cuts{"afterTwoByTime", 2, true, {300, 10, 200, 30, 250, 20}},
                    Cuts{"afterFiveByTime", 5, true, {4'000, 0, 10, 900, 2'000, 4'900, 4'100, 4'050, 4'200, 4'500, 9'000, 5'000}}),
    [](const auto& one) { return one.param.name; });

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
    peer.write(connection == 0 ? server_frame(post("a")) + std::string(16, '\xff') : server_frame(post("end")));
    if (connection > 0) peer.wait_for_end();
  }};
  listen(server);
  EXPECT_THAT(texts(), ElementsAre("a", "end"));
  EXPECT_EQ(sink_.health.counts.at("malformed"), 1u);
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
