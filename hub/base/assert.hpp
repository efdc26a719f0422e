// SPDX-License-Identifier: Apache-2.0
// A broken invariant stops the process, always, in every build: the log is the truth and a restart is cheap.
#pragma once

#include <string_view>

namespace voelspriet {

[[noreturn]] void stop_broken(std::string_view invariant, std::string_view detail, const char* file, int line);

}  // namespace voelspriet

// VOELSPRIET_ASSERT(condition, "what the values are"): prints both and aborts.
#define VOELSPRIET_ASSERT(condition, detail)                                                   \
  do {                                                                                         \
    if (!(condition)) ::voelspriet::stop_broken(#condition, (detail), __FILE__, __LINE__);     \
  } while (false)
