// SPDX-License-Identifier: Apache-2.0
// Who may write to a Redis: the hub that started last. Every script that writes compares `<prefix>:writer` with name() first.
#pragma once

#include "hub/store/redis.hpp"

namespace voelspriet::store::detail {

class Writer {
 public:
  explicit Writer(const std::string& prefix);

  // Takes the epoch by INCR: from here on every hub that started earlier is fenced.
  Result<void> take(Redis& redis);
  // The same under an epoch given elsewhere. kFenced: a hub with a later one was here.
  Result<void> take(Redis& redis, std::uint64_t epoch);
  // After an answer that got lost: what this hub may still have on its way is fenced too. kFenced: a newer hub has started.
  Result<void> renew(Redis& redis);

  std::uint64_t epoch() const { return epoch_; }  // grows with every start, whatever the clocks say
  std::string name() const { return name_of(renewed_); }
  const std::string& key() const { return writer_key_; }

 private:
  std::string name_of(unsigned renewed) const { return std::to_string(epoch_) + "." + std::to_string(renewed); }

  const std::string writer_key_, epoch_key_;
  Script take_, take_given_, renew_;
  std::uint64_t epoch_ = 0;
  unsigned renewed_ = 0;
};

inline tl::unexpected<Error> fenced() { return fail(Errc::kFenced, "store", "a newer hub has taken over"); }

}  // namespace voelspriet::store::detail
