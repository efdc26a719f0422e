// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/webhook/webhook_channel.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <mutex>
#include <numeric>

#include "tests/hub/channels/jobs.hpp"
#include "tests/support/net/scripted_server.hpp"

namespace voelspriet::test {
namespace {

using channels::WebhookChannel;
using channels::WebhookOptions;
using support::Peer;
using support::ScriptedServer;
using Kind = engine::SendOutcome::Kind;

crypto::Secret secret() {
  crypto::Secret counted;
  std::iota(counted.data(), counted.data() + crypto::Secret::kBytes, std::uint8_t{0});
  return counted;
}

WebhookOptions options(std::string url, bool exercise = true) {
  return {"cms", "redactie van de site", std::move(url), secret(), "", exercise};
}

struct WebhookChannelTest : testing::Test {
  // Sends once to a receiver that follows the script.
  engine::SendOutcome send_to(ScriptedServer::Script script) {
    const ScriptedServer receiver{std::move(script)};
    auto channel = WebhookChannel::make(options(fmt::format("http://127.0.0.1:{}/hook", receiver.port())), stop);
    EXPECT_TRUE(channel) << to_string(channel.error());
    return (*channel)->send(send_job(**channel, render_job(17, true), at("14:47:00")));
  }
  engine::SendOutcome answered(const std::string& status_and_headers) {
    return send_to([&](Peer& peer, int) { support::answer(peer, "HTTP/1.1 " + status_and_headers + "\r\nContent-Length: 0\r\n\r\n"); });
  }
  StopFlag stop;
};

TEST_F(WebhookChannelTest, SignsKeyAndBody) {
  EXPECT_EQ(channels::webhook_signature(secret(), "00112233445566778899aabbccddeeff", R"({"statement":17})"),
            "sha256=0d700b2b6010fdbc18612caa35141e2dfb77a1fbb075e5c12033843d74d0dfb0");
}

TEST_F(WebhookChannelTest, PostsTheFrozenBytesSigned) {
  std::string head, body;
  const auto channel = WebhookChannel::make(options("http://127.0.0.1:9/hook"), stop).value();
  const std::string frozen = channel->render(render_job(17, true))->parts[0].bytes;
  const auto outcome = send_to([&](Peer& peer, int) {
    head = peer.read_until("\r\n\r\n");
    body = peer.read(frozen.size());
    peer.write("HTTP/1.1 201 Created\r\nLocation: https://cms.example/17\r\nContent-Length: 0\r\n\r\n");
    peer.wait_for_end();
  });
  EXPECT_EQ(outcome.kind, Kind::delivered) << outcome.reason;
  EXPECT_EQ(outcome.proof, "https://cms.example/17");
  EXPECT_EQ(body, frozen);
  EXPECT_TRUE(head.starts_with("POST /hook HTTP/1.1\r\n")) << head;
  EXPECT_NE(head.find("Idempotency-Key: 00112233445566778899aabbccddeeff\r\n"), head.npos) << head;
  const auto signature = channels::webhook_signature(secret(), "00112233445566778899aabbccddeeff", frozen);
  EXPECT_NE(head.find("X-Voelspriet-Signature: " + signature + "\r\n"), head.npos) << head;
}

TEST_F(WebhookChannelTest, TheBodyIsOneJsonObject) {
  const auto channel = WebhookChannel::make(options("http://127.0.0.1:9/hook"), stop).value();
  auto job = render_job();
  job.wording.body = "Houd ramen dicht.";
  EXPECT_EQ(channel->render(job)->parts[0].bytes,
            R"({"desk":"Moerhaven","exercise":false,"statement":17,"revision":2,"title":"Er komt geen chloorgas vrij",)"
            R"("body":"Houd ramen dicht.","language":"nl","claims":[{"assertion":"Er komt chloorgas vrij","verdict":"false"}],)"
            R"("relation":"none","target":0})");
  job.exercise = true;
  const std::string drill = channel->render(job)->parts[0].bytes;
  EXPECT_NE(drill.find(R"("title":"OEFENING: Er komt)"), drill.npos);
  EXPECT_NE(drill.find(R"("body":"OEFENING\n\nHoud ramen dicht.")"), drill.npos);
}

TEST_F(WebhookChannelTest, WhatTheReceiverSaysDecides) {
  EXPECT_EQ(answered("200 OK").kind, Kind::delivered);
  EXPECT_EQ(answered("200 OK").proof, "status 200");
  EXPECT_EQ(answered("201 Created\r\nLocation: a\xff").proof, "status 201") << "what cannot stand in the log";
  for (const char* refusal : {"400 Bad Request", "401 Unauthorized", "404 Not Found", "422 Unprocessable", "301 Moved\r\nLocation: /x"})
    EXPECT_EQ(answered(refusal).kind, Kind::failed) << refusal;
  for (const char* doubt : {"408 Request Timeout", "425 Too Early", "429 Too Many", "500 Oops", "503 Later"})
    EXPECT_EQ(answered(doubt).kind, Kind::uncertain) << doubt;
  EXPECT_EQ(answered("503 Later").reason, "the receiver answered with status 503");
}

TEST_F(WebhookChannelTest, ACutAfterTheRequestIsUncertain) {
  EXPECT_EQ(send_to([](Peer& peer, int) { peer.read_until("\r\n\r\n"); }).kind, Kind::uncertain);
}

TEST_F(WebhookChannelTest, AReceiverThatStallsIsLeftUncertainWhenTheHubStops) {
  const auto outcome = send_to([this](Peer& peer, int) {
    peer.read_until("\r\n\r\n");
    stop.request();
    peer.wait_for_end();
  });
  EXPECT_EQ(outcome.kind, Kind::uncertain);
}

TEST_F(WebhookChannelTest, NobodyThereIsNotSent) {
  int port = 0;
  { port = ScriptedServer{[](Peer&, int) {}}.port(); }
  const auto channel = WebhookChannel::make(options(fmt::format("http://127.0.0.1:{}/", port)), stop).value();
  EXPECT_EQ(channel->send(send_job(*channel, render_job(), at("14:47:00"))).kind, Kind::not_sent);
}

TEST_F(WebhookChannelTest, CannotBeLookedAt) {
  const auto channel = WebhookChannel::make(options("http://127.0.0.1:9/"), stop).value();
  const auto looked = channel->look(send_job(*channel, render_job(), at("14:47:00")));
  EXPECT_EQ(looked.kind, Kind::uncertain);
  EXPECT_EQ(looked.reason, "a webhook cannot be asked; ask the receiver");
}

TEST_F(WebhookChannelTest, AnExerciseHasNoLiveReceiver) {
  for (const char* url : {"https://cms.example/hook", "http://192.0.2.7/hook", "https://localhost.example/"}) {
    const auto channel = WebhookChannel::make(options(url), stop);
    ASSERT_FALSE(channel) << url;
    EXPECT_EQ(channel.error().code, Errc::kNotAllowed) << url;
  }
  EXPECT_FALSE(WebhookChannel::make(options("https://127.0.0.1.example/"), stop)) << "is not this machine";
  for (const char* url : {"http://127.0.0.1:8099/", "http://localhost:8099/", "http://[::1]:8099/"})
    EXPECT_TRUE(WebhookChannel::make(options(url), stop)) << url;
}

TEST_F(WebhookChannelTest, ALiveDeskPostsInTheClearOnThisMachineOnly) {
  EXPECT_EQ(WebhookChannel::make(options("http://cms.example/hook", false), stop).error().code, Errc::kNotAllowed);
  EXPECT_TRUE(WebhookChannel::make(options("https://cms.example/hook", false), stop));
  EXPECT_TRUE(WebhookChannel::make(options("http://127.0.0.1:8099/", false), stop));
  EXPECT_FALSE(WebhookChannel::make(options("ws://127.0.0.1:8099/", false), stop));
}

}  // namespace
}  // namespace voelspriet::test
