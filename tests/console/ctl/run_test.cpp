// SPDX-License-Identifier: Apache-2.0
// The program itself against a bus, with a key file and hub.pub as they lie in a desk's folder.
#include <gtest/gtest.h>

#include "hub/wire/hub_file.hpp"
#include "tests/hub/bus/desk.hpp"
#include "tests/support/process.hpp"

namespace voelspriet::console::ctl {
namespace {

class Ctl : public testing::Test {
 protected:
  Ctl() {
    const wire::HubFile file{"Proefdam", true, desk.hub.public_key, desk.consoles, desk.feeds};
    support::write_file(desk.dir / wire::kHubFile, wire::to_json(file) + "\n");
    const auto locked = crypto::lock_key("Proefdam", "Sanne", desk.sanne, "proef", crypto::kPasswordCostLeast, bus::random_bytes());
    std::filesystem::create_directory(desk.dir / "keys");
    if (!crypto::save_key_file(desk.dir / "keys/sanne.key", *locked)) throw std::runtime_error("no key file");
  }

  support::Outcome ctl(std::vector<std::string> args, std::string passphrase = "proef") {
    std::vector<std::string> argv{support::program("voelspriet-ctl"), "--desk", desk.dir.path().string(), "--key", "sanne"};
    argv.insert(argv.end(), args.begin(), args.end());
    return support::run({argv, {{"VOELSPRIET_PASSPHRASE", std::move(passphrase)}}});
  }

  std::vector<bus::EventBytes> log = bus::make_log(5);
  bus::Desk desk{log};
};

TEST_F(Ctl, ShowsTheStatusAsOneObject) {
  const auto shown = ctl({"status", "--json", "--timing"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_EQ(shown.out.find("{\"ask\":1,"), 0u) << shown.out;
  EXPECT_NE(shown.out.find(",\"unlock_ms\":"), std::string::npos) << shown.out;
}

TEST_F(Ctl, TellsARefusalWithPlaceAndReason) {
  const auto shown = ctl({"claims", "--json", "--incident", "1"});  // this engine has no room for it
  EXPECT_EQ(shown.status, 1);
  EXPECT_EQ(shown.out, R"({"error":{"code":405,"word":"busy","where":"hub","what":"has no room right now: try again"}})"
                       "\n");
  EXPECT_NE(shown.err.find("Niet gelukt"), std::string::npos);
}

TEST_F(Ctl, RefusesAPassphraseThatDoesNotFit) {
  EXPECT_EQ(ctl({"status"}, "anders").status, 1);
}

TEST_F(Ctl, SaysThatTheHubDoesNotAnswer) {
  EXPECT_EQ(ctl({"status", "--hub", "ipc:///nowhere/at/all", "--timeout", "1"}).status, 3);
}

TEST_F(Ctl, SaysHowItIsUsed) { EXPECT_EQ(ctl({"shout"}).status, 2); }

TEST_F(Ctl, FollowsTheLogInItsExactBytes) {
  const auto shown = ctl({"tail", "--after", "0", "--count", "5"});
  std::string expected;
  for (const auto& line : log) expected.append(*line).append("\n");
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_EQ(shown.out, expected);
}

TEST_F(Ctl, FindsTheLineOfAMirrorThatWasChanged) {
  std::string mirror;
  for (const auto& line : log) mirror.append(*line).append("\n");
  mirror.replace(mirror.find("proef", mirror.find("\"seq\":3")), 5, "ander");
  support::write_file(desk.dir / "log.jsonl", mirror);
  const auto shown = ctl({"verify", "--json", "--mirror", (desk.dir / "log.jsonl").string()});
  EXPECT_EQ(shown.status, 1);
  EXPECT_NE(shown.out.find("\"where\":\"event 4\""), std::string::npos) << shown.out;
}

}  // namespace
}  // namespace voelspriet::console::ctl
