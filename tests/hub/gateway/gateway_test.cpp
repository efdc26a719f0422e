// SPDX-License-Identifier: Apache-2.0
#include "hub/gateway/gateway.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <limits>

#include "hub/base/limits.hpp"

namespace voelspriet::gateway {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Client {
 public:
  explicit Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(fd_); }

  void send(std::string_view text) { ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL); }
  // Until the other side closes; "late" when it has not within `limit`.
  std::string read_all(std::chrono::milliseconds limit = std::chrono::seconds{20}) {
    std::string all;
    for (;;) {
      pollfd waiting{fd_, POLLIN, 0};
      if (::poll(&waiting, 1, static_cast<int>(limit.count())) != 1) return all + "late";
      char piece[4096];
      const auto got = ::recv(fd_, piece, sizeof piece, 0);
      if (got <= 0) return all;
      all.append(piece, static_cast<std::size_t>(got));
    }
  }
  std::string ask(std::string_view text) {
    send(text);
    return read_all();
  }

 private:
  int fd_;
};

class GatewayTest : public testing::Test {
 protected:
  GatewayTest() {
    gateway->serve({.health =
                        [this] {
                          return HealthReport{.desk = "Meldplein",
                                              .exercise = true,
                                              .brake = false,
                                              .sequence = 17,
                                              .parts = {{"log_store", log_store, ""},
                                                        {"feed Bluesky", PartState::degraded, "silent"}}};
                        },
                    .metrics =
                        [] {
                          return std::vector<Metric>{{"voelspriet_mentions_total",
                                                      "Mentions kept.",
                                                      MetricKind::counter,
                                                      {{{{"feed", "a\"b\\c\nd"}}, 12}, {{}, 1e18}}}};
                        }});
  }
  std::string get(std::string_view target) {
    return Client{gateway->port()}.ask("GET " + std::string{target} + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  std::atomic<PartState> log_store = PartState::up;
  std::unique_ptr<Gateway> gateway = *Gateway::listen("127.0.0.1:0");
};

TEST_F(GatewayTest, HealthIsJsonAndDownIsAnError) {
  const auto good = get("/health");
  EXPECT_THAT(good, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(good, HasSubstr("Content-Type: application/json\r\n"));
  EXPECT_THAT(
      good,
      HasSubstr(
          R"({"state":"degraded","desk":"Meldplein","exercise":true,"brake":false,"seq":17,"parts":[)"
          R"({"name":"log_store","state":"up","detail":""},{"name":"feed Bluesky","state":"degraded","detail":"silent"}]})"));
  log_store = PartState::down;
  EXPECT_THAT(get("/health"), StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
}

TEST_F(GatewayTest, MetricsAreInTheTextFormatOfPrometheus) {
  const auto answer = get("/metrics");
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
  EXPECT_THAT(answer,
              HasSubstr("# HELP voelspriet_mentions_total Mentions kept.\n# TYPE voelspriet_mentions_total counter\n"
                        "voelspriet_mentions_total{feed=\"a\\\"b\\\\c\\nd\"} 12\nvoelspriet_mentions_total 1e+18\n"));
}

TEST(Metrics, NumbersThatAreNoneHaveTheirOwnWords) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_THAT(render_metrics(
                  {{"m", "h", MetricKind::gauge, {{{}, std::nan("")}, {{}, infinity}, {{}, -infinity}, {{}, 0.25}}}}),
              HasSubstr("m NaN\nm +Inf\nm -Inf\nm 0.25\n"));
}

TEST_F(GatewayTest, NothingElseIsServed) {
  EXPECT_THAT(get("/"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(get("/health?x=1"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(get("/../etc/passwd"), StartsWith("HTTP/1.1 404"));
  for (const char* method : {"POST", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
    const auto answer = Client{gateway->port()}.ask(std::string{method} + " /health HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 405")) << method;
    EXPECT_THAT(answer, HasSubstr("Allow: GET\r\n"));
  }
}

TEST_F(GatewayTest, WhatIsNotARequestIsRefusedAndTheNextIsServed) {
  EXPECT_THAT(Client{gateway->port()}.ask("\x16\x03\x01 hello\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Client{gateway->port()}.ask("POST /health HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"),
              StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(Client{gateway->port()}.ask(
                  "GET /health HTTP/1.1\r\nX: " + std::string(limits::kGatewayHeaderBytesMax, 'x') + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(get("/health"), StartsWith("HTTP/1.1 200"));
}

TEST_F(GatewayTest, AConnectionTooManyIsClosedAtOnce) {
  std::vector<std::unique_ptr<Client>> silent;
  for (std::size_t i = 0; i < limits::kGatewayConnectionsMax; ++i)
    silent.push_back(std::make_unique<Client>(gateway->port()));
  EXPECT_EQ(Client{gateway->port()}.read_all(limits::kGatewayTimeout / 2), "");
  EXPECT_EQ(silent.front()->read_all(), "") << "a silent client is cut when its time is up";
  EXPECT_THAT(get("/health"), StartsWith("HTTP/1.1 200"));
}

TEST_F(GatewayTest, EndsWhileClientsAreConnected) {
  Client client{gateway->port()};
  client.send("GET /hea");
  gateway.reset();
  EXPECT_EQ(client.read_all(), "");
}

TEST(GatewayAddress, OnlyLoopbackIsListenedOn) {
  const auto error_of = [](std::string_view address) { return Gateway::listen(address).error().code; };
  for (const char* address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:8790", "[2001:db8::1]:1"})
    EXPECT_EQ(error_of(address), Errc::kNotAllowed);
  for (const char* address :
       {"", "localhost:1", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:1 "}) {
    EXPECT_EQ(error_of(address), Errc::kBadValue) << address;
  }
  const auto first = Gateway::listen("127.0.0.1:0");
  ASSERT_TRUE(first);
  EXPECT_EQ(error_of("127.0.0.1:" + std::to_string((*first)->port())), Errc::kRefused);
}

}  // namespace
}  // namespace voelspriet::gateway
