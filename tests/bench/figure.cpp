// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace voelspriet::bench {
namespace {

std::vector<Bench>& registry() {
  static std::vector<Bench> benches;
  return benches;
}

bool holds(const Figure& figure, double value) {
  if (!figure.goal) return true;
  return figure.comparison == Comparison::kAtMost ? value <= *figure.goal : value >= *figure.goal;
}

}  // namespace

Registration::Registration(Bench bench) { registry().push_back(std::move(bench)); }

const std::vector<Bench>& registered_benches() { return registry(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(p / 100 * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

std::string to_json_line(const Figure& figure, const std::vector<double>& values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double value = median(values);
  return fmt::format(
      R"({{"name":"{}","value":{:.6g},"unit":"{}","min":{:.6g},"max":{:.6g},"runs":{},"goal":{},"holds":{}}})",
      figure.name, value, figure.unit, *least, *most, values.size(),
      figure.goal ? fmt::format("{:.6g}", *figure.goal) : "null", holds(figure, value));
}

}  // namespace voelspriet::bench
