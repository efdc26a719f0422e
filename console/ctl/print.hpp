// SPDX-License-Identifier: Apache-2.0
// Answers as people read them in a terminal, a line per row. What strangers wrote cannot move the cursor. Pure.
#pragma once

#include <string>
#include <string_view>

#include "hub/wire/messages.hpp"

namespace voelspriet::console::ctl {

std::string lines(const wire::Status& status);
std::string lines(const wire::Incidents& incidents);
std::string lines(const wire::Persons& persons);
std::string key_lines(const wire::Persons& persons);
std::string lines(const wire::Claims& claims);
std::string lines(const wire::Mentions& mentions);
std::string lines(const wire::Statements& statements);
std::string lines(const wire::Deliveries& deliveries);
std::string lines(const wire::Facts& facts);

// The exact bytes per channel, and the six words that belong to them.
std::string bytes_to_approve(const domain::Statement& statement);
std::string six_words(const domain::Statement& statement);

// The one line for a refusal or a hub that is not there.
std::string line(const Error& error);

}  // namespace voelspriet::console::ctl
