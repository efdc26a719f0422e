// SPDX-License-Identifier: Apache-2.0
// The log of a desk after a very long crisis, made as people make it: by commands through decide(). One thread.
#pragma once

#include <cstddef>

#include "hub/engine/engine.hpp"

namespace voelspriet::bench {

struct LargeLog {
  std::size_t events = 1'000'000;
  std::size_t claims = 5'000, statements = 2'000;
  std::size_t after_snapshot = 20'000;  // events that no snapshot holds
};

// Grows the log of a desk that was just founded; the snapshot is saved on the way. Throws when a command is refused.
// REQUIRES: the engine has FakeChannels "web" (once), "cms" (at least once) and "telefoon" (by a person).
void grow(engine::Engine& engine, const LargeLog& shape, Time now);

}  // namespace voelspriet::bench
