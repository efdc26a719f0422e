// SPDX-License-Identifier: Apache-2.0
// What was asked for on the command line of voelspriet-feeds, as a value: testable without a process.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "hub/base/result.hpp"

namespace voelspriet::feeds {

struct ShowText {  // --help, --version
  std::string text;
};
// Print posts of a Jetstream server; needs no hub, key or configuration.
struct PrintJetstream {
  std::string url, ca_file, cursor;
  std::vector<std::string> terms;  // none = all
};
// Everything a configuration names, for a hub.
struct RunFeeds {
  std::filesystem::path config;
  bool verify_only = false;
  double speed = 1;  // drill seconds per second
};
using Asked = std::variant<ShowText, PrintJetstream, RunFeeds>;

// `args` without the program's name. The error is a line for people.
Result<Asked> parse_cli(std::vector<std::string> args);

}  // namespace voelspriet::feeds
