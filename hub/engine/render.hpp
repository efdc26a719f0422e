// SPDX-License-Identifier: Apache-2.0
// Asks every wanted channel for its variant of a statement. Pure; the first channel that cannot carry it is the error, by name.
#pragma once

#include "hub/engine/ports.hpp"

namespace voelspriet::engine {

Result<std::vector<domain::Variant>> render(const domain::State& state, domain::StatementId statement, const Channels& channels, Time now);

Channel* find_channel(const Channels& channels, std::string_view name);

}  // namespace voelspriet::engine
