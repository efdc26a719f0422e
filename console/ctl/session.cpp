// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/session.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <type_traits>

#include "hub/base/time.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::console::ctl {
namespace {

constexpr const char* kProgram = "ctl 0.1.0";

// Typing is not shown meanwhile.
Result<std::string> ask_at_terminal(const std::string& prompt) {
  if (!isatty(STDIN_FILENO)) {
    return fail(Errc::kMissingField, "--passphrase-file", "is missing, and there is nobody to ask for a passphrase");
  }
  termios shown{};
  tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  std::cerr << prompt << ": " << std::flush;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::string line;
  std::getline(std::cin, line);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << "\n";
  return line;
}

std::filesystem::path key_file_of(const Options& options) {
  const bool named = options.key.find('/') == std::string::npos && !options.desk.empty();
  return named ? options.desk / "keys" / (options.key + ".key") : std::filesystem::path{options.key};
}

// Not of one incident.
bool of_the_desk(const domain::CommandBody& body) {
  return std::visit(
      []<class T>(const T&) {
        return std::is_same_v<T, domain::AddPerson> || std::is_same_v<T, domain::ChangeRoles> || std::is_same_v<T, domain::AddKey> ||
               std::is_same_v<T, domain::RevokeKey> || std::is_same_v<T, domain::OpenIncident> || std::is_same_v<T, domain::PullBrake> ||
               std::is_same_v<T, domain::ReleaseBrake>;
      },
      body);
}

template <class Rows, class RowId>
Result<domain::Sequence> version_in(const Rows& rows, RowId id, const char* what) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
  if (found == rows.end()) return fail(Errc::kNotFound, fmt::format("{} {}", what, id.value), "is not there");
  return found->version;
}

}  // namespace

Result<std::string> read_passphrase(const std::filesystem::path& file, const std::string& prompt) {
  if (!file.empty()) return crypto::load_passphrase(file);
  return ask_at_terminal(prompt);
}

Result<HubAddress> find_hub(const Options& options, std::chrono::microseconds& unlock) {
  if (options.desk.empty() && options.hub_key_file.empty()) return fail(Errc::kMissingField, "--desk", "say which desk, or --hub-key");
  if (options.key.empty()) return fail(Errc::kMissingField, "--key", "say which key is yours");
  const auto hub = read_hub_file(options.hub_key_file.empty() ? options.desk / wire::kHubFile : options.hub_key_file);
  if (!hub) return tl::unexpected(hub.error());
  const auto file = crypto::load_key_file(key_file_of(options));
  if (!file) return tl::unexpected(file.error());
  const char* const given = options.passphrase_file.empty() ? std::getenv("VOELSPRIET_PASSPHRASE") : nullptr;
  auto passphrase = given ? Result<std::string>{given} : read_passphrase(options.passphrase_file, file->label);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto before = steady_now();
  auto keys = crypto::unlock_key(*file, *passphrase);
  unlock = std::chrono::duration_cast<std::chrono::microseconds>(steady_now() - before);
  if (!keys) return tl::unexpected(keys.error());
  return HubAddress{options.hub.empty() ? hub->consoles : options.hub, hub->public_key, std::move(*keys)};
}

Result<Session> Session::open(const Options& options, const Asker::Follow* follow) {
  std::chrono::microseconds unlock{};
  const auto address = find_hub(options, unlock);
  if (!address) return tl::unexpected(address.error());
  auto hub = Asker::connect(*address, kProgram, steady_now() + options.timeout, follow);
  if (!hub) return tl::unexpected(hub.error());
  return Session{options, std::move(*hub), unlock};
}

Asker::Deadline Session::deadline() const { return steady_now() + options_.timeout; }

Result<domain::IncidentId> Session::incident() {
  if (options_.incident) return options_.incident;
  if (incident_) return *incident_;
  const auto known = hub_.ask<wire::Incidents>(wire::AskIncidents{}, deadline());
  if (!known) return tl::unexpected(known.error());
  const auto newest = std::find_if(known->incidents.rbegin(), known->incidents.rend(), [](const auto& one) { return one.open(); });
  if (newest == known->incidents.rend()) return fail(Errc::kNotFound, "--incident", "no incident is open");
  incident_ = newest->id;
  return newest->id;
}

// The version of what is changed, so that two people never overwrite each other unseen; 0 where the rules ask for none.
Result<domain::Sequence> Session::version_of(const domain::CommandBody& body) {
  if (options_.base) return *options_.base;
  const auto version_among = [this]<class Answer>(auto question, auto Answer::*rows, auto id, const char* what) -> Result<domain::Sequence> {
    const auto list = hub_.ask<Answer>(question, deadline());
    if (!list) return tl::unexpected(list.error());
    return version_in((*list).*rows, id, what);
  };
  return std::visit(
      [&]<class T>(const T& command) -> Result<domain::Sequence> {
        const auto where = incident();
        const domain::IncidentId open = where.value_or(domain::IncidentId{});
        if constexpr (std::is_same_v<T, domain::ChangeIncident> || std::is_same_v<T, domain::SetProfile>) {
          if (!where) return tl::unexpected(where.error());
          return version_among(wire::AskIncidents{}, &wire::Incidents::incidents, open, "incident");
        } else if constexpr (std::is_same_v<T, domain::ChangeRoles>) {
          return version_among(wire::AskPersons{}, &wire::Persons::persons, command.person, "person");
        } else if constexpr (requires { command.claim; }) {
          return version_among(wire::AskClaims{0, open, command.claim}, &wire::Claims::claims, command.claim, "claim");
        } else if constexpr (requires { command.statement; }) {
          return version_among(wire::AskStatements{0, open, command.statement}, &wire::Statements::statements, command.statement, "statement");
        } else {
          return 0;
        }
      },
      body);
}

Result<void> Session::name_mention(domain::MentionRef& mention) {
  const auto where = incident();
  if (!where) return tl::unexpected(where.error());
  const auto found = hub_.ask<wire::Mentions>(wire::AskMentions{0, *where, {}, mention.ordinal + 1, 1}, deadline());
  if (!found) return tl::unexpected(found.error());
  if (found->mentions.empty() || found->mentions[0].ordinal != mention.ordinal) {
    return fail(Errc::kNotFound, fmt::format("mention {}", mention.ordinal), "is not there");
  }
  mention.id = found->mentions[0].id;
  return {};
}

Result<void> Session::name_mentions(domain::CommandBody& body) {
  return std::visit(
      [this](auto& command) -> Result<void> {
        if constexpr (requires { command.mentions; }) {
          for (auto& mention : command.mentions) {
            if (auto named = name_mention(mention); !named) return named;
          }
        } else if constexpr (requires { command.mention->ordinal; }) {
          if (command.mention) return name_mention(*command.mention);
        }
        return {};
      },
      body);
}

Result<std::string> Session::perform(domain::CommandBody body) {
  if (auto named = name_mentions(body); !named) return tl::unexpected(named.error());
  const auto base = version_of(body);
  if (!base) return tl::unexpected(base.error());
  crypto::SystemRandom random;
  const auto where = of_the_desk(body) ? domain::IncidentId{} : incident().value_or(domain::IncidentId{});
  const wire::Do act{{{crypto::random_hex(random, 16), where, *base, 0}, std::move(body)}};
  const auto done = hub_.act(act, deadline());
  if (!done) return tl::unexpected(done.error());
  auto events = hub_.events(done->seq - 1, 1, deadline());
  if (!events) return tl::unexpected(events.error());
  if (events->empty()) return fail(Errc::kInternal, "hub", "does not show what was done");
  return std::move(events->front());
}

}  // namespace voelspriet::console::ctl
