// SPDX-License-Identifier: Apache-2.0
// Commands as they travel from a console to the hub. Pure functions, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "hub/domain/command.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::wire {

std::string encode(const domain::Command& command);
Result<domain::Command> decode_command(std::string_view text, ReadNotes* notes = nullptr);

// "make_claim": every type there is, in the order of the variant.
std::span<const std::string_view> command_types();

}  // namespace voelspriet::wire
