// SPDX-License-Identifier: Apache-2.0
// A whole desk of real processes in a folder of its own: two Redis servers, a hub, a webhook receiver, a person with a key in each role.
// Every process can be killed and started again on what the folder holds. One test thread; throws where a test could not go on.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console/link/ask.hpp"
#include "hub/crypto/random.hpp"
#include "tests/support/process.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test_http.hpp"

namespace voelspriet::support {

// One post a receiver wrote down.
struct Received {
  std::string key, body;  // Idempotency-Key
};

class House {
  TempDir dir_{"house"};               // first: everything below lives in it

 public:
  // `receiver`: further arguments of test_http.py for the webhook receiver.
  explicit House(bool exercise = false, std::vector<std::string> receiver = {});
  ~House();

  const std::filesystem::path& folder() const { return dir_.path(); }
  std::filesystem::path pages() const { return folder() / "pages"; }
  std::filesystem::path mirror() const { return folder() / "data" / "log.jsonl"; }

  // Processes
  void start_hub();                     // waits until it answers
  bool hub_runs() { return hub_ && hub_->running(); }
  Process& hub() { return *hub_; }
  void kill_hub();
  std::unique_ptr<Process> second_hub();          // in the same folder; nobody waits for it
  std::unique_ptr<Process> hub_elsewhere();       // as on another machine: own ports and mirror, the same stores
  // `sources` is the YAML list under "sources:".
  void start_feeds(const std::string& sources);
  void kill_feeds() { feeds_->kill(); }
  void restart_feeds();
  Process& feeds_process() { return *feeds_; }
  RedisServer log{redis_folder("log")};
  RedisServer mentions{redis_folder("mentions")};

  // How one of them reaches the hub.
  console::HubAddress address(const std::string& person) const;

  // People: "lead", "analyst", "editor", "spokesperson"
  console::Asker& as(const std::string& person);
  // Connects anew when the hub was killed.
  void forget_connections() { askers_.clear(); }
  // `voelspriet-ctl` as a process of its own, with that person's own key.
  Outcome ctl(const std::string& person, std::vector<std::string> arguments);

  // A command by its asker; throws when refused.
  wire::Done must(const std::string& person, domain::CommandBody body, domain::Sequence base = 0);
  Result<wire::Done> act(const std::string& person, domain::CommandBody body, domain::Sequence base = 0);
  domain::CommandId next_id() { return crypto::random_hex(random_, 16); }
  void open_incident();

  std::vector<domain::Claim> claims();
  domain::Statement statement(std::uint32_t number);
  std::vector<domain::Delivery> deliveries();
  std::vector<domain::MentionView> all_mentions();
  std::vector<domain::FeedHealth> feeds();
  std::vector<Received> received() const;
  // The whole lines of the mirror, without their ends. A last line without its end throws unless the hub runs and may be writing it.
  std::vector<std::string> mirror_lines();
  // The mirror, read and its chain checked; throws at the first line that does not follow.
  std::vector<domain::Event> mirror_events();

  static constexpr domain::IncidentId kFire{1};

 private:
  std::filesystem::path redis_folder(std::string_view name);
  void write_hub_yaml(const std::filesystem::path& desk) const;
  void make_persons();
  void add_key(const std::string& name, domain::PersonId person, std::optional<domain::FeedRights> feed);

  const bool exercise_;
  crypto::SystemRandom random_;
  std::unique_ptr<TestHttp> receiver_;
  std::optional<Process> hub_, feeds_;
  std::map<std::string, crypto::CurveKeyPair> keys_;
  std::map<std::string, console::Asker> askers_;
};

}  // namespace voelspriet::support
