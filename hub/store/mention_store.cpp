// SPDX-License-Identifier: Apache-2.0
#include "hub/store/mention_store.hpp"

#include <charconv>
#include <iterator>
#include <utility>

#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/store/detail/state.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::store {
namespace {

constexpr std::uint64_t kHighPercent = 80;  // of the budget: shown before it is full
constexpr std::size_t kNamedPerStream = 20;   // entries set aside that the operators' log names

// Adds all entries behind number `before` of a stream, or none, and with them the cursors of feeds: `n` names and values before the entries.
constexpr const char* kWrite = R"lua(
local writer, incident, before, n = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local first = 5 + n
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= writer then return 'FENCED' end
local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
if not owner or (#ARGV >= first and (newest and newest[1] or '0-0') ~= before .. '-0') then return 'CONFLICT' end
local bytes = 0
for i = first, #ARGV do
  redis.call('XADD', KEYS[2], string.format('%.0f-0', before + i - first + 1), 'm', ARGV[i])
  bytes = bytes + #ARGV[i]
end
if bytes > 0 then redis.call('HINCRBY', KEYS[3], incident, bytes) end
for i = 5, first - 1, 2 do redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 1]) end
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

// Entries after number `after`.
Result<Reply> entries(Redis& redis, const std::string& stream, std::uint64_t after, std::size_t limit) {
  const auto first = std::to_string(after + 1), count = std::to_string(limit);
  return redis.query({"XRANGE", stream, first, "+", "COUNT", count});
}

// An entry as XRANGE gives it: [id, [field, bytes]].
std::uint64_t number_of(ReplyView entry) { return number(entry[0].text()); }

Result<domain::MentionRecord> read_record(ReplyView entry) {
  auto record = wire::from_json<domain::MentionRecord>(entry[1][1].text());
  if (record && record->ordinal != number_of(entry)) return fail(Errc::kCorrupt, "/ordinal", "is of another entry");
  return record;
}

}  // namespace

MentionStore::MentionStore(const Settings& settings, crypto::Random& random)
    : keyring_{settings.keys},
      budget_bytes_{settings.budget_bytes},
      epoch_{settings.epoch},
      random_{random},
      redis_{settings.socket_path, settings.timeout},
      write_script_{kWrite, ""} {}

Result<void> MentionStore::take_epoch() {
  if (writer_.epoch()) return {};
  auto taken = writer_.take(redis_, epoch_);
  const std::lock_guard lock{states_mutex_};
  server_ = detail::state_after(taken);
  return taken;
}

