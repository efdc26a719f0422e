// SPDX-License-Identifier: Apache-2.0
#include "hub/watch.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace voelspriet::hub {
namespace {

using domain::StoreState;
using gateway::PartState;

gateway::PartHealth store_health(std::string name, StoreState state, bool behind) {
  switch (state) {
    case StoreState::well: return {std::move(name), behind ? PartState::degraded : PartState::up, behind ? "mirror is behind" : ""};
    case StoreState::high: return {std::move(name), PartState::degraded, "nearly full"};
    case StoreState::full: return {std::move(name), PartState::down, "full"};
    case StoreState::away: return {std::move(name), PartState::down, "away"};
    case StoreState::read_only: return {std::move(name), PartState::down, "read only"};
  }
  return {std::move(name), PartState::down, ""};
}

gateway::PartHealth feed_health(const domain::FeedHealth& feed) {
  const PartState state = feed.state == domain::FeedState::live     ? PartState::up
                          : feed.state == domain::FeedState::silent ? PartState::degraded
                                                                    : PartState::down;
  return {"feed " + feed.name, state, feed.reason};
}

gateway::Metric one(std::string name, std::string help, gateway::MetricKind kind, double value) {
  return {std::move(name), std::move(help), kind, {{{}, value}}};
}

}  // namespace

gateway::HealthReport health_of(const std::string& desk, bool exercise, const Figures& figures) {
  const Figures::Log log = figures.log();
  gateway::HealthReport report{desk, exercise, log.braked, log.seq, {store_health("log_store", log.state, log.mirror_behind)}};
  StoreState worst = figures.mentions();
  for (const domain::Pulse& pulse : figures.pulses()) worst = std::max(worst, pulse.mention_store);
  report.parts.push_back(store_health("mention_store", worst, false));
  const std::string snapshot = figures.snapshot_trouble();  // a restart takes longer, nothing else
  report.parts.push_back({"snapshot", snapshot.empty() ? PartState::up : PartState::degraded, snapshot});
  for (const domain::FeedHealth& feed : figures.feeds()) report.parts.push_back(feed_health(feed));
  return report;
}

std::vector<gateway::Metric> metrics_of(const Figures& figures, const std::map<std::string, std::uint64_t>& counters) {
  using gateway::MetricKind;
  std::vector<gateway::Metric> metrics;
  metrics.push_back(one("voelspriet_log_sequence", "Last durable line of the log", MetricKind::counter, static_cast<double>(figures.log().seq)));
  gateway::Metric mentions{"voelspriet_mentions_total", "Mentions stored per incident", MetricKind::counter, {}};
  gateway::Metric groups{"voelspriet_groups", "Groups per incident", MetricKind::gauge, {}};
  for (const domain::Pulse& pulse : figures.pulses()) {
    const std::string incident = fmt::format("{}", pulse.incident.value);
    mentions.samples.push_back({{{"incident", incident}}, static_cast<double>(pulse.mentions)});
    groups.samples.push_back({{{"incident", incident}}, static_cast<double>(pulse.groups)});
  }
  metrics.push_back(std::move(mentions));
  metrics.push_back(std::move(groups));
  gateway::Metric kept{"voelspriet_feed_kept_total", "Mentions a feed kept", MetricKind::counter, {}};
  for (const domain::FeedHealth& feed : figures.feeds()) kept.samples.push_back({{{"feed", feed.name}}, static_cast<double>(feed.kept)});
  metrics.push_back(std::move(kept));
  gateway::Metric refused{"voelspriet_bus_total", "Refusals and losses of the bus, by name", MetricKind::counter, {}};
  for (const auto& [name, count] : counters) refused.samples.push_back({{{"name", name}}, static_cast<double>(count)});
  metrics.push_back(std::move(refused));
  gateway::Metric commands{"voelspriet_commands_refused_total", "Commands of people that were refused, by reason", MetricKind::counter, {}};
  for (const auto& [name, count] : figures.counters()) commands.samples.push_back({{{"name", name}}, static_cast<double>(count)});
  metrics.push_back(std::move(commands));
  return metrics;
}

}  // namespace voelspriet::hub
