// SPDX-License-Identifier: Apache-2.0
// What was asked for on the command line of voelspriet-ctl, as a value: testable without a process, a hub or a key.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"
#include "hub/domain/command.hpp"

namespace voelspriet::console::ctl {

struct Options {
  std::filesystem::path desk;             // a folder with hub.pub; or:
  std::string hub;                        // its endpoint
  std::filesystem::path hub_key_file;     // like hub.pub
  std::string key;                        // a key file, or the name of one in the desk's folder `keys`
  std::filesystem::path passphrase_file;  // "" = from the environment, or asked
  bool json = false, english = false, timing = false;
  domain::IncidentId incident{};          // 0 = the newest open one
  std::optional<domain::Sequence> base;   // absent = the version as it is now
  std::chrono::seconds timeout{10};
};

struct ShowText {  // --help, --version
  std::string text;
};
struct ShowStatus {};
struct List {
  enum class What { incidents, claims, mentions, facts, statements, deliveries, persons, keys };
  What what = What::incidents;
  std::uint32_t number = 0;               // one of them, or of a claim or statement; 0 = all
  domain::Ordinal before = 0;             // mentions
  std::uint32_t limit = 100;              // mentions
};
// A command as it goes to the hub, but for its id, versions and the keyed ids of the mentions it names.
struct Perform {
  domain::CommandBody body;
};
// What an author writes. Absent = as it was.
struct WordingChange {
  std::optional<std::string> title, text, language;
  std::filesystem::path text_file;        // instead of `text`; "-" = standard input
  std::optional<std::vector<domain::Goal>> goals;
  std::optional<std::vector<domain::ClaimId>> claims;
  std::optional<std::vector<domain::FactId>> facts;
  std::optional<domain::Relation> relation;
  domain::StatementId target{};           // of the relation
  std::optional<std::vector<std::string>> channels;
  std::vector<domain::VariantText> texts;
};
struct Write {
  domain::StatementId statement{};        // 0 = a new one
  WordingChange change;
};
// Exactly the bytes shown, by somebody who saw them: --words as read out, or --yes.
struct Approve {
  domain::StatementId statement{};
  bool release = false;                   // as an earlier author, after a spokesperson mended a word
  std::string words;
  bool yes = false;
  std::vector<std::string> channels;      // only these; empty = all that nobody approved yet
};
struct TakeNote {                         // a mention typed in
  domain::Genre genre = domain::Genre::phone;
  std::string text, caller, link;
  std::optional<Time> said_at;
};
struct NewKey {                           // for a person, or for a feed
  domain::PersonId person{};
  std::optional<domain::FeedRights> feed;
  std::string label;
  std::filesystem::path out, passphrase_file;
};
struct Tail {
  std::optional<domain::Sequence> after;  // absent = what comes from now on
  std::uint64_t count = 0;                // 0 = until a signal
};
struct Verify {
  std::filesystem::path mirror;
};
struct Drill {
  enum class What { show, open, ask };
  What what = What::show;
  std::filesystem::path playbook;
  std::string question;
  Time now{};                             // the incident ends so long after
};
using Act = std::variant<ShowText, ShowStatus, List, Perform, Write, Approve, TakeNote, NewKey, Tail, Verify, Drill>;

struct Asked {
  Options options;
  Act act;
};

// `args` without the program's name; `now` for what lasts so many hours. The error is a line for people.
Result<Asked> parse_cli(std::vector<std::string> args, Time now);

}  // namespace voelspriet::console::ctl
