// SPDX-License-Identifier: Apache-2.0
// The chain of the log as a reader checks it: every event carries the SHA-256 of the exact bytes before it. A value; one thread.
#pragma once

#include <string_view>

#include "hub/base/result.hpp"
#include "hub/crypto/digest.hpp"
#include "hub/domain/event.hpp"

namespace voelspriet::console {

struct Chain {
  domain::Sequence seq = 0;   // of the last event; 0 = none yet
  crypto::Digest hash{};      // of its bytes

  // Takes the next event. kCorrupt names what does not fit; kMalformed and the like that the bytes cannot be read. Nothing changed then.
  Result<domain::Event> extend(std::string_view bytes);
};

}  // namespace voelspriet::console
