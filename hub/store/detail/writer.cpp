// SPDX-License-Identifier: Apache-2.0
#include "hub/store/detail/writer.hpp"

#include <charconv>

namespace voelspriet::store::detail {
namespace {

constexpr const char* kTake = R"lua(
local epoch = tostring(redis.call('INCR', KEYS[2]))
redis.call('SET', KEYS[1], epoch .. '.0')
return epoch
)lua";

constexpr const char* kTakeGiven = R"lua(
local newest = redis.call('GET', KEYS[2]) or '0'
if tonumber(newest) > tonumber(ARGV[1]) then return newest end
redis.call('SET', KEYS[2], ARGV[1])
redis.call('SET', KEYS[1], ARGV[1] .. '.0')
return 'TAKEN'
)lua";

constexpr const char* kRenew = R"lua(
local writer = redis.call('GET', KEYS[1])
if writer ~= ARGV[1] and writer ~= ARGV[2] then return 'FENCED' end
redis.call('SET', KEYS[1], ARGV[2])
return 'RENEWED'
)lua";

// Done twice is done once, so an answer that got lost leaves no doubt.
tl::unexpected<Error> not_done(Error error) {
  if (in_doubt(error)) error.code = Errc::kStoreAway;
  return tl::unexpected(std::move(error));
}

}  // namespace

Writer::Writer(const std::string& prefix)
    : writer_key_{prefix + ":writer"}, epoch_key_{prefix + ":epoch"}, take_{kTake, ""}, take_given_{kTakeGiven, ""}, renew_{kRenew, ""} {}

Result<void> Writer::take(Redis& redis) {
  const auto epoch = redis.run(take_, {writer_key_, epoch_key_}, {});
  if (!epoch) return not_done(epoch.error());
  const auto digits = (**epoch).text();
  std::from_chars(digits.data(), digits.data() + digits.size(), epoch_);
  return {};
}

Result<void> Writer::take(Redis& redis, std::uint64_t epoch) {
  const auto given = std::to_string(epoch);
  const auto reply = redis.run(take_given_, {writer_key_, epoch_key_}, {given});
  if (!reply) return not_done(reply.error());
  if (const auto answer = (**reply).text(); answer != "TAKEN") {
    return fail(Errc::kFenced, epoch_key_, "hub " + std::string{answer} + " is newer than this one, number " + given +
                    "; if the log was put back from a copy, raise log:epoch there to " + std::string{answer} + " and start again");
  }
  epoch_ = epoch;
  return {};
}

Result<void> Writer::renew(Redis& redis) {
  const auto old_name = name(), new_name = name_of(renewed_ + 1);
  const auto reply = redis.run(renew_, {writer_key_}, {old_name, new_name});
  if (!reply) return not_done(reply.error());
  if ((**reply).text() == "FENCED") return fenced();
  ++renewed_;
  return {};
}

}  // namespace voelspriet::store::detail