Result<MentionStore::Shelf*> MentionStore::shelf_of(domain::IncidentId incident) {
  if (auto taken = take_epoch(); !taken) return tl::unexpected(taken.error());
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
  const auto stream = mentions_of(incident);
  for (bool more = true; more;) {
    const auto page = entries(redis_, stream, shelf.last, limits::kStorePage);
    if (!page) return tl::unexpected(page.error());
    for (std::size_t i = 0; i < (**page).size(); ++i) {
      const auto entry = (**page)[i];
      shelf.last = number_of(entry);
      auto record = read_record(entry);
      if (!record) {
        set_aside(stream, shelf.last, record.error());
        continue;
      }
      shelf.seen.emplace(shelf.sealer ? shelf.sealer->identity(*record) : record->id, shelf.last);
      if (!shelf.in_doubt) continue;
      if (auto stored = opened(shelf, entry))
        shelf.unanswered.push_back(std::move(*stored));
      else
        set_aside(stream, shelf.last, stored.error());
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

void MentionStore::set_aside(const std::string& stream, std::uint64_t entry, const Error& why) {
  auto& aside = aside_[stream];
  if (!aside.insert(entry).second) return;
  ++unreadable_;
  if (aside.size() <= kNamedPerStream) log_warn("store", stream + " entry " + std::to_string(entry) + " is set aside: " + to_string(why));
}

Result<void> MentionStore::write(domain::IncidentId incident, Shelf& shelf, const std::string& stream, std::uint64_t before,
                                 const std::vector<std::string>& entries, const engine::Cursors& cursors) {
  std::uint64_t bytes = 0;
  for (const auto& entry : entries) bytes += entry.size();
  if (shelf.bytes + bytes > budget_bytes_ || shelf.seen.size() + entries.size() > limits::kSeenMentionsMax) {
    return fail(Errc::kTooLarge, "incident " + std::to_string(incident.value), "has used its room for mentions");
  }
  const auto writer = writer_.name(), name = std::to_string(incident.value), place = std::to_string(before);
  const auto words = std::to_string(2 * cursors.size());
  Redis::Words arguments{writer, name, place, words};
  for (const auto& [feed, cursor] : cursors) arguments.insert(arguments.end(), {feed, cursor});
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
                                               const std::vector<engine::IncomingMention>& batch,
                                               const engine::Cursors& cursors) {
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
  std::unordered_map<crypto::KeyedId, domain::Ordinal> fresh;
  for (const auto& mention : batch) {
    auto record = shelf.sealer->seal(mention);
    const auto identity = shelf.sealer->identity(record);
    record.ordinal = shelf.last + fresh.size() + 1;
    if (shelf.seen.contains(identity) || !fresh.emplace(identity, record.ordinal).second) continue;
    texts.push_back(wire::to_json(record));
    added.push_back({std::move(record), mention.heard.text, mention.lot});
  }
  if (auto written = write(incident, shelf, mentions_of(incident), shelf.last, texts, cursors); !written) {
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
                                                 const engine::Cursors& cursors) {
  return attempt(incident, [&](Shelf& shelf) -> Result<Stored> {
    auto added = add(incident, shelf, batch, cursors);
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
    auto written = write(incident, shelf, matches_of(incident), shelf.last_match, texts, {});
    if (written) shelf.last_match += texts.size();
    return written;
  });
}

Result<engine::Cursors> MentionStore::cursors() {
  if (auto taken = take_epoch(); !taken) return tl::unexpected(taken.error());
  auto reply = asked(redis_.query({"HGETALL", "cursors"}));
  if (!reply) return tl::unexpected(reply.error());
  engine::Cursors cursors;
  for (std::size_t i = 0; i + 1 < (**reply).size(); i += 2) cursors.emplace((**reply)[i].text(), (**reply)[i + 1].text());
  return cursors;
}

Result<domain::Ordinal> MentionStore::ordinal_of(domain::IncidentId incident, const domain::HeardMention& mention) {
  const auto shelf = shelf_of(incident);
  if (!shelf) return asked(Result<domain::Ordinal>{tl::unexpected(shelf.error())});
  if (!(*shelf)->sealer) return 0;
  const auto known = (*shelf)->seen.find((*shelf)->sealer->identity(mention));
  return known == (*shelf)->seen.end() ? 0 : known->second;
}

Result<engine::StoredMention> MentionStore::opened(const Shelf& shelf, ReplyView entry) const {
  auto record = read_record(entry);
  if (!record) return tl::unexpected(std::move(record.error()));
  engine::StoredMention stored{std::move(*record), ""};
  if (shelf.sealer) {
    auto personal = shelf.sealer->open(stored.record);
    if (!personal) return tl::unexpected(personal.error());
    stored.text = std::move(personal->text);
  }
  return stored;
}

// At most `limit` readable values of the entries behind number `after`, which is moved past what was read; fewer only at the end.
template <class T, class Read>
Result<std::vector<T>> MentionStore::readable(const std::string& stream, std::uint64_t& after, std::size_t limit, Read read) {
  std::vector<T> values;
  while (values.size() < limit) {
    const auto asked = limit - values.size();
    const auto page = entries(redis_, stream, after, asked);
    if (!page) return tl::unexpected(page.error());
    for (std::size_t i = 0; i < (**page).size(); ++i) {
      after = number_of((**page)[i]);
      Result<T> value = read((**page)[i]);
      if (value)
        values.push_back(std::move(*value));
      else
        set_aside(stream, after, value.error());
    }
    if ((**page).size() < asked) break;
  }
  return values;
}

Result<MentionStore::Stored> MentionStore::range(domain::IncidentId incident, domain::Ordinal after, std::size_t limit) {
  const auto shelf = shelf_of(incident);
  if (!shelf) return asked(Result<Stored>{tl::unexpected(shelf.error())});
  return asked(readable<engine::StoredMention>(mentions_of(incident), after, limit, [&](ReplyView entry) { return opened(**shelf, entry); }));
}

Result<std::vector<domain::Match>> MentionStore::matches(domain::IncidentId incident, std::uint64_t& next, std::size_t limit) {
  return asked(readable<domain::Match>(matches_of(incident), next, limit, [](ReplyView entry) {
                 return wire::from_json<domain::Match>(entry[1][1].text());
               }));
}

Result<MentionStore::Stored> MentionStore::by_ordinal(domain::IncidentId incident, const std::vector<domain::Ordinal>& ordinals) {
  const auto shelf = shelf_of(incident);
  if (!shelf) return asked(Result<Stored>{tl::unexpected(shelf.error())});
  const auto stream = mentions_of(incident);
  std::vector<std::string> ids;
  for (const auto ordinal : ordinals) ids.push_back(std::to_string(ordinal) + "-0");
  std::vector<Redis::Words> questions;
  for (const auto& id : ids) questions.push_back({"XRANGE", stream, id, id});
  const auto replies = redis_.pipeline(questions);
  if (!replies) return asked(Result<Stored>{fail(Errc::kStoreAway, replies.error().where, replies.error().what)});
  Stored stored;
  for (const auto& reply : *replies) {
    if ((*reply).size() == 0) continue;
    auto one = opened(**shelf, (*reply)[0]);
    if (one)
      stored.push_back(std::move(*one));
    else
      set_aside(stream, number_of((*reply)[0]), one.error());
  }
  return stored;
}

// Of a question: whether the server is there. It does not say whether it can be written to.
template <class T>
Result<T> MentionStore::asked(Result<T> outcome) {
  const auto state = detail::state_after(outcome);
  const std::lock_guard lock{states_mutex_};
  if (state != domain::StoreState::well || server_ != domain::StoreState::read_only) server_ = state;
  return outcome;
}

// Of a write: whether the server takes it, and whether the incident has room.
template <class T>
Result<T> MentionStore::noted(domain::IncidentId incident, Result<T> outcome) {
  auto state = detail::state_after(outcome);
  const auto shelf = shelves_.find(incident);
  if (outcome && shelf != shelves_.end() && shelf->second.bytes >= budget_bytes_ / 100 * kHighPercent) state = domain::StoreState::high;
  const bool server = state == domain::StoreState::away || state == domain::StoreState::read_only;
  const std::lock_guard lock{states_mutex_};
  server_ = server ? state : domain::StoreState::well;
  if (!server) incidents_[incident] = state;
  return outcome;
}

domain::StoreState MentionStore::state(domain::IncidentId incident) const {
  const std::lock_guard lock{states_mutex_};
  if (server_ != domain::StoreState::well) return server_;
  const auto known = incidents_.find(incident);
  return known == incidents_.end() ? domain::StoreState::well : known->second;
}

}  // namespace voelspriet::store
