// SPDX-License-Identifier: Apache-2.0
#include "hub/store/log_store.hpp"

#include <charconv>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"

namespace voelspriet::store {
namespace {

constexpr const char* kAppend = R"lua(
local writer, seq, hash, new_hash = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local owner = redis.call('GET', KEYS[3])
if owner and owner ~= writer then return 'FENCED' end
local head = redis.call('HMGET', KEYS[2], 'seq', 'hash')
if head[2] == new_hash then return 'APPENDED' end
if not owner or (head[1] or '0') ~= seq or (head[2] or '') ~= hash then return 'CONFLICT' end
for i = 5, #ARGV do
  seq = string.format('%.0f', seq + 1)
  redis.call('XADD', KEYS[1], seq .. '-0', 'e', ARGV[i])
end
redis.call('HSET', KEYS[2], 'seq', seq, 'hash', new_hash)
return 'APPENDED'
)lua";

std::string entry_id(domain::Sequence seq) { return std::to_string(seq) + "-0"; }

std::string hash_word(const crypto::Digest& hash) { return hash ? to_string(hash) : std::string{}; }

}  // namespace

Head head_after(const Head& before, std::span<const std::string> lines) {
  return {before.seq + lines.size(), crypto::sha256(lines.back())};
}

LogStore::LogStore(std::string socket_path, std::chrono::milliseconds timeout)
    : redis_{std::move(socket_path), timeout}, append_script_{kAppend, ""} {}

Result<Head> LogStore::open() {
  if (auto taken = writer_.take(redis_); !taken) return tl::unexpected(taken.error());
  const auto stored = head();
  if (!stored) return stored;
  const auto last = redis_.query({"XREVRANGE", "log", "+", "-", "COUNT", "1"});
  if (!last) return tl::unexpected(last.error());
  const bool holds = (**last).size() == 0 ? *stored == Head{}
                                          : (**last)[0][0].text() == entry_id(stored->seq) &&
                                                crypto::sha256((**last)[0][1][1].text()) == stored->hash;
  if (!holds) return fail(Errc::kCorrupt, "log:head", "is not the last entry of the log and its hash");
  return stored;
}

Result<Head> LogStore::head() {
  const auto reply = redis_.query({"HMGET", "log:head", "seq", "hash"});
  if (!reply) return tl::unexpected(reply.error());
  if ((**reply)[0].is_nil()) return Head{};
  const auto seq = (**reply)[0].text();
  const auto hash = crypto::parse_digest((**reply)[1].text());
  Head head;
  const auto [end, error] = std::from_chars(seq.data(), seq.data() + seq.size(), head.seq);
  if (error != std::errc{} || !hash) return fail(Errc::kCorrupt, "log:head", "is no sequence number and hash");
  head.hash = *hash;
  return head;
}

Result<void> LogStore::append(std::span<const std::string> lines, const Head& before) {
  VOELSPRIET_ASSERT(!lines.empty(), "an empty batch");
  for (const auto& line : lines) {
    if (line.size() > limits::kFrameBytesMax) return fail(Errc::kTooLarge, "log", "an event of " + std::to_string(line.size()) + " bytes");
  }
  const auto name = writer_.name(), seq = std::to_string(before.seq), hash = hash_word(before.hash);
  const auto new_hash = to_string(head_after(before, lines).hash);
  Redis::Words arguments{name, seq, hash, new_hash};
  arguments.insert(arguments.end(), lines.begin(), lines.end());

  const auto run = [&] { return redis_.run(append_script_, {"log", "log:head", writer_.key()}, arguments); };
  auto reply = run();
  if (!reply && in_doubt(reply.error())) {
    reply = run();  // the script knows its own work by the hash
    if (!reply) reply.error().code = Errc::kTimeout;  // whatever it says now, the first try may be in the log
  }
  if (!reply) return tl::unexpected(std::move(reply.error()));
  const auto answer = (**reply).text();
  if (answer == "FENCED") return detail::fenced();
  if (answer == "CONFLICT") return fail(Errc::kConflict, "log", "does not end with event " + seq + " of this hub");
  return {};
}

Result<bool> LogStore::settle(const Head& before, const Head& intended) {
  if (auto renewed = writer_.renew(redis_); !renewed) return tl::unexpected(renewed.error());
  const auto now = head();
  if (!now) return tl::unexpected(now.error());
  if (*now != before && *now != intended) return fail(Errc::kConflict, "log", "ends with an event this hub did not write");
  return *now == intended;
}

Result<std::vector<std::string>> LogStore::read(domain::Sequence from, std::size_t most) {
  const auto first = entry_id(from), count = std::to_string(most);
  const auto reply = redis_.query({"XRANGE", "log", first, "+", "COUNT", count});
  if (!reply) return tl::unexpected(reply.error());
  std::vector<std::string> lines;
  lines.reserve((**reply).size());
  for (std::size_t i = 0; i < (**reply).size(); ++i) {
    const auto entry = (**reply)[i];
    if (entry[0].text() != entry_id(from + i)) return fail(Errc::kCorrupt, "log", "event " + std::to_string(from + i) + " is not there");
    lines.emplace_back(entry[1][1].text());
  }
  return lines;
}

}  // namespace voelspriet::store
