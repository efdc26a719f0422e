// SPDX-License-Identifier: Apache-2.0
// Whether an act would be refused now, asked of the rules themselves: the console runs the hub's own decide() on the state it shows.
// An answer of "" means open. The hub decides again; this only closes buttons with their reason.
#pragma once

#include <string>

#include "console/model/rows.hpp"
#include "hub/domain/command.hpp"

namespace voelspriet::console {

std::string closed(const RowContext& context, domain::CommandBody body, domain::Sequence base);
// Proposing the verdict, or signing it where it is proposed and the person may.
std::string closed_verdict(const RowContext& context, const domain::Claim& claim, domain::Verdict verdict);
// Whether pressing the key of this verdict signs what somebody else proposed.
bool signs(const RowContext& context, const domain::Claim& claim, domain::Verdict verdict);

}  // namespace voelspriet::console
