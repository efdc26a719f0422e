// SPDX-License-Identifier: Apache-2.0
#include "tests/eval/scores.hpp"

#include <cmath>
#include <map>
#include <utility>

namespace voelspriet::eval {
namespace {

using Counts = std::map<std::uint64_t, double>;

double entropy(const Counts& counts, double rows) {
  double sum = 0;
  for (const auto& [key, count] : counts) sum -= count / rows * std::log(count / rows);
  return sum;
}

}  // namespace

Scores score(std::span<const std::uint64_t> groups, std::span<const std::uint64_t> labels) {
  const double rows = static_cast<double>(groups.size());
  Counts by_group, by_label;
  std::map<std::pair<std::uint64_t, std::uint64_t>, double> both;
  for (std::size_t row = 0; row < groups.size(); ++row) {
    ++by_group[groups[row]];
    ++by_label[labels[row]];
    ++both[{groups[row], labels[row]}];
  }
  Scores out;
  double shared = 0;
  for (const auto& [pair, count] : both) {
    const double group = by_group[pair.first];
    const double label = by_label[pair.second];
    out.precision += count * count / group / rows;
    out.recall += count * count / label / rows;
    shared += count / rows * std::log(count * rows / (group * label));
  }
  out.f1 = 2 * out.precision * out.recall / (out.precision + out.recall);
  const double entropies = entropy(by_group, rows) + entropy(by_label, rows);
  out.nmi = entropies == 0 ? 1 : 2 * shared / entropies;
  return out;
}

}  // namespace voelspriet::eval
