// SPDX-License-Identifier: Apache-2.0
// What was asked for on the command line of voelspriet-hub, as a value: testable without a process.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::hub {

struct ShowText {                      // --help, --version, --describe
  std::string text;
};
struct Verify {                        // read the configuration, say what is wrong with it
  std::filesystem::path desk;
};
struct Init {                          // found the desk: its keys and event 1
  std::filesystem::path desk;
  std::string lead;                    // name of the first lead
  std::filesystem::path key_file;      // where the lead's key goes
  std::filesystem::path passphrase_file;
};
struct Serve {
  std::filesystem::path desk;
  std::optional<Time> drill_start;     // of the drill clock; exercise desks only
  double drill_speed = 1;
};
using Asked = std::variant<ShowText, Verify, Init, Serve>;

// `args` without the program's name. The error is a line for people.
Result<Asked> parse_cli(std::vector<std::string> args);

}  // namespace voelspriet::hub
