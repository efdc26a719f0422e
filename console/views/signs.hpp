// SPDX-License-Identifier: Apache-2.0
// Shape and colour of every state; the word stands in console/model/words.hpp. Always all three together.
#pragma once

#include "console/model/rows.hpp"
#include "console/widgets/icons.hpp"

namespace voelspriet::console {

struct Sign {
  Icon icon = Icon::none;
  Tone tone = Tone::t1;
};

Sign sign_of(domain::ClaimStatus status);
Sign sign_of(domain::Verdict verdict);
Sign sign_of(domain::Stance stance);
Sign sign_of(domain::StatementStatus status);
Sign sign_of(const DeliveryRow& row);
Tone tone_of(Edge edge);

}  // namespace voelspriet::console
