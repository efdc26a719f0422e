// SPDX-License-Identifier: Apache-2.0
#include "hub/base/assert.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace voelspriet {

void stop_broken(std::string_view invariant, std::string_view detail, const char* file, int line) {
  fmt::print(stderr, "voelspriet: broken invariant {} ({}) at {}:{}\n", invariant, detail, file, line);
  std::abort();
}

}  // namespace voelspriet
