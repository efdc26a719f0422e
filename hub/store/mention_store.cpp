// SPDX-License-Identifier: Apache-2.0
#include "hub/store/mention_store.hpp"

#include <charconv>
#include <iterator>
#include <utility>

#include "hub/base/limits.hpp"
#include "hub/store/detail/state.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::store {
namespace {

constexpr std::uint64_t kHighPercent = 80;  // of the budget: shown before it is full

// Adds all entries behind number `before` of a stream, or none, and the feed's cursor with them.
constexpr const char* kWrite = R"lua(
local writer, incident, before, feed, cursor = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= writer then return 'FENCED' end
local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
if not owner or (#ARGV > 5 and (newest and newest[1] or '0-0') ~= before .. '-0') then return 'CONFLICT' end
local bytes = 0
for i = 6, #ARGV do
  redis.call('XADD', KEYS[2], string.format('%.0f-0', before + i - 5), 'm', ARGV[i])
  bytes = bytes + #ARGV[i]
end
if bytes > 0 then redis.call('HINCRBY', KEYS[3], incident, bytes) end
if feed ~= '' then redis.call('HSET', KEYS[4], feed, cursor) end
return 'WRITTEN'
)lua";

std::string stream_of(const char* prefix, domain::IncidentId incident) { return prefix + std::to_string(incident.value); }
std::string mentions_of(domain::IncidentId incident) { return stream_of("mentions:", incident); }
std::string matches_of(domain::IncidentId incident) { return stream_of("matches:", incident); }

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Number of the newest entry; 0 = none.
Result<std::uint64_t> newest(Redis& redis, const std::string& stream) {
  const auto reply = redis.query({"XREVRANGE", stream, "+", "-", "COUNT", "1"});
  if (!reply) return tl::unexpected(reply.error());
  return (**reply).size() == 0 ? 0 : number((**reply)[0][0].text());
}

// Entries after number `after`; the reply's elements are [id, [field, bytes]].
Result<Reply> entries(Redis& redis, const std::string& stream, std::uint64_t after, std::size_t limit) {
  const auto first = std::to_string(after + 1), count = std::to_string(limit);
  return redis.query({"XRANGE", stream, first, "+", "COUNT", count});
}

Result<domain::MentionRecord> read_record(std::string_view entry) {
  auto record = wire::from_json<domain::MentionRecord>(entry);
  if (!record) return fail(Errc::kCorrupt, "mention", to_string(record.error()));
  return record;
}

}  // namespace

MentionStore::MentionStore(const Settings& settings, crypto::Random& random)
    : keyring_{settings.keys},
      budget_bytes_{settings.budget_bytes},
      random_{random},
      redis_{settings.socket_path, settings.timeout},
      write_script_{kWrite, ""} {}

Result<std::unique_ptr<MentionStore>> MentionStore::open(const Settings& settings, crypto::Random& random) {
  std::unique_ptr<MentionStore> store{new MentionStore{settings, random}};
  if (auto taken = store->writer_.take(store->redis_); !taken) return tl::unexpected(taken.error());
  return store;
}

Result<MentionStore::Shelf*> MentionStore::shelf_of(domain::IncidentId incident) {
  const auto known = shelves_.find(incident);
  if (known != shelves_.end()) {
    if (known->second.in_doubt) {
      // What we may still have on its way must not arrive after we have looked.
      if (auto renewed = writer_.renew(redis_); !renewed) return tl::unexpected(renewed.error());
      if (auto caught_up = catch_up(incident, known->second); !caught_up) return tl::unexpected(caught_up.error());
    }
    return &known->second;
  }
  Shelf shelf;
  auto key = keyring_.load(incident.value);
  if (!key && key.error().code != Errc::kNotFound) return tl::unexpected(key.error());
  if (key) shelf.sealer.emplace(incident, std::move(*key), random_);
  if (auto caught_up = catch_up(incident, shelf); !caught_up) return tl::unexpected(caught_up.error());
  return &shelves_.emplace(incident, std::move(shelf)).first->second;
}

