// SPDX-License-Identifier: Apache-2.0
#include "hub/store/detail/writer.hpp"

namespace voelspriet::store::detail {
namespace {

constexpr const char* kTake = R"lua(
local epoch = tostring(redis.call('INCR', KEYS[2]))
redis.call('SET', KEYS[1], epoch .. '.0')
return epoch
)lua";

constexpr const char* kRenew = R"lua(
local writer = redis.call('GET', KEYS[1])
if writer ~= ARGV[1] and writer ~= ARGV[2] then return 'FENCED' end
redis.call('SET', KEYS[1], ARGV[2])
return 'RENEWED'
)lua";

}  // namespace

Writer::Writer(const std::string& prefix)
    : writer_key_{prefix + ":writer"}, epoch_key_{prefix + ":epoch"}, take_{kTake, ""}, renew_{kRenew, ""} {}

Result<void> Writer::take(Redis& redis) {
  const auto epoch = redis.run(take_, {writer_key_, epoch_key_}, {});
  if (!epoch) return tl::unexpected(epoch.error());
  epoch_ = (**epoch).text();
  return {};
}

Result<void> Writer::renew(Redis& redis) {
  const auto old_name = name(), new_name = epoch_ + "." + std::to_string(renewed_ + 1);
  const auto reply = redis.run(renew_, {writer_key_}, {old_name, new_name});
  if (!reply) return fail(Errc::kStoreAway, reply.error().where, reply.error().what);
  if ((**reply).text() == "FENCED") return fenced();
  ++renewed_;
  return {};
}

}  // namespace voelspriet::store::detail
