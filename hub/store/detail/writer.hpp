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
  // After an answer that got lost: what this hub may still have on its way is fenced too. kFenced: a newer hub has started.
  Result<void> renew(Redis& redis);

  std::string name() const { return epoch_ + "." + std::to_string(renewed_); }
  const std::string& key() const { return writer_key_; }

 private:
  const std::string writer_key_, epoch_key_;
  Script take_, renew_;
  std::string epoch_;
  unsigned renewed_ = 0;
};

inline tl::unexpected<Error> fenced() { return fail(Errc::kFenced, "store", "a newer hub has taken over"); }

}  // namespace voelspriet::store::detail
