// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hub/base/limits.hpp"
#include "hub/config/feeds_config.hpp"
#include "hub/config/hub_config.hpp"

namespace voelspriet::config {
namespace {

using testing::HasSubstr;

constexpr const char* kHub = R"(desk: Gemeente Meldplein
exercise: true
data_dir: data
log_socket: /run/voelspriet/log.sock
mentions_socket: /run/voelspriet/mentions.sock
console_endpoint: ipc:///run/voelspriet/console
feeds_endpoint: tcp://10.0.0.5:7001
channels:
  - kind: web
    name: website
    audience: inwoners
    url: https://crisis.meldplein.example/
    page_dir: pages
  - {kind: webhook, name: cms, audience: redactie, url: "http://127.0.0.1:9000/hook", secret_file: /etc/hook.secret}
  - {kind: manual, name: X, audience: volgers, characters_max: 280}
)";

std::string hub_error(const std::string& yaml) { return to_string(parse_hub_config(yaml, "desk.yaml").error()); }

TEST(HubConfig, ValuesComeBackAsAPlainStructWithDefaults) {
  const auto config = parse_hub_config(kHub, "/etc/voelspriet/desk.yaml");
  ASSERT_TRUE(config) << to_string(config.error());
  EXPECT_EQ(config->desk, "Gemeente Meldplein");
  EXPECT_TRUE(config->exercise);
  EXPECT_EQ(config->language, "nl");
  EXPECT_EQ(config->mentions_budget_mib, 512);
  EXPECT_EQ(config->gateway_listen, "127.0.0.1:8790");
  ASSERT_EQ(config->channels.size(), 3U);
  EXPECT_EQ(config->channels[0].kind, ChannelKind::kWeb);
  EXPECT_EQ(config->channels[1].ca_file, "");
  EXPECT_EQ(config->channels[2].characters_max, 280);
}

TEST(HubConfig, RelativePathsAreTakenFromTheFolderOfTheFile) {
  const auto config = parse_hub_config(kHub, "/etc/voelspriet/desk.yaml");
  EXPECT_EQ(config->data_dir, "/etc/voelspriet/data");
  EXPECT_EQ(config->channels[0].page_dir, "/etc/voelspriet/pages");
  EXPECT_EQ(config->log_socket, "/run/voelspriet/log.sock");
  EXPECT_EQ(parse_hub_config(kHub, "desk.yaml")->data_dir, "data");
}

TEST(HubConfig, AllMistakesAreReportedAtOnceInTheOrderOfTheirLines) {
  EXPECT_EQ(hub_error(R"(desk: ""
exersice: true
exercise: perhaps
data_dir: data
log_socket: [a, b]
mentions_socket: m
mentions_budget_mib: 1
gateway_listen: 0.0.0.0:8790
console_endpoint: /run/console
desk: twice
channels:
  - kind: fax
    name: a
    audience: b
  - kind: manual
    name: a
    audience: c
    url: https://x.example
  - kind: webhook
    name: d
    audience: "e)"
                      "\u202e"
                      R"(f"
    url: ftp://x.example
  - just text
)"),
            "desk.yaml:1: desk must be text of 1 to 200 bytes without hidden characters\n"
            "desk.yaml:1: feeds_endpoint is missing\n"
            "desk.yaml:2: exersice is not a setting\n"
            "desk.yaml:3: exercise must be true or false\n"
            "desk.yaml:5: log_socket must be path\n"
            "desk.yaml:7: mentions_budget_mib must be number from 16 to 65536\n"
            "desk.yaml:8: gateway_listen must be 127.0.0.1:PORT or [::1]:PORT\n"
            "desk.yaml:9: console_endpoint must be ipc://PATH or tcp://HOST:PORT\n"
            "desk.yaml:10: desk is set above\n"
            "desk.yaml:12: channels[0].kind must be web, webhook or manual\n"
            "desk.yaml:15: channels[1].name is used above\n"
            "desk.yaml:18: channels[1].url is for web or webhook only\n"
            "desk.yaml:19: channels[2].secret_file is missing\n"
            "desk.yaml:21: channels[2].audience must be text of 1 to 200 bytes without hidden characters\n"
            "desk.yaml:22: channels[2].url must be link with http or https\n"
            "desk.yaml:23: channels[3] must be settings of the form `key: value`\n"
            "desk.yaml:23: channels[3].kind is missing\n"
            "desk.yaml:23: channels[3].name is missing\n"
            "desk.yaml:23: channels[3].audience is missing");
}

TEST(HubConfig, WhatIsNotYamlIsRefusedWithItsLine) {
  EXPECT_THAT(hub_error("desk: x\n  bad: [1\n"), HasSubstr("desk.yaml:2: "));
  EXPECT_THAT(hub_error(""), HasSubstr("the file must be settings of the form"));
  EXPECT_THAT(hub_error("- a\n- b\n"), HasSubstr("desk.yaml:1: the file must be settings of the form"));
  EXPECT_EQ(parse_hub_config(std::string(limits::kConfigBytesMax + 1, '#'), "d").error().code, Errc::kTooLarge);
  EXPECT_EQ(parse_hub_config(std::string(100'000, '['), "d").error().code, Errc::kMalformed);
  EXPECT_EQ(load_hub_config("/nowhere/desk.yaml").error().code, Errc::kNotFound);
}

TEST(HubConfig, AListLongerThanItsLimitIsRefused) {
  std::string yaml = kHub;
  for (std::size_t i = 0; i < limits::kChannelsMax; ++i)
    yaml += "  - {kind: manual, name: n" + std::to_string(i) + ", audience: a}\n";
  EXPECT_THAT(hub_error(yaml), HasSubstr("channels must be a list of at most 32"));
}

TEST(HubConfig, TheReferenceNamesEverySettingWithTypeAndDefault) {
  const auto reference = describe_hub_config();
  EXPECT_THAT(reference, HasSubstr("| `gateway_listen` | where /health and /metrics are served | 127.0.0.1:PORT or "
                                   "[::1]:PORT | `127.0.0.1:8790` |"));
  EXPECT_THAT(reference, HasSubstr("Each of `channels`:"));
  EXPECT_THAT(reference, HasSubstr("(webhook) | path | required |"));
}

constexpr const char* kFeeds = R"(hub_endpoint: tcp://hub.meldplein.example:7001
hub_public_key: 'Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID'
key_file: feeds.key
passphrase_file: feeds.pass
)";

TEST(FeedsConfig, ValuesComeBackAsAPlainStruct) {
  const auto config = parse_feeds_config(std::string{kFeeds} + R"(sources:
  - {kind: jetstream, name: Bluesky, url: "wss://jetstream.example/subscribe"}
  - {kind: cap, name: NL-Alert, path: cap, account: nl-alert, interval: 2m}
  - {kind: rss, name: Omroep, url: "https://omroep.example/rss"}
  - {kind: replay, name: Oefening, path: brand.yaml}
)",
                                         "feeds.yaml");
  ASSERT_TRUE(config) << to_string(config.error());
  ASSERT_EQ(config->sources.size(), 4U);
  EXPECT_EQ(config->sources[1].interval, std::chrono::minutes{2});
  EXPECT_EQ(config->sources[2].interval, std::chrono::seconds{60});
  EXPECT_EQ(config->sources[3].path, "brand.yaml");
}

TEST(FeedsConfig, ASourceNeedsWhatItsKindReads) {
  const auto config = parse_feeds_config(std::string{kFeeds} + R"(sources:
  - {kind: jetstream, name: a, interval: 5s}
  - {kind: cap, name: b, path: p, url: "https://c.example/"}
  - {kind: cap, name: c, interval: 25h}
  - {kind: replay, name: d, url: "https://c.example/"}
)",
                                         "f");
  EXPECT_EQ(to_string(config.error()),
            "f:6: sources[0].interval is for cap or rss only\n"
            "f:6: sources[0] needs a url\n"
            "f:7: sources[1] needs either a url or a path\n"
            "f:8: sources[2].interval must be time from 1s to 24h\n"
            "f:8: sources[2] needs either a url or a path\n"
            "f:9: sources[3].url is for jetstream, cap or rss only\n"
            "f:9: sources[3] needs a path");
}

TEST(FeedsConfig, EveryDefaultIsAValueOfItsType) {
  EXPECT_TRUE(parse_feeds_config(kFeeds, "f"));
  EXPECT_THAT(describe_feeds_config(),
              HasSubstr("| `interval` | time between two looks (cap or rss) | time from 1s to 24h | `60s` |"));
}

}  // namespace
}  // namespace voelspriet::config
