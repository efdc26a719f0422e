// SPDX-License-Identifier: Apache-2.0
// One visit to the hub with a person's own key, and what every verb needs of it. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "console/ctl/cli.hpp"
#include "console/link/ask.hpp"

namespace voelspriet::console::ctl {

// What --desk, --hub, --hub-key, --key and the passphrase come to. `unlock` is set to how long the key took.
Result<HubAddress> find_hub(const Options& options, std::chrono::microseconds& unlock);

// A passphrase: the first line of the file, else of the environment's VOELSPRIET_PASSPHRASE, else typed at the terminal.
Result<std::string> read_passphrase(const std::filesystem::path& file, const std::string& prompt);

class Session {
 public:
  static Result<Session> open(const Options& options, const Asker::Follow* follow = nullptr);

  Asker& hub() { return hub_; }
  Asker::Deadline deadline() const;
  std::chrono::microseconds unlock() const { return unlock_; }

  // The one asked for, else the newest that is open. kNotFound: there is none.
  Result<domain::IncidentId> incident();
  // Gives the command its id, incident, base version and keyed ids, and does it. The exact bytes of its last event.
  Result<std::string> perform(domain::CommandBody body);

 private:
  Session(const Options& options, Asker hub, std::chrono::microseconds unlock)
      : options_(options), hub_(std::move(hub)), unlock_(unlock) {}
  Result<domain::Sequence> version_of(const domain::CommandBody& body);
  Result<void> name_mentions(domain::CommandBody& body);
  Result<void> name_mention(domain::MentionRef& mention);

  Options options_;
  Asker hub_;
  std::chrono::microseconds unlock_;
  std::optional<domain::IncidentId> incident_;
};

}  // namespace voelspriet::console::ctl
