// SPDX-License-Identifier: Apache-2.0
// Does what was asked: one visit to the hub, one answer on standard output. Errors are the caller's to show.
#pragma once

#include "console/ctl/cli.hpp"

namespace voelspriet::console::ctl {

// What goes to standard output. `tail` writes while it goes on, until SIGINT or SIGTERM.
Result<std::string> run(const Asked& asked);

// {"error":{"code":…,"word":…,"where":…,"what":…}}
std::string error_json(const Error& error);
// 1 refused, 3 nobody answers.
int exit_code(Errc code);

}  // namespace voelspriet::console::ctl
