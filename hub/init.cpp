// SPDX-License-Identifier: Apache-2.0
#include "hub/init.hpp"

#include <fstream>

#include "hub/crypto/random.hpp"
#include "hub/desk_folder.hpp"
#include "hub/engine/engine.hpp"
#include "hub/store/event_log.hpp"
#include "hub/store/snapshot.hpp"
#include "hub/wire/event_codec.hpp"

namespace voelspriet::hub {
namespace {

Result<std::string> first_line(const std::filesystem::path& path) {
  std::ifstream file{path};
  std::string line;
  if (!std::getline(file, line) || line.empty()) return fail(Errc::kMissingField, path.string(), "has no passphrase in its first line");
  return line;
}

}  // namespace

Result<void> init(const Init& asked) {
  const auto passphrase = first_line(asked.passphrase_file);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto desk = open_desk_folder(asked.desk);
  if (!desk) return tl::unexpected(desk.error());
  const auto keys_folder = std::filesystem::absolute(asked.key_file).parent_path();
  if (!std::filesystem::is_directory(keys_folder)) return fail(Errc::kNotFound, keys_folder.string(), "is no folder to put the key in");
  std::error_code none;  // asked before the epoch is taken: a refused init must not fence a hub that works
  if (std::filesystem::file_size(desk->mirror(), none) > 0 && !none)
    return fail(Errc::kAlreadyExists, desk->mirror().string(), "has lines already; a lead gives out further keys with `ctl keys new`");
  auto log = store::EventLog::open({desk->config.log_socket.string(), desk->mirror()});
  if (!log) return tl::unexpected(log.error());
  const auto head = (*log)->head();
  if (!head) return tl::unexpected(head.error());
  if (head->seq != 0) return fail(Errc::kAlreadyExists, "log", "has lines already; a lead gives out further keys with `ctl keys new`");

  crypto::SystemRandom random;
  const SystemClock clock;
  if (auto made = make_hub_key(*desk, random); !made && made.error().code != Errc::kAlreadyExists) return made;
  const crypto::CurveKeyPair keys = crypto::make_curve_key_pair(random);
  const auto locked = crypto::lock_key(desk->config.desk, asked.lead, keys, *passphrase, crypto::PasswordCost{}, random);
  if (!locked) return tl::unexpected(locked.error());
  if (auto saved = crypto::save_key_file(asked.key_file, *locked); !saved) return saved;

  store::SnapshotFile snapshots{desk->snapshot(), desk->config.log_socket.string()};
  const engine::Channels channels;
  engine::Engine engine{**log, snapshots, channels,
                        {[](const domain::Event& event) { return wire::encode(event); },
                         [](std::string_view line) { return wire::decode_event(line); }},
                        {clock, [] { return std::optional<Time>{}; }, [] { return std::vector<domain::ClaimPair>{}; }}};
  if (auto started = engine.start(); !started) return started;
  const domain::PersonId lead{1};
  return engine.found({desk->config.desk, desk->config.exercise, {lead, asked.lead, {domain::Role::lead}, 0},
                       {keys.public_key, asked.lead, lead, std::nullopt, false, 0}},
                      crypto::random_hex(random, 16));
}

}  // namespace voelspriet::hub
