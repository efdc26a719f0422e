// SPDX-License-Identifier: Apache-2.0
// A mention: one thing somebody said, as it is stored in mentions:{incident}. Immutable; edits and deletes are new records.
// Alerts and bulletins are heard on the same stream, so that one order holds for everything the desk hears; `genre` tells them apart.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "hub/base/time.hpp"
#include "hub/crypto/keyed_id.hpp"
#include "hub/domain/ids.hpp"

namespace voelspriet::domain {

using crypto::KeyedId;

BOOST_DEFINE_ENUM_CLASS(Genre, post, news, phone, desk, scene, link, alert, bulletin)
BOOST_DEFINE_ENUM_CLASS(MentionKind, created, edited, deleted)

// What a feed hands in, before the hub has seen it. Ids are the source's own ("at://did/app.bsky.feed.post/3k…", a URL, an
// identifier of a CAP message); the hub replaces them by keyed hashes and seals what is personal. Lives on the wire only.
struct HeardMention {
  MentionKind kind = MentionKind::created;
  Genre genre = Genre::post;
  std::string source;                  // "bluesky", "cap", "rss", "drill", "phone"; checked against the key's rights
  std::string account;                 // of a bulletin or alert: the registered account or sender it came from; else ""
  std::string id;                      // unique per source, never empty
  std::string revision;                // of an edit or delete: which one; "" for the first
  std::string parent, root, quote, repost;  // ids of other mentions of the same source, "" = none
  std::string author;                  // the source's id for who said it, "" = unknown
  std::string handle;                  // as people read it: "@wulp31.example"
  std::string url;                     // where a person can see it, "" = nowhere
  std::string text;                    // UTF-8, at most limits::kMentionTextMax, never empty unless deleted or media only
  std::vector<std::string> languages;  // BCP 47, as the source says; may be empty
  std::vector<std::string> media;      // references and alt texts, never the bytes
  std::vector<std::string> hits;       // the terms of the watch profile found in it ("#thread" when kept for its thread)
  Time said_at{};
  std::vector<IncidentId> incidents;   // whose profile it matched
  std::string inject;                  // of a drill: the playbook's id for it, so that a run can be checked; else ""
  // Members are described in this order in JSON.
  bool operator==(const HeardMention&) const = default;
};
BOOST_DESCRIBE_STRUCT(HeardMention, (), (kind, genre, source, account, id, revision, parent, root, quote, repost, author, handle, url, text,
                                         languages, media, hits, said_at, incidents, inject))

// Personal fields of a mention, sealed with the incident's key (hub/crypto/seal.hpp). Destroying the key makes them unreadable.
struct Personal {
  std::string author, handle, url, text;
  std::vector<std::string> media;      // as in HeardMention
  static constexpr bool may_miss(std::string_view field) { return field == "media"; }
  bool operator==(const Personal&) const = default;
};
BOOST_DESCRIBE_STRUCT(Personal, (), (author, handle, url, text, media))

// What the store keeps. `sealed` opens to Personal.
struct MentionRecord {
  int v = 1;
  Ordinal ordinal = 0;
  MentionKind kind = MentionKind::created;
  Genre genre = Genre::post;
  std::string source, account, feed;   // feed: the name bound to the key it came in by, stamped by the hub
  KeyedId id{}, author{}, parent{}, root{}, quote{}, repost{};  // all zero = none
  std::string revision;
  std::string pseudonym;               // "Wulp 31": stable per author and incident, says nothing about them
  std::string sealed;                  // base64 of Sealed<Personal>
  std::vector<std::string> languages, media, hits;  // media: empty, they are sealed; only the first records hold them in clear
  Time said_at{}, received_at{};
  std::string inject;
  bool operator==(const MentionRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(MentionRecord, (), (v, ordinal, kind, genre, source, account, feed, id, author, parent, root, quote, repost, revision,
                                          pseudonym, sealed, languages, media, hits, said_at, received_at, inject))

// How an event names a mention: by place and by what stands there.
struct MentionRef {
  Ordinal ordinal = 0;
  KeyedId id{};
  auto operator<=>(const MentionRef&) const = default;
};
BOOST_DESCRIBE_STRUCT(MentionRef, (), (ordinal, id))

// Mention to claim. joined is the machine's (counts, inherits nothing); confirmed and rejected are a person's.
BOOST_DEFINE_ENUM_CLASS(MatchState, suggested, joined, confirmed, rejected)

// A machine match, append-only in matches:{incident}; the newest record per mention and claim counts.
struct Match {
  Ordinal ordinal = 0;
  ClaimId claim{};
  MatchState state = MatchState::suggested;
  GroupId group{};
  std::vector<std::string> reason;     // translation key first, then its values: {"match.words", "6", "4"}
  bool operator==(const Match&) const = default;
};
BOOST_DESCRIBE_STRUCT(Match, (), (ordinal, claim, state, group, reason))

// Terms an incident listens for. Compiled by hub/text.
struct WatchProfile {
  std::vector<std::string> terms;      // words and phrases: "chloor", "kadeweg 14", "*gevaar"
  std::vector<std::string> hashtags;   // without '#'
  std::vector<std::string> accounts;   // always kept, whatever they say
  std::vector<std::string> exclusions; // a text with one of these is dropped
  bool operator==(const WatchProfile&) const = default;
};
BOOST_DESCRIBE_STRUCT(WatchProfile, (), (terms, hashtags, accounts, exclusions))

}  // namespace voelspriet::domain
