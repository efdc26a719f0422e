// SPDX-License-Identifier: Apache-2.0
// voelspriet-bench [FILTER]: measures every figure whose name the extended regular expression finds, and prints one
// JSON object per figure on stdout. `--list` prints the names. A goal missed does not fail it; a bench that cannot
// vouch for its answers does.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <regex>
#include <stdexcept>
#include <string_view>

#include "tests/bench/figure.hpp"

namespace voelspriet::bench {
namespace {

// One row of values per figure.
std::vector<std::vector<double>> measure(const Bench& bench) {
  std::vector<std::vector<double>> values(bench.figures.size());
  for (int run = 1; run <= bench.runs; ++run) {
    fmt::print(stderr, "{}: run {} of {}\n", bench.figures.front().name, run, bench.runs);
    const std::vector<double> row = bench.measure();
    if (row.size() != values.size()) throw std::logic_error("as many values as figures are needed");
    for (std::size_t i = 0; i < row.size(); ++i) values[i].push_back(row[i]);
  }
  return values;
}

int run(std::string_view filter) {
  const std::regex wanted(filter.begin(), filter.end(), std::regex::extended);
  const auto matches = [&wanted](const Figure& figure) { return std::regex_search(figure.name, wanted); };
  int status = 0;
  for (const Bench& bench : registered_benches()) {
    if (bench.only_when_named && filter.empty()) continue;
    if (std::none_of(bench.figures.begin(), bench.figures.end(), matches)) continue;
    try {
      const auto values = measure(bench);
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (matches(bench.figures[i])) fmt::print("{}\n", to_json_line(bench.figures[i], values[i]));
      }
      std::fflush(stdout);
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}: {}\n", bench.figures.front().name, error.what());
      status = 1;
    }
  }
  return status;
}

void list() {
  for (const Bench& bench : registered_benches()) {
    for (const Figure& figure : bench.figures) fmt::print("{}\n", figure.name);
  }
}

}  // namespace
}  // namespace voelspriet::bench

int main(int argc, char** argv) try {
  const std::string_view argument = argc > 1 ? argv[1] : "";
  if (argc > 2) return fmt::print(stderr, "usage: voelspriet-bench [FILTER | --list]\n"), 2;
  if (argument == "--list") return voelspriet::bench::list(), 0;
  return voelspriet::bench::run(argument);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-bench: {}\n", error.what());
  return 2;
}
