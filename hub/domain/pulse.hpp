// SPDX-License-Identifier: Apache-2.0
// The pulse: current figures of one incident, whole values, at most ten times a second. Nothing in it is the truth of the log.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hub/domain/claim.hpp"
#include "hub/domain/mention.hpp"

namespace voelspriet::domain {

inline constexpr int kHistoryMinutes = 30;

// One visible part of a claim's score, e.g. {"rank.harm", 3.0}; the key is for tr().
struct ScorePart {
  std::string key;
  double value = 0;
  bool operator==(const ScorePart&) const = default;
};
BOOST_DESCRIBE_STRUCT(ScorePart, (), (key, value))

// Machine-found: the two cannot both hold. Reason is a translation key and its values.
struct FoundContradiction {
  ClaimId a{}, b{};
  std::vector<std::string> reason;
  bool operator==(const FoundContradiction&) const = default;
};
BOOST_DESCRIBE_STRUCT(FoundContradiction, (), (a, b, reason))

struct ClaimFigures {
  ClaimId claim{};
  std::uint32_t joined = 0, confirmed = 0, suggested = 0;  // a claim's count is joined + confirmed
  std::uint32_t origins = 0;
  std::uint32_t denials = 0;           // mentions that say it is not so
  std::int32_t growth = 0;             // mentions in the last ten minutes less the ten before
  std::vector<std::uint32_t> said, denied;  // per minute, oldest first, kHistoryMinutes of them
  Time first_at{}, last_at{};
  double score = 0;
  std::vector<ScorePart> parts;
  bool operator==(const ClaimFigures&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClaimFigures, (), (claim, joined, confirmed, suggested, origins, denials, growth, said, denied, first_at, last_at, score,
                                         parts))

BOOST_DEFINE_ENUM_CLASS(FeedState, live, silent, away, stopped)
struct FeedHealth {
  std::string name, source;
  FeedState state = FeedState::live;
  std::optional<Time> last_item_at;
  std::uint64_t received = 0, kept = 0, refused = 0;
  std::uint32_t usual_gap_s = 0;       // 0 = not known yet
  std::string reason;                  // why it is not live
  bool operator==(const FeedHealth&) const = default;
};
BOOST_DESCRIBE_STRUCT(FeedHealth, (), (name, source, state, last_item_at, received, kept, refused, usual_gap_s, reason))

struct Presence {
  PersonId person{};
  std::uint32_t sessions = 0;
  bool operator==(const Presence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Presence, (), (person, sessions))

BOOST_DEFINE_ENUM_CLASS(StoreState, well, high, full, away, read_only)
struct Pulse {
  IncidentId incident{};
  Time at{};
  std::optional<Time> drill_at;
  Ordinal ordinal = 0;                 // every mention up to here is stored and grouped
  std::uint64_t mentions = 0, groups = 0, unjudged = 0;
  std::uint32_t per_minute = 0;
  std::vector<ClaimFigures> claims;
  std::vector<FoundContradiction> contradictions;
  std::vector<FeedHealth> feeds;
  std::vector<Presence> present;
  StoreState log = StoreState::well, mention_store = StoreState::well;
  bool mirror_behind = false;
  std::string stage = "exact";         // of fusion's load ladder
  bool operator==(const Pulse&) const = default;
};
BOOST_DESCRIBE_STRUCT(Pulse, (), (incident, at, drill_at, ordinal, mentions, groups, unjudged, per_minute, claims, contradictions, feeds, present,
                                  log, mention_store, mirror_behind, stage))

// A mention as a screen shows it: opened text, a pseudonym for who said it, and its newest match.
struct MentionView {
  Ordinal ordinal = 0;
  KeyedId id{};
  MentionKind kind = MentionKind::created;
  Genre genre = Genre::post;
  std::string source, account, pseudonym, text, url;  // url only for news, alerts and bulletins
  std::vector<std::string> hits, languages;
  Time said_at{}, received_at{};
  std::optional<Match> match;
  std::string inject;
  bool operator==(const MentionView&) const = default;
};
BOOST_DESCRIBE_STRUCT(MentionView, (), (ordinal, id, kind, genre, source, account, pseudonym, text, url, hits, languages, said_at, received_at, match,
                                        inject))

}  // namespace voelspriet::domain
