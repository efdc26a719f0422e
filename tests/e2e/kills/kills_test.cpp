// SPDX-License-Identifier: Apache-2.0
// kill -9 of every process of a desk at random moments, while 500 mentions and 20 commands a second come in and deliveries are on their
// way. After each restart: what was acknowledged, what receivers hold, the chain and the mirror. VOELSPRIET_SEED and VOELSPRIET_KILLS (of
// each process) repeat or shorten a run.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <random>
#include <set>
#include <sstream>

#include "hub/base/time.hpp"
#include "hub/crypto/random.hpp"
#include "tests/e2e/desk/house.hpp"
#include "tests/e2e/kills/ledger.hpp"
#include "tests/e2e/kills/posts.hpp"
#include "tests/e2e/kills/team.hpp"
#include "tests/support/net/test_ca.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
using domain::DeliveryStatus;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kKills = 20;                  // of each process
constexpr std::uint32_t kPosts = 300'000;   // ten minutes of them
constexpr auto kRecovery = 30s;
constexpr milliseconds kLongestWait = 600ms;  // between recovery and the next kill

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* const text = std::getenv(name);
  return text ? static_cast<unsigned>(std::stoul(text)) : otherwise;
}

unsigned any_seed() {
  crypto::SystemRandom random;
  unsigned seed = 0;
  random.fill({reinterpret_cast<std::uint8_t*>(&seed), sizeof seed});
  return seed;
}

class Kills : public testing::Test {
 protected:
  Kills() {
    house.open_incident();
    start_posts();
    start_console();
    team.emplace(std::map<std::string, console::HubAddress>{{"analyst", house.address("analyst")},
                                                            {"editor", house.address("editor")},
                                                            {"spokesperson", house.address("spokesperson")}},
                 House::kFire);
  }

  void start_posts() {
    std::string lines;
    for (std::uint32_t number = 1; number <= kPosts; ++number) lines += post_line(number);
    write_file(house.folder() / "posts.jsonl", lines);
    const auto files = ca.issue("localhost");
    jetstream.emplace(Command{{program("voelspriet-test-jetstream"), house.folder() / "posts.jsonl", "--add-cursor", "--rate", "500",
                               "--certificate", files.certificate, "--key", files.key}, {}, {}, {}, house.folder() / "jetstream.log"});
    const auto port = jetstream->read_line(20s);
    if (!port) throw std::runtime_error{"no Jetstream server"};
    house.start_feeds(fmt::format("  - {{kind: jetstream, name: bluesky, url: \"wss://localhost:{}/subscribe\", ca_file: \"{}\"}}\n", *port,
                                  ca.ca_file().string()));
  }
  void start_console() {
    if (!screen) {
      screen.emplace(Command{{"Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"}, {}, {}, {}, house.folder() / "xvfb.log"});
      const auto number = screen->read_line(20s);
      if (!number) throw std::runtime_error{"no Xvfb"};
      display = ":" + *number;
    }
    window.emplace(Command{{program("voelspriet-console"), "--hub", house.folder(), "--key", house.folder() / "keys/editor.key",
                            "--passphrase-file", house.folder() / "passphrase", "--size", "640x400"},
                           {{"DISPLAY", display}}, {}, {}, house.folder() / "console.log"});
  }

  // ---- what is killed, and how it comes back
  struct Victim {
    const char* name;
    std::function<void()> kill, restart;
  };
  std::vector<Victim> victims() {
    return {{"hub", [this] { house.kill_hub(); }, [this] { house.start_hub(); }},
            {"feeds", [this] { house.kill_feeds(); }, [this] { house.restart_feeds(); }},
            {"log", [this] { house.log.kill(); }, [this] { house.log.start(); }},
            {"mentions", [this] { house.mentions.kill(); }, [this] { house.mentions.start(); }},
            {"console", [this] { window->kill(); }, [this] { start_console(); }}};
  }
  void wait_for_the_moment() {
    const milliseconds wait{std::uniform_int_distribution<int>{0, static_cast<int>(kLongestWait.count())}(chance)};
    if (house.hub().wait(wait)) hub_must_come_back();
  }
  // What a supervisor does; kill -9 takes no written byte away, so nothing but a kill should end a hub.
  void hub_must_come_back() {
    ++hub_ends;
    std::cout << "the hub ended: " << read_file(house.folder() / "hub.log").substr(0, 2000) << "\n";
    house.forget_connections();
    house.start_hub();
  }

