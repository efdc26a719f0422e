// SPDX-License-Identifier: Apache-2.0
// The command line of voelspriet-console, read into values so that it is tested without a process.
#pragma once

#include <string>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {

inline constexpr const char* kProgram = "console 0.1.0";

struct Options {
  std::string hub;              // hub.pub, or the folder it stands in
  std::string key;              // "" = asked on screen
  std::string passphrase_file;  // "" = asked on screen
  text::Lang lang = text::Lang::nl;
  bool light = false;
  int zoom = 100;
  int width = 1440, height = 900;
  std::string show;             // text to print instead of running: --help
};

// kBadValue names the option.
Result<Options> parse_options(std::vector<std::string> arguments);

}  // namespace voelspriet::console
