// SPDX-License-Identifier: Apache-2.0
// Log lines for operators, on stderr, in logfmt: `level=warning from=bus msg="key refused" peer=…`. Never text or names of strangers.
#pragma once

#include <string_view>

namespace voelspriet {

// Called once by main. level: trace, debug, info, warn, error.
void start_logging(std::string_view program, std::string_view level);

void log_info(std::string_view at, std::string_view message);
void log_warn(std::string_view at, std::string_view message);
void log_error(std::string_view at, std::string_view message);

}  // namespace voelspriet
