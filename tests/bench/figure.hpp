// SPDX-License-Identifier: Apache-2.0
// A figure is a number we promise or show, under a name that never changes (tests/bench/README.md lists them). Each
// tests/bench/<name>_bench.cpp registers a Bench; voelspriet-bench runs those whose names match and prints JSON Lines.
// A bench checks its own answers: one that cannot vouch for its numbers throws. Used by main's thread alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace voelspriet::bench {

enum class Comparison { kAtMost, kAtLeast };

struct Figure {
  std::string name;  // "command.durable_p99_ms": the subcommand, a dot, what and its unit
  std::string unit;
  std::optional<double> goal;  // none: shown, never judged
  Comparison comparison = Comparison::kAtMost;
};

struct Bench {
  std::vector<Figure> figures;                   // measured together
  std::function<std::vector<double>()> measure;  // one run: a value for each figure, in their order
  int runs = 5;                                  // 1 where the run has a length of its own
  bool only_when_named = false;                  // soaks: not without a FILTER
};

// `const Registration registered({...});` at namespace scope.
struct Registration {
  explicit Registration(Bench bench);
};
const std::vector<Bench>& registered_benches();

// REQUIRES: at least one value. Of an even number, the mean of the middle two.
double median(std::vector<double> values);
// The p-th percentile (0..100) by nearest rank. REQUIRES: at least one value.
double percentile(std::vector<double> values, double p);
// {"name":..,"value":..,"unit":..,"min":..,"max":..,"runs":..,"goal":..,"holds":..}; goal is null when there is none.
std::string to_json_line(const Figure& figure, const std::vector<double>& values);

}  // namespace voelspriet::bench