Result<void> MentionStore::catch_up(domain::IncidentId incident, Shelf& shelf) {
  for (bool more = true; more;) {
    const auto page = entries(redis_, mentions_of(incident), shelf.last, limits::kStorePage);
    if (!page) return tl::unexpected(page.error());
    for (std::size_t i = 0; i < (**page).size(); ++i) {
      auto record = read_record((**page)[i][1][1].text());
      if (!record) return tl::unexpected(record.error());
      shelf.last = number((**page)[i][0].text());
      shelf.seen.insert(shelf.sealer ? shelf.sealer->identity(*record) : record->id);
      if (!shelf.in_doubt) continue;
      auto stored = opened(shelf, std::move(*record));
      if (!stored) return tl::unexpected(stored.error());
      shelf.unanswered.push_back(std::move(*stored));
    }
    more = (**page).size() == limits::kStorePage;
  }
  const auto last_match = newest(redis_, matches_of(incident));
  if (!last_match) return tl::unexpected(last_match.error());
  const auto name = std::to_string(incident.value);
  const auto bytes = redis_.query({"HGET", "mentions:bytes", name});
  if (!bytes) return tl::unexpected(bytes.error());
  shelf.last_match = *last_match;
  shelf.bytes = number((**bytes).text());
  shelf.in_doubt = false;
  return {};
}

Result<void> MentionStore::write(domain::IncidentId incident, Shelf& shelf, const std::string& stream, std::uint64_t before,
                                 const std::vector<std::string>& entries, const std::string& feed, const std::string& cursor) {
  std::uint64_t bytes = 0;
  for (const auto& entry : entries) bytes += entry.size();
  if (shelf.bytes + bytes > budget_bytes_ || shelf.seen.size() + entries.size() > limits::kSeenMentionsMax) {
    return fail(Errc::kStoreFull, "incident " + std::to_string(incident.value), "has used its room for mentions");
  }
  const auto writer = writer_.name(), name = std::to_string(incident.value), place = std::to_string(before);
  Redis::Words arguments{writer, name, place, feed, cursor};
  arguments.insert(arguments.end(), entries.begin(), entries.end());
  const auto reply = redis_.run(write_script_, {writer_.key(), stream, "mentions:bytes", "cursors"}, arguments);
  if (!reply) {
    shelf.in_doubt = in_doubt(reply.error());
    return tl::unexpected(reply.error());
  }
  const auto answer = (**reply).text();
  if (answer == "FENCED") return detail::fenced();
  if (answer == "CONFLICT") return fail(Errc::kConflict, stream, "does not end with entry " + place + " of this hub");
  shelf.bytes += bytes;
  return {};
}

Result<MentionStore::Stored> MentionStore::add(domain::IncidentId incident, Shelf& shelf,
                                               const std::vector<engine::IncomingMention>& batch, const std::string& feed,
                                               const std::string& cursor) {
  if (!shelf.sealer && shelf.last > 0) {
    return fail(Errc::kExpired, "incident " + std::to_string(incident.value), "its key was destroyed: nothing can be added");
  }
  if (!shelf.sealer) {
    auto key = keyring_.create(incident.value, random_);
    if (!key) return tl::unexpected(key.error());
    shelf.sealer.emplace(incident, std::move(*key), random_);
  }
  Stored added;
  std::vector<std::string> texts;
  std::unordered_set<crypto::KeyedId> fresh;
  for (const auto& mention : batch) {
    auto record = shelf.sealer->seal(mention);
    const auto identity = shelf.sealer->identity(record);
    if (shelf.seen.contains(identity) || !fresh.insert(identity).second) continue;
    record.ordinal = shelf.last + fresh.size();
    texts.push_back(wire::to_json(record));
    added.push_back({std::move(record), mention.heard.text});
  }
  if (auto written = write(incident, shelf, mentions_of(incident), shelf.last, texts, feed, cursor); !written) {
    return tl::unexpected(written.error());
  }
  shelf.last += added.size();
  shelf.seen.merge(fresh);
  return added;
}

// One more try after a lost answer, on what is really there.
template <class Attempt>
auto MentionStore::attempt(domain::IncidentId incident, Attempt once) -> decltype(once(std::declval<Shelf&>())) {
  using Outcome = decltype(once(std::declval<Shelf&>()));
  Outcome outcome = tl::unexpected(Error{});
  for (int tries = 0; tries < 2; ++tries) {
    const auto shelf = shelf_of(incident);
    if (!shelf) return noted(incident, Outcome{tl::unexpected(shelf.error())});
    outcome = once(**shelf);
    if (outcome || !in_doubt(outcome.error())) return noted(incident, std::move(outcome));
  }
  outcome.error().code = Errc::kStoreAway;
  return noted(incident, std::move(outcome));
}

Result<MentionStore::Stored> MentionStore::store(domain::IncidentId incident, const std::vector<engine::IncomingMention>& batch,
                                                 const std::string& feed, const std::string& cursor) {
  return attempt(incident, [&](Shelf& shelf) -> Result<Stored> {
    auto added = add(incident, shelf, batch, feed, cursor);
    if (!added) return added;
    auto answer = std::exchange(shelf.unanswered, {});
    std::move(added->begin(), added->end(), std::back_inserter(answer));
    return answer;
  });
}

