// SPDX-License-Identifier: Apache-2.0
#include "hub/net/http_client.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "hub/base/time.hpp"
#include "tests/support/net/scripted_server.hpp"
#include "tests/support/net/test_ca.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::net {
namespace {

using namespace std::chrono_literals;
using support::answer;
using support::Peer;
using support::ScriptedServer;
using testing::HasSubstr;

class HttpClientTest : public testing::Test {
 protected:
  HttpOutcome get(const std::string& url, std::uint16_t port) { return send({.url = url}, "127.0.0.1", port); }

  HttpOutcome send(const HttpRequest& request, const std::string& host, std::uint16_t port) {
    auto egress = EgressPolicy::exercise();
    egress.allow(host, port);
    return HttpClient{egress, ca_.ca_file()}.send(request, stop_);
  }

  static std::string url(const ScriptedServer& server) {
    return fmt::format("http://127.0.0.1:{}/feed", server.port());
  }

  support::TempDir folder_;
  support::TestCa ca_{folder_.path(), "ours"};
  StopFlag stop_;
};

TEST_F(HttpClientTest, GetsAnAnswer) {
  std::string asked;
  ScriptedServer server{[&](Peer& peer, int) {
    asked = peer.read_until("\r\n\r\n");
    peer.write("HTTP/1.1 200 OK\r\nETag: \"7\"\r\nContent-Length: 5\r\n\r\nhallo");
  }};
  const auto outcome = get(url(server), server.port());
  ASSERT_EQ(outcome.reach, Reach::kAnswered);
  EXPECT_FALSE(outcome.error);
  EXPECT_EQ(outcome.response.status, 200);
  EXPECT_EQ(outcome.response.body, "hallo");
  EXPECT_EQ(outcome.response.header("etag"), "\"7\"");
  EXPECT_THAT(asked, HasSubstr("GET /feed HTTP/1.1\r\nHost: 127.0.0.1:"));
}

TEST_F(HttpClientTest, PostsBytesAsTheyAre) {
  std::string body;
  ScriptedServer server{[&](Peer& peer, int) {
    EXPECT_THAT(peer.read_until("\r\n\r\n"), HasSubstr("Content-Length: 4\r\n"));
    body = peer.read(4);
    peer.write("HTTP/1.1 204 No Content\r\n\r\n");
  }};
  const auto outcome =
      send({.method = "POST", .url = url(server), .body = std::string{"a\0\r\n", 4}}, "127.0.0.1", server.port());
  EXPECT_EQ(outcome.response.status, 204);
  EXPECT_EQ(body, (std::string{"a\0\r\n", 4}));
}

TEST_F(HttpClientTest, ReadsChunksAndBodiesThatEndWithTheConnection) {
  ScriptedServer server{[](Peer& peer, int connection) {
    answer(peer, connection == 0
                     ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhal\r\n2\r\nlo\r\n0\r\n\r\n"
                     : "HTTP/1.1 200 OK\r\n\r\nhallo");
  }};
  EXPECT_EQ(get(url(server), server.port()).response.body, "hallo");
  EXPECT_EQ(get(url(server), server.port()).response.body, "hallo");
}

TEST_F(HttpClientTest, SaysThatNothingWasSentWhenNobodyListens) {
  std::uint16_t port = 0;
  {
    port = ScriptedServer{[](Peer&, int) {}}.port();
  }
  const auto outcome = get(fmt::format("http://127.0.0.1:{}/", port), port);
  EXPECT_EQ(outcome.reach, Reach::kNotSent);
  EXPECT_EQ(outcome.error->code, Errc::kUnreachable);
}

TEST_F(HttpClientTest, SaysThatNothingWasSentWhereThePolicyForbids) {
  ScriptedServer server{[](Peer&, int) { ADD_FAILURE() << "connected"; }};
  const auto outcome = get(url(server), static_cast<std::uint16_t>(server.port() ^ 1));
  EXPECT_EQ(outcome.reach, Reach::kNotSent);
  EXPECT_EQ(outcome.error->code, Errc::kNotAllowed);
}

TEST_F(HttpClientTest, LeavesItOpenWhenTheServerCutsWithoutAnAnswer) {
  ScriptedServer server{[](Peer& peer, int) { peer.read_until("\r\n\r\n"); }};
  EXPECT_EQ(get(url(server), server.port()).reach, Reach::kNoAnswer);
}

TEST_F(HttpClientTest, LeavesItOpenWhenTheServerStalls) {
  ScriptedServer server{[](Peer& peer, int) { peer.wait_for_end(); }};
  const auto outcome = send({.url = url(server), .whole_timeout = 100ms}, "127.0.0.1", server.port());
  EXPECT_EQ(outcome.reach, Reach::kNoAnswer);
  EXPECT_EQ(outcome.error->code, Errc::kTimeout);
}

TEST_F(HttpClientTest, LeavesItOpenWhenTheServerSpeaksGarbage) {
  ScriptedServer server{[](Peer& peer, int) { answer(peer, "220 mail.example ESMTP\r\n\r\n"); }};
  const auto outcome = get(url(server), server.port());
  EXPECT_EQ(outcome.reach, Reach::kNoAnswer);
  EXPECT_EQ(outcome.error->code, Errc::kMalformed);
}

TEST_F(HttpClientTest, KeepsTheStatusOfABodyThatIsShorterThanPromised) {
  ScriptedServer server{[](Peer& peer, int) { answer(peer, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhallo"); }};
  const auto outcome = get(url(server), server.port());
  EXPECT_EQ(outcome.reach, Reach::kAnswered);
  EXPECT_EQ(outcome.response.status, 200);
  EXPECT_EQ(outcome.error.value().code, Errc::kClosed);
}

TEST_F(HttpClientTest, KeepsTheStatusOfABodyThatIsTooLarge) {
  ScriptedServer server{[](Peer& peer, int connection) {
    answer(peer, connection == 0 ? "HTTP/1.1 201 Created\r\nContent-Length: 999999999999\r\n\r\nhallo"
                                 : "HTTP/1.1 201 Created\r\n\r\n" + std::string(2'000, 'a'));
  }};
  for (int i = 0; i < 2; ++i) {
    const auto outcome = send({.url = url(server), .max_body = 1'000}, "127.0.0.1", server.port());
    EXPECT_EQ(outcome.reach, Reach::kAnswered);
    EXPECT_EQ(outcome.response.status, 201);
    EXPECT_EQ(outcome.error.value().code, Errc::kTooLarge);
  }
}

TEST_F(HttpClientTest, GivesUpOnEndlessHeaders) {
  ScriptedServer server{[](Peer& peer, int) { answer(peer, "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'a')); }};
  EXPECT_EQ(get(url(server), server.port()).error.value().code, Errc::kTooLarge);
}

TEST_F(HttpClientTest, RefusesHeadersThatSpeakForUs) {
  const HttpRequest request{.url = "http://127.0.0.1:1/", .headers = {{"X", "a\r\nY: b"}}};
  const auto outcome = send(request, "127.0.0.1", 1);
  EXPECT_EQ(outcome.reach, Reach::kNotSent);
  EXPECT_EQ(outcome.error->code, Errc::kBadValue);
}

TEST_F(HttpClientTest, FollowsRedirectsOnlyWhenAskedTo) {
  ScriptedServer server{[](Peer& peer, int) {
    const bool first = peer.read_until("\r\n\r\n").starts_with("GET /feed ");
    peer.write(first ? "HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n"
                     : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }};
  EXPECT_EQ(get(url(server), server.port()).response.status, 301);
  const auto outcome = send({.url = url(server), .redirects = 1}, "127.0.0.1", server.port());
  EXPECT_EQ(outcome.response.status, 200);
  EXPECT_TRUE(outcome.response.moved);
  EXPECT_EQ(outcome.response.url, fmt::format("http://127.0.0.1:{}/new", server.port()));
}

TEST_F(HttpClientTest, ChecksWhereARedirectLeads) {
  ScriptedServer server{[](Peer& peer, int) {
    answer(peer, "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/secrets\r\nContent-Length: 0\r\n\r\n");
  }};
  const auto outcome = send({.url = url(server), .redirects = 3}, "127.0.0.1", server.port());
  EXPECT_EQ(outcome.error.value().code, Errc::kNotAllowed);
}

TEST_F(HttpClientTest, EndsALoopOfRedirects) {
  ScriptedServer server{
      [](Peer& peer, int) { answer(peer, "HTTP/1.1 302 Found\r\nLocation: /feed\r\nContent-Length: 0\r\n\r\n"); }};
  EXPECT_EQ(send({.url = url(server), .redirects = 99}, "127.0.0.1", server.port()).response.status, 302);
  EXPECT_EQ(server.connections(), 4);
}

TEST_F(HttpClientTest, ReturnsSoonAfterAStop) {
  ScriptedServer server{[](Peer& peer, int) { peer.wait_for_end(); }};
  std::jthread stopper{[&] {
    while (server.connections() == 0) std::this_thread::yield();
    stop_.request();
  }};
  const auto began = steady_now();
  EXPECT_EQ(get(url(server), server.port()).reach, Reach::kNoAnswer);
  EXPECT_LT(steady_now() - began, 1s);
}

TEST_F(HttpClientTest, TrustsItsOwnAuthority) {
  ScriptedServer server{[](Peer& peer, int) { answer(peer, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo"); },
                        ca_.issue("127.0.0.1")};
  const auto outcome = get(fmt::format("https://127.0.0.1:{}/", server.port()), server.port());
  EXPECT_EQ(outcome.response.body, "hallo") << to_string(outcome.error.value_or(Error{}));
}

TEST_F(HttpClientTest, SendsNothingToAServerWithTheWrongCertificate) {
  const support::TestCa strange{folder_.path(), "strange"};
  for (const auto& files : {strange.issue("127.0.0.1"), ca_.issue("localhost"), ca_.issue("127.0.0.1", true)}) {
    ScriptedServer server{[](Peer& peer, int) { EXPECT_EQ(peer.read_until("\r\n\r\n"), ""); }, files};
    const auto outcome = get(fmt::format("https://127.0.0.1:{}/", server.port()), server.port());
    EXPECT_EQ(outcome.reach, Reach::kNotSent) << files.certificate;
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, Errc::kRefused);
    EXPECT_THAT(outcome.error->what, HasSubstr("certificate: "));
  }
}

TEST_F(HttpClientTest, NeverGoesFromHttpsToHttp) {
  ScriptedServer server{[&](Peer& peer, int) {
                          answer(peer,
                                 "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n");
                        },
                        ca_.issue("localhost")};
  const auto outcome =
      send({.url = fmt::format("https://localhost:{}/", server.port()), .redirects = 3}, "localhost", server.port());
  EXPECT_EQ(outcome.error.value().code, Errc::kNotAllowed);
  EXPECT_EQ(server.connections(), 1);
}

}  // namespace
}  // namespace voelspriet::net
