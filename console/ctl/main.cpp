// SPDX-License-Identifier: Apache-2.0
// voelspriet-ctl: composes what was asked, a visit to the hub and the answer. 0 done, 1 refused, 2 usage, 3 the hub does not answer.
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "console/ctl/print.hpp"
#include "console/ctl/run.hpp"
#include "hub/base/log.hpp"
#include "hub/base/time.hpp"

int main(int argc, char** argv) try {
  using namespace voelspriet;
  const auto asked = console::ctl::parse_cli({argv + 1, argv + argc}, SystemClock{}.now());
  if (!asked) {
    fmt::print(stderr, "{}\nvoelspriet-ctl --help tells more.\n", to_string(asked.error()));
    return 2;
  }
  start_logging("voelspriet-ctl", "warn");
  const auto answer = console::ctl::run(*asked);
  if (answer) {
    fmt::print("{}", *answer);
    return 0;
  }
  if (asked->options.json) fmt::print("{}", console::ctl::error_json(answer.error()));
  fmt::print(stderr, "{}", console::ctl::line(answer.error()));
  return console::ctl::exit_code(answer.error().code);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-ctl: {}\n", error.what());
  return 1;
}
