// SPDX-License-Identifier: Apache-2.0
// What screens call somebody instead of their handle: "Wulp 3141". Told from the keyed id alone, so it is the same through the whole
// incident, another one in the next, and says nothing about the person. Two persons may share one (1 in 640,000); rules never use it.
#pragma once

#include <string>

#include "hub/crypto/keyed_id.hpp"

namespace voelspriet::store {

// "" for nobody.
std::string pseudonym(const crypto::KeyedId& author);

}  // namespace voelspriet::store
