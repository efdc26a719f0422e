// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/print_sink.hpp"

#include <fmt/format.h>

#include <utility>

#include "hub/base/log.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::feeds {

PrintSink::PrintSink(std::FILE* out, std::string start, std::vector<IncidentProfile> profiles) : out_(out) {
  orders_.emplace_back(Watch{std::move(profiles)});
  orders_.emplace_back(StartAt{std::move(start)});
}

Sink::Answer PrintSink::offer(Batch& batch) {
  for (std::size_t i = 0; i < batch.mentions.size(); ++i) {
    const bool own = i < batch.lines.size() && !batch.lines[i].empty();
    const std::string line = (own ? batch.lines[i] : wire::to_json(batch.mentions[i])) + '\n';
    const bool written = std::fwrite(line.data(), 1, line.size(), out_) == line.size() && std::fflush(out_) == 0;
    if (!written) {
      orders_.emplace_back(End{"nobody reads the output any more"});
      return Answer::kAccepted;
    }
  }
  orders_.emplace_back(Confirmed{batch.cursor});
  return Answer::kAccepted;
}

std::vector<Order> PrintSink::orders(std::chrono::steady_clock::time_point) { return std::exchange(orders_, {}); }

void PrintSink::report(const FeedHealth& health) {
  if (health.counts == logged_) return;
  logged_ = health.counts;
  std::string counts;
  for (const auto& [reason, count] : health.counts) counts += fmt::format(" {}={}", reason, count);
  log_info(health.feed, fmt::format("connects={}{}", health.connects, counts));
}

}  // namespace voelspriet::feeds
