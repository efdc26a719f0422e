// SPDX-License-Identifier: Apache-2.0
// The two things of JSON that are not trivial to write. Ours and not Boost.JSON's serializer, which needs its own tree first and writes
// 52.5 as 5.25E1 - logs are read by people too.
#pragma once

#include <string>
#include <string_view>

namespace voelspriet::wire::detail {

// With quotes. A byte that is not UTF-8 becomes U+FFFD: what is written can always be read again.
void append_string(std::string& out, std::string_view text);
// The shortest decimals that read back as the same value. REQUIRES: finite.
void append_real(std::string& out, double value);

}  // namespace voelspriet::wire::detail
