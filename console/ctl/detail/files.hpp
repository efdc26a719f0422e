// SPDX-License-Identifier: Apache-2.0
// What ctl reads from files before it speaks to the hub: texts of authors, and the mirror of the log.
#pragma once

#include <filesystem>

#include "console/ctl/cli.hpp"
#include "console/link/chain.hpp"

namespace voelspriet::console::ctl::detail {

// Reads the text file, if that is where the text is.
Result<void> apply(const WordingChange& change, domain::Wording& wording);

// Every line carries the hash of the one before it. Where the mirror ends; kCorrupt names the line that does not fit.
Result<Chain> verify_mirror(const std::filesystem::path& path);

}  // namespace voelspriet::console::ctl::detail
