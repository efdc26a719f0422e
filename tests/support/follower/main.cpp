// SPDX-License-Identifier: Apache-2.0
// voelspriet-test-follower: a console without a window - the link and the model it draws from. For each pulse the model holds, a line on
// stdout: the ordinal up to which it covers, and CLOCK_MONOTONIC in ns.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <semaphore>

#include "console/link/link.hpp"
#include "console/model/console_model.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/crypto/random.hpp"

namespace {

using namespace voelspriet;
using namespace voelspriet::console;

template <class T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error{to_string(result.error())};
  return std::move(*result);
}

void take(ConsoleModel& model, LinkUpdate& update) {
  if (const auto* connected = std::get_if<Connected>(&update)) model.connected(connected->welcome.person, connected->welcome.seq);
  if (const auto* gone = std::get_if<Disconnected>(&update)) throw std::runtime_error{to_string(gone->reason)};
  if (const auto* came = std::get_if<EventsCame>(&update))
    for (const domain::Event& event : came->events) model.apply(event);
  if (auto* pulse = std::get_if<PulseCame>(&update)) {
    model.show(std::move(pulse->pulse));
    fmt::print("{} {}\n", model.pulse().ordinal, steady_now().time_since_epoch().count());
    std::fflush(stdout);
  }
}

void run(const std::string& desk, const std::string& key, const std::string& passphrase_file) {
  const auto hub = need(read_hub_file(desk + "/" + wire::kHubFile));
  const auto keys = need(crypto::unlock_key(need(crypto::load_key_file(key)), need(crypto::load_passphrase(passphrase_file))));
  std::counting_semaphore<> woken{0};
  crypto::SystemRandom random;
  ConsoleModel model{[&] { return crypto::random_hex(random, 16); }};
  const auto link = need(Link::start({{hub.consoles, hub.public_key, keys}, "follower", {}, {}, [&] { woken.release(); }}));
  while (true) {
    woken.acquire();
    for (LinkUpdate& update : link->take()) take(model, update);
  }
}

}  // namespace

int main(int argc, char** argv) try {
  std::string desk, key, passphrase_file;
  CLI::App app{"Prints each pulse a console would hold", "voelspriet-test-follower"};
  app.add_option("desk", desk, "The hub's folder")->required();
  app.add_option("key", key, "Key file")->required();
  app.add_option("passphrase-file", passphrase_file, "Its passphrase")->required();
  CLI11_PARSE(app, argc, argv);
  run(desk, key, passphrase_file);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-test-follower: {}\n", error.what());
  return 1;
}
