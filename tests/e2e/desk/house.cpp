// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/desk/house.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <stdexcept>

#include "hub/base/time.hpp"
#include "hub/crypto/digest.hpp"
#include "hub/wire/event_codec.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
constexpr auto kPatience = 20s;
constexpr auto kAnswerWait = 3s;
constexpr const char* kPassphrase = "zout-water-brug";

[[noreturn]] void give_up(const std::string& why) { throw std::runtime_error{why}; }

template <class T>
T or_throw(Result<T> result) {
  if (!result) give_up(to_string(result.error()));
  return std::move(*result);
}

}  // namespace

House::House(bool exercise, std::vector<std::string> receiver) : exercise_(exercise) {
  log.start();
  mentions.start();
  std::filesystem::create_directories(folder() / "received");
  receiver.insert(receiver.end(), {"--record", (folder() / "received").string()});
  receiver_ = std::make_unique<TestHttp>(receiver);
  write_file(folder() / "passphrase", std::string{kPassphrase} + "\n");
  std::filesystem::permissions(folder() / "passphrase", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  if (auto saved = crypto::save_secret(folder() / "webhook.secret", crypto::Secret{random_}); !saved) give_up(to_string(saved.error()));
  write_hub_yaml(folder());
  std::filesystem::create_directories(folder() / "keys");
  const auto founded = run({{program("voelspriet-hub"), "init", "--desk", folder(), "--lead", "Lotte", "--key", folder() / "keys/lead.key",
                             "--passphrase-file", folder() / "passphrase"}});
  if (founded.status != 0) give_up("init: " + founded.err);
  keys_["lead"] = or_throw(crypto::unlock_key(or_throw(crypto::load_key_file(folder() / "keys/lead.key")), kPassphrase));
  start_hub();
  make_persons();
}

House::~House() = default;

std::filesystem::path House::redis_folder(std::string_view name) {
  const auto path = dir_ / name;
  std::filesystem::create_directories(path);
  return path;
}

void House::write_hub_yaml(const std::filesystem::path& desk) const {
  write_file(desk / "hub.yaml",
             fmt::format("desk: Moerhaven\nexercise: {}\ndata_dir: data\nlog_socket: {}\nmentions_socket: {}\n"
                         "console_endpoint: ipc://{}\nfeeds_endpoint: ipc://{}\ngateway_listen: 127.0.0.1:{}\nchannels:\n"
                         "  - {{kind: web, name: webpagina, audience: iedereen, url: \"http://127.0.0.1/\", page_dir: pages}}\n"
                         "  - {{kind: webhook, name: cms, audience: website, url: \"{}\", secret_file: webhook.secret}}\n"
                         "  - {{kind: manual, name: x, audience: volgers}}\n",
                         exercise_, log.socket_path(), mentions.socket_path(), (desk / "consoles.sock").string(),
                         (desk / "feeds.sock").string(), free_port(), receiver_->url("/in")));
}

void House::start_hub() {
  hub_.emplace(Command{{program("voelspriet-hub"), "serve", "--desk", folder()}, {}, {}, {}, folder() / "hub.log"});
  const auto answers = [&] {
    if (!hub_->running()) give_up("the hub ended: " + read_file(folder() / "hub.log"));
    return console::Asker::connect(address("lead"), "e2e", steady_now() + 1s).has_value();
  };
  if (!eventually(kPatience, answers)) give_up("the hub does not answer: " + read_file(folder() / "hub.log"));
}

void House::kill_hub() {
  hub_->kill();
  forget_connections();
}

std::unique_ptr<Process> House::second_hub() {
  return std::make_unique<Process>(Command{{program("voelspriet-hub"), "serve", "--desk", folder()}, {}, {}, {}, folder() / "second.log"});
}

std::unique_ptr<Process> House::hub_elsewhere() {
  const auto elsewhere = folder() / "elsewhere";
  std::filesystem::create_directories(elsewhere);
  for (const char* file : {"hub.secret", "hub.pub", "webhook.secret"}) std::filesystem::copy_file(folder() / file, elsewhere / file);
  write_hub_yaml(elsewhere);
  return std::make_unique<Process>(Command{{program("voelspriet-hub"), "serve", "--desk", elsewhere}, {}, {}, {}, folder() / "elsewhere.log"});
}

void House::start_feeds(const std::string& sources) {
  const auto hub = or_throw(console::read_hub_file(folder() / "hub.pub"));
  write_file(folder() / "feeds.yaml", fmt::format("hub_endpoint: {}\nhub_public_key: \"{}\"\nkey_file: keys/feeds.key\npassphrase_file: "
                                                  "passphrase\nsources:\n{}",
                                                  hub.feeds, hub.public_key, sources));
  restart_feeds();
}

void House::restart_feeds() {
  feeds_.emplace(Command{{program("voelspriet-feeds"), "run", "--config", folder() / "feeds.yaml"}, {}, {}, {}, folder() / "feeds.log"});
}

console::HubAddress House::address(const std::string& person) const {
  const auto hub = or_throw(console::read_hub_file(folder() / "hub.pub"));
  return {hub.consoles, hub.public_key, keys_.at(person)};
}

console::Asker& House::as(const std::string& person) {
  const auto known = askers_.find(person);
  if (known != askers_.end()) return known->second;
  return askers_.emplace(person, or_throw(console::Asker::connect(address(person), "e2e", steady_now() + kPatience))).first->second;
}

Outcome House::ctl(const std::string& person, std::vector<std::string> arguments) {
  std::vector<std::string> argv{program("voelspriet-ctl"), "--json", "--desk", folder(), "--key", person, "--passphrase-file",
                                folder() / "passphrase"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return run({std::move(argv)});
}

Result<wire::Done> House::act(const std::string& person, domain::CommandBody body, domain::Sequence base) {
  const bool of_incident = !std::holds_alternative<domain::AddPerson>(body) && !std::holds_alternative<domain::AddKey>(body) &&
                           !std::holds_alternative<domain::OpenIncident>(body) && !std::holds_alternative<domain::RevokeKey>(body);
  const domain::Command command{{next_id(), of_incident ? kFire : domain::IncidentId{}, base, 0}, std::move(body)};
  return as(person).act(wire::Do{command}, steady_now() + kAnswerWait);
}

wire::Done House::must(const std::string& person, domain::CommandBody body, domain::Sequence base) {
  return or_throw(act(person, std::move(body), base));
}

void House::add_key(const std::string& name, domain::PersonId person, std::optional<domain::FeedRights> feed) {
  const auto keys = crypto::make_curve_key_pair(random_);
  const auto locked = or_throw(crypto::lock_key("Moerhaven", name, keys, kPassphrase, crypto::kPasswordCostLeast, random_));
  if (auto saved = crypto::save_key_file(folder() / "keys" / (name + ".key"), locked); !saved) give_up(to_string(saved.error()));
  must("lead", domain::AddKey{keys.public_key, name, person, std::move(feed)});
  keys_[name] = keys;
}

void House::make_persons() {
  using domain::Role;
  std::uint32_t number = 1;
  for (const auto& [name, role] : {std::pair{"analyst", Role::analyst}, {"editor", Role::editor}, {"spokesperson", Role::spokesperson}}) {
    must("lead", domain::AddPerson{name, {role}});
    add_key(name, domain::PersonId{++number}, {});
  }
  using enum domain::Genre;
  add_key("feeds", {}, domain::FeedRights{"feeds", {"bluesky", "cap", "rss", "drill"}, {post, news, alert, bulletin}, {"politie.example", "meldkamer.example"}});
}

void House::open_incident() {
  must("lead", domain::OpenIncident{"Brand chemisch bedrijf", {"Kadeweg 14, Moerhaven", {}, {}}, "GRIP 2", "grote brand", "openbare orde",
                                    SystemClock{}.now() + std::chrono::hours{8}, {{"brand", "chloor", "kadeweg"}, {"moerhaven"}, {}, {}}});
}

std::vector<domain::Claim> House::claims() {
  return or_throw(as("analyst").ask<wire::Claims>(wire::AskClaims{0, kFire, {}}, steady_now() + kPatience)).claims;
}

domain::Statement House::statement(std::uint32_t number) {
  auto found = or_throw(as("editor").ask<wire::Statements>(wire::AskStatements{0, kFire, {number}}, steady_now() + kPatience));
  if (found.statements.empty()) give_up("no such statement");
  return found.statements.front();
}

std::vector<domain::Delivery> House::deliveries() {
  return or_throw(as("editor").ask<wire::Deliveries>(wire::AskDeliveries{0, kFire, {}}, steady_now() + kPatience)).deliveries;
}

std::vector<domain::MentionView> House::all_mentions() {
  std::vector<domain::MentionView> all;
  for (bool more = true; more;) {
    auto page = or_throw(as("analyst").ask<wire::Mentions>(wire::AskMentions{0, kFire, {}, all.empty() ? 0 : all.back().ordinal, 500},
                                                           steady_now() + kPatience));
    more = page.more;
    all.insert(all.end(), page.mentions.begin(), page.mentions.end());
  }
  return all;
}

std::vector<domain::FeedHealth> House::feeds() {
  const auto status = or_throw(as("lead").ask<wire::Status>(wire::AskStatus{}, steady_now() + kPatience));
  return status.pulses.empty() ? std::vector<domain::FeedHealth>{} : status.pulses.front().feeds;
}

std::vector<Received> House::received() const {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder() / "received"})
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Received> all;
  for (const auto& file : files) {
    const auto json = boost::json::parse(read_file(file)).as_object();
    Received one;
    one.body = json.at("body").as_string().c_str();
    for (const auto& [name, value] : json.at("headers").as_object()) {
      std::string lower{name};
      std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
      if (lower == "idempotency-key") one.key = value.as_string().c_str();
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<std::string> House::mirror_lines() {
  const bool may_be_writing = hub_runs();
  const std::string text = read_file(mirror());
  std::vector<std::string> lines;
  std::size_t at = 0;
  for (std::size_t end; (end = text.find('\n', at)) != std::string::npos; at = end + 1) lines.push_back(text.substr(at, end - at));
  if (at < text.size() && !may_be_writing) give_up("the mirror ends in half a line");
  return lines;
}

std::vector<domain::Event> House::mirror_events() {
  std::vector<domain::Event> events;
  domain::Digest hash{};
  for (const std::string& line : mirror_lines()) {
    auto event = or_throw(wire::decode_event(line));
    if (event.meta.seq != events.size() + 1 || event.meta.prev != hash) give_up(fmt::format("line {} does not follow", events.size() + 1));
    hash = crypto::sha256(line);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace voelspriet::support
