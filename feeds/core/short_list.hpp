// SPDX-License-Identifier: Apache-2.0
// Languages, links and media of a mention are as many and as long as strangers make them; here they are bounded, so that a mention fits
// into a message to the hub. Pure.
#pragma once

#include <string>
#include <vector>

namespace voelspriet::feeds {

inline constexpr std::size_t kShortListMax = 32;             // entries; more are left out
inline constexpr std::size_t kShortListEntryBytes = 4 << 10;  // longer ones are cut

// Nothing twice, and nothing empty.
void add_once(std::vector<std::string>& list, std::string value);

}  // namespace voelspriet::feeds