  // Commands are acknowledged, mentions flow, and the window is signed in.
  void expect_recovery() {
    const auto began = steady_now();
    const auto acknowledged = team->acknowledged();
    ASSERT_TRUE(eventually(kRecovery, [&] {
      if (!house.hub_runs()) hub_must_come_back();
      return team->acknowledged() > acknowledged + 1;
    })) << "no command is acknowledged";
    const std::uint64_t heard = pulse().mentions;
    ASSERT_TRUE(eventually(kRecovery, [&] { return pulse().mentions > heard + 20; })) << "no mention is heard" << logs();
    ASSERT_TRUE(eventually(kRecovery, [&] {
      return std::ranges::count(pulse().present, domain::PersonId{3}, &domain::Presence::person) == 1;
    })) << "the window is not there" << logs();
    longest = std::max(longest, std::chrono::duration_cast<milliseconds>(steady_now() - began));
  }
  domain::Pulse pulse() {
    const auto status = house.as("lead").ask<wire::Status>(wire::AskStatus{}, steady_now() + 1s);
    return status && !status->pulses.empty() ? status->pulses.front() : domain::Pulse{};
  }

  // ---- what must hold
  std::vector<std::string> log_lines() {
    const Outcome read = run({{"redis-cli", "-s", house.log.socket_path(), "--raw", "XRANGE", "log", "-", "+"}});
    std::vector<std::string> words;
    std::istringstream text{read.out};
    for (std::string word; std::getline(text, word);) words.push_back(word);
    std::vector<std::string> lines;
    for (std::size_t at = 2; at < words.size(); at += 3) lines.push_back(words[at]);  // id, field, bytes
    return lines;
  }
  // The chain was checked; Redis and mirror hold the same bytes; every acknowledged command is there once, no refused one is.
  void compare_log(const Answers& answers) {
    const auto stored = log_lines();
    ASSERT_TRUE(eventually(10s, [&] { return house.mirror_lines().size() >= stored.size(); })) << "the mirror stays behind";
    const auto mirrored = house.mirror_lines();
    ASSERT_TRUE(std::equal(stored.begin(), stored.end(), mirrored.begin())) << "the mirror differs from the log";
    const auto events = house.mirror_events();
    for (std::size_t at = ledger.size(); at < events.size(); ++at) ledger.take(events[at]);
    EXPECT_THAT(ledger.broken(), IsEmpty());
    EXPECT_THAT(answers.unexpected, IsEmpty());
    for (const Acknowledged& one : answers.acknowledged) {
      const auto found = ledger.commands().find(one.id);
      ASSERT_NE(found, ledger.commands().end()) << "acknowledged and lost: " << one.id << " of line " << one.seq;
      ASSERT_EQ(found->second, one.seq) << one.id;
    }
    for (const auto& id : answers.refused) ASSERT_FALSE(ledger.commands().contains(id)) << "refused and done: " << id;
  }
  // What arrived stands in the ledger, byte for byte, and not more often than it was started.
  void compare_received(const std::vector<Received>& received) {
    std::map<std::string, std::uint32_t> times;
    for (const Received& one : received) {
      const auto row = ledger.rows().find(one.key);
      ASSERT_NE(row, ledger.rows().end()) << "sent, and not in the ledger: " << one.key;
      ASSERT_EQ(one.body, row->second.bytes);
      ASSERT_LE(++times[one.key], row->second.tries) << "sent more often than the ledger says";
    }
  }
  // What the ledger calls delivered has arrived.
  void compare_delivered(const std::vector<Received>& received) {
    std::set<std::string> keys;
    for (const Received& one : received) keys.insert(one.key);
    for (const auto& [key, row] : ledger.rows()) {
      if (row.status != DeliveryStatus::delivered) continue;
      if (row.channel == "cms") {
        ASSERT_TRUE(keys.contains(key)) << "not received: " << key;
      } else if (row.channel == "webpagina") {
        ASSERT_THAT(read_file(house.pages() / fmt::format("verklaring-{}.html", row.statement.value)), HasSubstr(words_of(row.statement.value)));
      }
    }
  }
  // Everything goes on meanwhile: a start is in the log before the receiver has it, and an arrival with the receiver before it is in the log.
  void compare() {
    const auto before = house.received();
    compare_log(team->answers());
    if (HasFatalFailure()) return;
    compare_received(before);
    compare_delivered(house.received());
  }
  // Every post up to the feed's last acknowledged cursor is stored, and none twice.
  void compare_mentions() {
    const Outcome cursor = run({{"redis-cli", "-s", house.mentions.socket_path(), "--raw", "HGET", "cursors", "feeds/bluesky"}});
    const auto last = static_cast<std::uint32_t>(std::stoul(cursor.out));
    std::vector<bool> stored(kPosts + 1);
    std::size_t count = 0;
    for (const auto& mention : house.all_mentions()) {
      const auto number = post_number(mention.text);
      ASSERT_TRUE(number && *number <= kPosts) << mention.text;
      ASSERT_FALSE(stored[*number]) << "stored twice: " << mention.text;
      stored[*number] = true;
      ++count;
    }
    for (std::uint32_t number = 1; number <= last; ++number) ASSERT_TRUE(stored[number]) << "acknowledged up to " << last << ", lost: " << number;
    EXPECT_EQ(count, last) << "beyond the cursor";
    std::cout << count << " mentions, ";
  }

