// SPDX-License-Identifier: Apache-2.0
#include "hub/store/sealing.hpp"

#include "hub/store/pseudonym.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::store {
namespace {

constexpr char kSeparator = '\x1f';

crypto::KeyedId hashed(const crypto::KeyedIdKey& key, std::string_view source, std::string_view kind, std::string_view id) {
  if (id.empty()) return {};
  return crypto::keyed_id(key, std::string{source} + kSeparator + std::string{kind} + kSeparator + std::string{id});
}

}  // namespace

domain::MentionRecord MentionSealer::seal(const engine::IncomingMention& mention) const {
  const auto& heard = mention.heard;
  const auto post = [&](std::string_view id) { return hashed(key_.keyed, heard.source, "post", id); };
  domain::MentionRecord record;
  record.kind = heard.kind;
  record.genre = heard.genre;
  record.source = heard.source;
  record.account = heard.account;
  record.feed = mention.feed;
  record.id = post(heard.id);
  record.author = hashed(key_.keyed, heard.source, "author", heard.author);
  record.parent = post(heard.parent);
  record.root = post(heard.root);
  record.quote = post(heard.quote);
  record.repost = post(heard.repost);
  record.revision = heard.revision;
  record.pseudonym = pseudonym(record.author);
  record.languages = heard.languages;
  record.hits = heard.hits;
  record.said_at = heard.said_at;
  record.received_at = mention.received_at;
  record.inject = heard.inject;
  const auto personal = wire::to_json(domain::Personal{heard.author, heard.handle, heard.url, heard.text, heard.media});
  record.sealed = to_string(crypto::seal(key_.sealing, personal, place_of(record), random_));
  return record;
}

Result<domain::Personal> MentionSealer::open(const domain::MentionRecord& record) const {
  const auto sealed = crypto::parse_sealed(record.sealed);
  if (!sealed) return tl::unexpected(sealed.error());
  const auto personal = crypto::open(key_.sealing, *sealed, place_of(record));
  if (!personal) return tl::unexpected(personal.error());
  return wire::from_json<domain::Personal>(*personal);
}

crypto::KeyedId MentionSealer::identity(const domain::MentionRecord& record) const {
  if (record.kind == domain::MentionKind::created) return record.id;
  const auto kind = record.kind == domain::MentionKind::edited ? "edited" : "deleted";
  return hashed(key_.keyed, to_string(record.id), kind, "revision " + record.revision);
}

crypto::KeyedId MentionSealer::identity(const domain::HeardMention& heard) const {
  domain::MentionRecord record;
  record.kind = heard.kind;
  record.id = hashed(key_.keyed, heard.source, "post", heard.id);
  record.revision = heard.revision;
  return identity(record);
}

// Sealed for this incident and this very record: it opens nowhere else.
std::string MentionSealer::place_of(const domain::MentionRecord& record) const {
  return std::to_string(incident_.value) + kSeparator + to_string(identity(record));
}

}  // namespace voelspriet::store
