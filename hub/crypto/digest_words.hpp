// SPDX-License-Identifier: Apache-2.0
// Six check words of a digest, read aloud to hear that two screens show the same text. Word i stands for byte i (48
// bits together). 256 Dutch nouns of 4 to 8 letters, no two closer than three letters changed, none that sounds like an
// emergency.
#pragma once

#include <array>
#include <string_view>

#include "hub/crypto/digest.hpp"

namespace voelspriet::crypto {

extern const std::array<std::string_view, 256> kCheckWords;

std::array<std::string_view, 6> check_words(const Digest& digest);

}  // namespace voelspriet::crypto