  std::string logs() { return read_file(house.folder() / "hub.log") + read_file(house.folder() / "feeds.log"); }

  const unsigned seed = from_environment("VOELSPRIET_SEED", any_seed());
  const unsigned kills = from_environment("VOELSPRIET_KILLS", kKills);
  std::mt19937 chance{seed};
  House house{false, {"--delay", "0.7"}};
  TestCa ca{house.folder(), "ca"};
  std::string display;
  std::optional<Process> jetstream, screen, window;
  Ledger ledger;
  int hub_ends = 0;
  milliseconds longest{};
  std::optional<Team> team;  // last: it stops first
};

TEST_F(Kills, LoseNothingThatWasAcknowledgedAndSendNothingThatWasNotApproved) {
  std::cout << "seed " << seed << "\n" << std::flush;
  const auto all = victims();
  std::vector<const Victim*> order;
  for (const Victim& victim : all) order.insert(order.end(), kills, &victim);
  std::ranges::shuffle(order, chance);
  const auto began = steady_now();
  expect_recovery();
  for (std::size_t at = 0; at < order.size() && !HasFatalFailure(); ++at) {
    SCOPED_TRACE(fmt::format("kill {}: {}, seed {}", at + 1, order[at]->name, seed));
    wait_for_the_moment();
    order[at]->kill();
    order[at]->restart();
    expect_recovery();
    if (!HasFatalFailure()) compare();
  }
  ASSERT_FALSE(HasFatalFailure());
  team->stop();
  house.feeds_process().terminate();
  EXPECT_TRUE(eventually(kRecovery, [&] {
    return std::ranges::none_of(house.deliveries(), [](const auto& one) {
      return one.status == DeliveryStatus::sending || one.status == DeliveryStatus::uncertain || one.status == DeliveryStatus::failed;
    });
  })) << "a delivery stays in doubt";
  compare();
  compare_mentions();
  const Answers answers = team->answers();
  std::cout << fmt::format("{} commands acknowledged, {} refused ({} while the log was away), {} sent again, {} deliveries, hub ended {} times, "
                           "longest recovery {} ms, {} s\n",
                           answers.acknowledged.size(), answers.refused.size(), answers.store_away, answers.sent_again, ledger.rows().size(),
                           hub_ends, longest.count(), std::chrono::duration_cast<std::chrono::seconds>(steady_now() - began).count());
  EXPECT_EQ(hub_ends, 0) << "kill -9 of another process takes no written byte away";
}

}  // namespace
}  // namespace voelspriet::support
