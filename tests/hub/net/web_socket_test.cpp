// SPDX-License-Identifier: Apache-2.0
#include "hub/net/web_socket.hpp"

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
using support::accept_web_socket;
using support::Peer;
using support::ScriptedServer;
using support::server_frame;
using testing::ElementsAre;
using testing::StartsWith;

class WebSocketTest : public testing::Test {
 protected:
  WebSocketOptions options(const ScriptedServer& server, const char* scheme = "ws") {
    auto egress = EgressPolicy::exercise();
    egress.allow("127.0.0.1", server.port());
    return {fmt::format("{}://127.0.0.1:{}/subscribe", scheme, server.port()), egress};
  }

  std::vector<std::string> read(WebSocket& socket, std::size_t count) {
    std::vector<std::string> messages;
    const auto deadline = steady_now() + 10s;
    while (messages.size() < count && steady_now() < deadline) {
      auto received = socket.read(deadline, stop_);
      if (!received) {
        ADD_FAILURE() << to_string(received.error());
        break;
      }
      std::move(received->messages.begin(), received->messages.end(), std::back_inserter(messages));
    }
    return messages;
  }

  StopFlag stop_;
};

TEST_F(WebSocketTest, ReadsMessagesThatCameWithTheUpgrade) {
  ScriptedServer server{[](Peer& peer, int) {
    EXPECT_EQ(accept_web_socket(peer), "GET /subscribe HTTP/1.1");
    peer.write(server_frame("een") + server_frame("twee"));
    peer.wait_for_end();
  }};
  auto socket = WebSocket::connect(options(server), stop_);
  ASSERT_TRUE(socket) << to_string(socket.error());
  EXPECT_THAT(read(*socket, 2), ElementsAre("een", "twee"));
}

TEST_F(WebSocketTest, GivesWhatCameBeforeACut) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    peer.write(server_frame("een") + server_frame("half").substr(0, 4));
  }};
  auto socket = WebSocket::connect(options(server), stop_);
  ASSERT_TRUE(socket);
  EXPECT_THAT(read(*socket, 1), ElementsAre("een"));
  EXPECT_EQ(socket->read(steady_now() + 10s, stop_).error().code, Errc::kClosed);
}

TEST_F(WebSocketTest, CountsWhatIsTooLargeAndReadsOn) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    peer.write(server_frame(std::string(10'000'000, 'a')));
    peer.write(server_frame("na"));
    peer.wait_for_end();
  }};
  auto socket = WebSocket::connect(options(server), stop_);
  ASSERT_TRUE(socket);
  std::uint64_t too_large = 0;
  std::vector<std::string> messages;
  while (messages.empty()) {
    const auto received = socket->read(steady_now() + 10s, stop_);
    ASSERT_TRUE(received);
    too_large += received->too_large;
    messages = received->messages;
  }
  EXPECT_EQ(too_large, 1);
  EXPECT_THAT(messages, ElementsAre("na"));
}

TEST_F(WebSocketTest, AnswersAPing) {
  std::string pong;
  {
    ScriptedServer server{[&](Peer& peer, int) {
      accept_web_socket(peer);
      peer.write(server_frame("daar?", 9));
      pong = peer.read(2 + 4 + 5);
      peer.write(server_frame("goed"));
      peer.wait_for_end();
    }};
    auto socket = WebSocket::connect(options(server), stop_);
    ASSERT_TRUE(socket);
    EXPECT_THAT(read(*socket, 1), ElementsAre("goed"));
  }
  EXPECT_THAT(pong, StartsWith("\x8a\x85"));
}

TEST_F(WebSocketTest, AsksASilentServerAndGivesItUpWithoutAnAnswer) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    peer.wait_for_end();
  }};
  auto given = options(server);
  given.silence = 50ms;
  auto socket = WebSocket::connect(std::move(given), stop_);
  ASSERT_TRUE(socket);
  EXPECT_EQ(socket->read(steady_now() + 10s, stop_).error().code, Errc::kTimeout);
}

TEST_F(WebSocketTest, SaysNothingCameByTheDeadline) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    peer.wait_for_end();
  }};
  auto socket = WebSocket::connect(options(server), stop_);
  ASSERT_TRUE(socket);
  const auto received = socket->read(steady_now() + 20ms, stop_);
  ASSERT_TRUE(received);
  EXPECT_TRUE(received->messages.empty());
}

TEST_F(WebSocketTest, IsStoppedByAnotherThread) {
  ScriptedServer server{[](Peer& peer, int) {
    accept_web_socket(peer);
    peer.wait_for_end();
  }};
  auto socket = WebSocket::connect(options(server), stop_);
  ASSERT_TRUE(socket);
  const auto began = steady_now();
  std::jthread stopper{[&] { stop_.request(); }};
  EXPECT_EQ(socket->read(began + 60s, stop_).error().code, Errc::kClosed);
  EXPECT_LT(steady_now() - began, 1s);
}

TEST_F(WebSocketTest, NamesTheStatusOfARefusedUpgrade) {
  ScriptedServer server{[](Peer& peer, int) {
    support::answer(peer, "HTTP/1.1 400 Bad Request\r\nContent-Length: 12\r\n\r\nCursorTooOld");
  }};
  const auto socket = WebSocket::connect(options(server), stop_);
  ASSERT_FALSE(socket);
  EXPECT_EQ(socket.error().code, Errc::kRefused);
  EXPECT_THAT(socket.error().what, testing::HasSubstr("HTTP 400"));
}

TEST_F(WebSocketTest, RefusesAServerThatDidNotReadItsKey) {
  ScriptedServer server{[](Peer& peer, int) {
    support::answer(peer,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
    peer.wait_for_end();
  }};
  EXPECT_EQ(WebSocket::connect(options(server), stop_).error().code, Errc::kRefused);
}

TEST_F(WebSocketTest, GivesUpOnAStalledUpgrade) {
  ScriptedServer server{[](Peer& peer, int) { peer.wait_for_end(); }};
  auto given = options(server);
  given.connect_timeout = 100ms;
  EXPECT_EQ(WebSocket::connect(std::move(given), stop_).error().code, Errc::kTimeout);
}

TEST_F(WebSocketTest, SpeaksTls) {
  const support::TempDir folder;
  const support::TestCa ca{folder.path(), "ours"}, strange{folder.path(), "strange"};
  ScriptedServer server{[](Peer& peer, int) {
                          accept_web_socket(peer);
                          peer.write(server_frame("geheim"));
                          peer.wait_for_end();
                        },
                        ca.issue("127.0.0.1")};
  auto given = options(server, "wss");
  given.ca_file = strange.ca_file();
  EXPECT_EQ(WebSocket::connect(given, stop_).error().code, Errc::kRefused);
  given.ca_file = ca.ca_file();
  auto socket = WebSocket::connect(given, stop_);
  ASSERT_TRUE(socket) << to_string(socket.error());
  EXPECT_THAT(read(*socket, 1), ElementsAre("geheim"));
}

}  // namespace
}  // namespace voelspriet::net
