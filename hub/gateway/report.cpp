// SPDX-License-Identifier: Apache-2.0
#include "hub/gateway/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

namespace voelspriet::gateway {
namespace {

const char* word(PartState state) {
  switch (state) {
    case PartState::up:
      return "up";
    case PartState::degraded:
      return "degraded";
    case PartState::down:
      return "down";
  }
  return "";
}

// Help knows \\ and \n, label values \" too.
std::string escaped(std::string_view text, bool quoted) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || (quoted && c == '"')) out += '\\';
    out += c;
  }
  return out;
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", value);
}

std::string labels_of(const Sample& sample) {
  std::string text;
  for (const auto& [name, value] : sample.labels) {
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "{" : ",", name, escaped(value, true));
  }
  return text.empty() ? text : text + "}";
}

}  // namespace

PartState state_of(const HealthReport& report) {
  PartState worst = PartState::up;
  for (const auto& part : report.parts) worst = std::max(worst, part.state);
  return worst;
}

std::string render_health(const HealthReport& report) {
  boost::json::array parts;
  for (const auto& [name, state, detail] : report.parts) {
    parts.push_back({{"name", name}, {"state", word(state)}, {"detail", detail}});
  }
  const boost::json::object health{{"state", word(state_of(report))}, {"desk", report.desk},
                                   {"exercise", report.exercise},     {"brake", report.brake},
                                   {"seq", report.sequence},          {"parts", std::move(parts)}};
  return boost::json::serialize(health) + "\n";
}

std::string render_metrics(const std::vector<Metric>& metrics) {
  std::string text;
  for (const auto& [name, help, kind, samples] : metrics) {
    text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, escaped(help, false), name,
                        kind == MetricKind::counter ? "counter" : "gauge");
    for (const auto& sample : samples) text += fmt::format("{}{} {}\n", name, labels_of(sample), number(sample.value));
  }
  return text;
}

}  // namespace voelspriet::gateway
