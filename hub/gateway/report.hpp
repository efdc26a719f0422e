// SPDX-License-Identifier: Apache-2.0
// What machines that watch the hub are told: health as JSON, figures in the text format of Prometheus (version 0.0.4).
// No names, no text of anyone. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace voelspriet::gateway {

enum class PartState { up, degraded, down };

struct PartHealth {
  std::string name;  // "log_store", "mention_store", "bus", "feed Bluesky"
  PartState state = PartState::up;
  std::string detail;  // why, for an operator; may be empty
};

struct HealthReport {
  std::string desk;
  bool exercise = false;
  bool brake = false;
  std::uint64_t sequence = 0;  // of the last durable event
  std::vector<PartHealth> parts;
};

// The worst of its parts.
PartState state_of(const HealthReport& report);
// {"state":"degraded","desk":...,"exercise":...,"brake":...,"seq":...,"parts":[{"name":...,"state":...,"detail":...}]}
std::string render_health(const HealthReport& report);

struct Sample {
  std::vector<std::pair<std::string, std::string>> labels;
  double value = 0;
};

enum class MetricKind { counter, gauge };

struct Metric {
  std::string name;  // "voelspriet_mentions_total"
  std::string help;
  MetricKind kind = MetricKind::gauge;
  std::vector<Sample> samples;
};

std::string render_metrics(const std::vector<Metric>& metrics);

}  // namespace voelspriet::gateway
