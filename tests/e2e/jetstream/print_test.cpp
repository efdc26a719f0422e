// SPDX-License-Identifier: Apache-2.0
// voelspriet-feeds against a Jetstream server of ours, both as processes: what a terminal sees.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/net/test_ca.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet {
namespace {

using namespace std::chrono_literals;
using support::Process;
using support::program;
using support::TempDir;
using testing::ElementsAreArray;
using testing::HasSubstr;

constexpr int kPosts = 17;
constexpr int kEmpty = 11;  // the post without text

std::string rkey(int number) { return fmt::format("3kpost{:02}", number); }

std::int64_t time_of(int event) { return 1'795'270'068'000'000 + event * 2'000; }

// Between the posts stand likes, reposts, a delete, an identity and an edit; every third event is a post.
std::string recorded() {
  std::string lines;
  const auto commit = [&](int at, const char* operation, const char* collection, const std::string& key,
                          const std::string& record) {
    lines +=
        fmt::format(R"({{"did":"did:plc:d{}","time_us":{},"kind":"commit","commit":{{"rev":"3krev{}","operation":"{}",)"
                    R"("collection":"{}","rkey":"{}"{}}}}})",
                    at % 5, time_of(at), at, operation, collection, key,
                    record.empty() ? "" : fmt::format(R"(,"record":{},"cid":"bafyrei{}")", record, at)) +
        "\n";
  };
  const std::string subject = R"({"subject":{"uri":"at://did:plc:x/app.bsky.feed.post/3k","cid":"c"}})";
  for (int i = 0; i < kPosts; ++i) {
    commit(3 * i, "create", "app.bsky.feed.like", rkey(i), subject);
    const std::string text = i == kEmpty ? "" : fmt::format("Bericht {} over de Kadeweg %s ###", i);
    commit(3 * i + 1, "create", "app.bsky.feed.post", rkey(i), fmt::format(R"({{"text":"{}","langs":["nl"]}})", text));
    if (i % 2 == 0) commit(3 * i + 2, "create", "app.bsky.feed.repost", rkey(i), subject);
    if (i == 4) commit(3 * i + 2, "delete", "app.bsky.feed.post", rkey(1), "");
    if (i == 6) commit(3 * i + 2, "update", "app.bsky.feed.post", rkey(2), R"({"text":"Toch niet"})");
    if (i == 8) {
      lines += fmt::format(R"({{"did":"did:plc:d0","time_us":{},"kind":"identity","identity":{{"seq":1}}}})",
                           time_of(3 * i + 2)) +
               "\n";
    }
  }
  return lines;
}

class PrintedPosts : public testing::Test {
 protected:
  PrintedPosts() {
    support::write_file(folder_ / "lines.jsonl", recorded());
    for (int i = 0; i < kPosts; ++i) expected_.push_back(rkey(i));
  }

  Process serve(std::vector<std::string> options) {
    options.insert(options.begin(), {program("voelspriet-test-jetstream"), (folder_ / "lines.jsonl").string()});
    Process server{{.argv = std::move(options), .environment = {}, .stderr_file = folder_ / "server.err"}};
    port_ = server.read_line(10s).value();
    return server;
  }

  Process listen(std::vector<std::string> options = {}) {
    options.insert(options.begin(), {program("voelspriet-feeds"), "jetstream", "--url",
                                     fmt::format("{}://127.0.0.1:{}/subscribe", scheme_, port_), "--stdout"});
    return Process{{.argv = std::move(options), .environment = {}, .stderr_file = folder_ / "feeds.err"}};
  }

  static std::vector<std::string> read_keys(Process& feeds, std::size_t count) {
    std::vector<std::string> keys;
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (keys.size() < count && std::chrono::steady_clock::now() < deadline) {
      const auto line = feeds.read_line(20s);
      if (!line) break;
      const auto post = boost::json::parse(*line).as_object();
      keys.emplace_back(post.at("rkey").as_string());
      EXPECT_EQ(post.at("text").as_string().empty(), keys.back() == rkey(kEmpty));
    }
    return keys;
  }

  void expect_each_post_once(std::vector<std::string> server_options) {
    auto server = serve(std::move(server_options));
    auto feeds = listen({"--all"});
    EXPECT_THAT(read_keys(feeds, kPosts), ElementsAreArray(expected_));
    feeds.signal(SIGTERM);
    EXPECT_EQ(feeds.read_rest(10s), "") << "nothing else, and nothing twice";
    EXPECT_EQ(feeds.wait(10s), 0);
  }

  TempDir folder_;
  std::string port_, scheme_ = "ws";
  std::vector<std::string> expected_;
};

TEST_F(PrintedPosts, ComeOnceEachFromOneConnection) { expect_each_post_once({}); }

TEST_F(PrintedPosts, ComeOnceEachFromAServerThatCutsAfterEveryFiveEvents) {
  expect_each_post_once({"--add-cursor", "--cut-every", "5"});
}

TEST_F(PrintedPosts, ComeOnceEachWhenItSendsEveryCollection) {
  expect_each_post_once({"--add-cursor", "--cut-every", "5", "--everything"});
}

TEST_F(PrintedPosts, ComeOnceEachByTimeAlone) { expect_each_post_once({"--cut-every", "5"}); }

TEST_F(PrintedPosts, AreOnlyThoseThatWereAskedFor) {
  auto server = serve({});
  auto feeds = listen({"--term", "bericht 7"});
  EXPECT_THAT(read_keys(feeds, 1), testing::ElementsAre(rkey(7)));
  EXPECT_EQ(feeds.terminate(), 0);
}

TEST_F(PrintedPosts, ComeOverTlsFromAServerThatIsTrusted) {
  const support::TestCa ca{folder_.path(), "ours"};
  const auto files = ca.issue("127.0.0.1");
  auto server = serve({"--certificate", files.certificate, "--key", files.key});
  scheme_ = "wss";
  auto stranger = listen({"--all"});
  EXPECT_TRUE(support::eventually(
      10s, [&] { return support::read_file(folder_ / "feeds.err").find("certificate: ") != std::string::npos; }));
  EXPECT_EQ(stranger.terminate(), 0);
  EXPECT_EQ(stranger.read_rest(1s), "");
  auto feeds = listen({"--all", "--ca-file", ca.ca_file()});
  EXPECT_THAT(read_keys(feeds, kPosts), ElementsAreArray(expected_));
}

}  // namespace
}  // namespace voelspriet
