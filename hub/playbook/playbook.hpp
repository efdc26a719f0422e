// SPDX-License-Identifier: Apache-2.0
// A playbook (draaiboek): a drill as a YAML file. What happens when, who says it, and what an exercise leader answers when
// the team rings up to ask whether a claim holds. Pure: text in, Result out; whoever calls reads the file. hub/playbook/README.md
// describes the format for people who write one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"
#include "hub/domain/incident.hpp"

namespace voelspriet::playbook {

// Somebody invented, by the name the injects use.
struct Author {
  std::string key, handle;
};

// An organisation that speaks for itself. Only its registered account may bring a bulletin or an alert.
struct Partner {
  std::string key, account, name;
};

enum class InjectKind { post, reply, repost, quote, news, phone, scene, alert, bulletin, edit, remove };

struct Inject {
  std::string id;
  microseconds at{};     // since the start, in drill time
  InjectKind kind = InjectKind::post;
  std::string author;    // key of an author or partner; "" = an unknown caller, or whoever wrote the parent of an edit or delete
  std::string text;      // empty for a repost and a delete
  std::string parent;    // id of an earlier inject: what is answered, reposted, quoted, edited or deleted
  std::string language;  // BCP 47
  std::vector<std::string> media;  // what a picture shows
};

// Evidence as the exercise leader reads it out over the phone.
struct Answer {
  std::string source, text;
  bool official = false;
};

// A claim the drill wants found. A word list "vijf gewond" is heard in a text that has words beginning with each of them.
struct ExpectedClaim {
  std::string assertion;
  bool holds = false;
  std::vector<std::string> heard_in;
  std::vector<std::string> opposite;  // word lists of the other side of a contradiction, which holds when this does not
  std::vector<Answer> answers;
};

struct Playbook {
  std::string title, description;
  microseconds length{};
  domain::OpenIncident incident;  // what the lead opens at the start; its ends_at is left open
  microseconds incident_ends{};   // since the start
  std::vector<Author> people;
  std::vector<Partner> partners;
  std::vector<ExpectedClaim> claims;
  std::vector<Inject> injects;  // in order of `at`; of equal times, in order of the file

  const Inject* find(std::string_view inject_id) const;
  const Author* person(std::string_view key) const;
  const Partner* partner(std::string_view key) const;
};

// All errors at once: `where` is the place of the first ("chemische-brand.yaml:12"), `what` holds one line per error, of which
// every further one begins with its own place. `name` is how the file is called in them.
Result<Playbook> parse_playbook(std::string_view text, std::string_view name);

// What the exercise leader says to "is it true that <question>?"; nothing when the drill knows no such claim.
struct LeaderReply {
  std::string about;   // the claim of the drill it is about, in the playbook's words
  bool holds = false;  // of the question as asked
  std::vector<Answer> answers;
};
std::optional<LeaderReply> ask_leader(const Playbook& playbook, std::string_view question);

}  // namespace voelspriet::playbook
