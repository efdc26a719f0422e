// SPDX-License-Identifier: Apache-2.0
// How long to wait before the next try: doubling, jittered so that feeds do not come back in step. Pure but for the
// randomness it is lent.
#pragma once

#include <chrono>

#include "hub/base/limits.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::feeds {

class Backoff {
 public:
  explicit Backoff(crypto::Random& random) : random_(random) {}

  // Half to all of the current delay, which doubles up to limits::kBackoffMax.
  std::chrono::milliseconds next();
  void reset() { delay_ = limits::kBackoffFirst; }

 private:
  crypto::Random& random_;
  std::chrono::milliseconds delay_ = limits::kBackoffFirst;
};

}  // namespace voelspriet::feeds
