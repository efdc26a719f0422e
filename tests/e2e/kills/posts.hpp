// SPDX-License-Identifier: Apache-2.0
// Invented posts as Jetstream lines, each matching the profile of House::open_incident and each with its number in it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voelspriet::support {

// Line `number`, from 1, with its newline.
std::string post_line(std::uint32_t number);
// The number in the text of a post; nothing when it is none of these.
std::optional<std::uint32_t> post_number(std::string_view text);

}  // namespace voelspriet::support