Result<void> MentionStore::store_matches(domain::IncidentId incident, const std::vector<domain::Match>& matches) {
  std::vector<std::string> texts;
  for (const auto& match : matches) texts.push_back(wire::to_json(match));
  return attempt(incident, [&](Shelf& shelf) -> Result<void> {
    auto written = write(incident, shelf, matches_of(incident), shelf.last_match, texts, "", "");
    if (written) shelf.last_match += texts.size();
    return written;
  });
}

Result<std::map<std::string, std::string>> MentionStore::cursors() {
  const auto reply = redis_.query({"HGETALL", "cursors"});
  if (!reply) return tl::unexpected(reply.error());
  std::map<std::string, std::string> cursors;
  for (std::size_t i = 0; i + 1 < (**reply).size(); i += 2) cursors.emplace((**reply)[i].text(), (**reply)[i + 1].text());
  return cursors;
}

Result<engine::StoredMention> MentionStore::opened(const Shelf& shelf, Result<domain::MentionRecord> record) const {
  if (!record) return tl::unexpected(std::move(record.error()));
  engine::StoredMention stored{std::move(*record), ""};
  if (shelf.sealer) {
    auto personal = shelf.sealer->open(stored.record);
    if (!personal) return tl::unexpected(personal.error());
    stored.text = std::move(personal->text);
  }
  return stored;
}

Result<MentionStore::Stored> MentionStore::range(domain::IncidentId incident, domain::Ordinal after, std::size_t limit) {
  const auto shelf = shelf_of(incident);
  if (!shelf) return noted(incident, Result<Stored>{tl::unexpected(shelf.error())});
  const auto page = entries(redis_, mentions_of(incident), after, limit);
  if (!page) return noted(incident, Result<Stored>{tl::unexpected(page.error())});
  Stored stored;
  for (std::size_t i = 0; i < (**page).size(); ++i) {
    auto one = opened(**shelf, read_record((**page)[i][1][1].text()));
    if (!one) return tl::unexpected(one.error());
    stored.push_back(std::move(*one));
  }
  return stored;
}

Result<std::vector<domain::Match>> MentionStore::matches(domain::IncidentId incident, std::uint64_t& next, std::size_t limit) {
  const auto page = entries(redis_, matches_of(incident), next, limit);
  if (!page) return tl::unexpected(page.error());
  std::vector<domain::Match> matches;
  for (std::size_t i = 0; i < (**page).size(); ++i) {
    auto match = wire::from_json<domain::Match>((**page)[i][1][1].text());
    if (!match) return fail(Errc::kCorrupt, matches_of(incident), to_string(match.error()));
    matches.push_back(std::move(*match));
    next = number((**page)[i][0].text());
  }
  return matches;
}

Result<MentionStore::Stored> MentionStore::by_ordinal(domain::IncidentId incident, const std::vector<domain::Ordinal>& ordinals) {
  const auto shelf = shelf_of(incident);
  if (!shelf) return tl::unexpected(shelf.error());
  const auto stream = mentions_of(incident);
  std::vector<std::string> ids;
  for (const auto ordinal : ordinals) ids.push_back(std::to_string(ordinal) + "-0");
  std::vector<Redis::Words> questions;
  for (const auto& id : ids) questions.push_back({"XRANGE", stream, id, id});
  const auto replies = redis_.pipeline(questions);
  if (!replies) return fail(Errc::kStoreAway, replies.error().where, replies.error().what);
  Stored stored;
  for (const auto& reply : *replies) {
    if ((*reply).size() == 0) continue;
    auto one = opened(**shelf, read_record((*reply)[0][1][1].text()));
    if (!one) return tl::unexpected(one.error());
    stored.push_back(std::move(*one));
  }
  return stored;
}

template <class T>
Result<T> MentionStore::noted(domain::IncidentId incident, Result<T> outcome) {
  auto state = detail::state_after(outcome);
  const auto shelf = shelves_.find(incident);
  if (outcome && shelf != shelves_.end() && shelf->second.bytes >= budget_bytes_ / 100 * kHighPercent) state = domain::StoreState::high;
  const std::lock_guard lock{states_mutex_};
  states_[incident] = state;
  return outcome;
}

domain::StoreState MentionStore::state(domain::IncidentId incident) const {
  const std::lock_guard lock{states_mutex_};
  const auto known = states_.find(incident);
  return known == states_.end() ? domain::StoreState::well : known->second;
}

}  // namespace voelspriet::store
