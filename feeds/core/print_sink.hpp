// SPDX-License-Identifier: Apache-2.0
// A sink for people and pipes: each mention as one JSON object per line, flushed at once. Needs no hub: it starts the
// source where it is told and confirms what was written. One thread: the runner's.
#pragma once

#include <cstdio>
#include <vector>

#include "feeds/core/sink.hpp"

namespace voelspriet::feeds {

class PrintSink final : public Sink {
 public:
  // `out` is lent. `profiles` is what to watch; nothing if the filter keeps all.
  PrintSink(std::FILE* out, std::string start, std::vector<IncidentProfile> profiles);

  Answer offer(Batch& batch) override;
  std::vector<Order> orders(std::chrono::steady_clock::time_point deadline) override;
  void report(const FeedHealth& health) override;

 private:
  std::FILE* const out_;
  std::vector<Order> orders_;
  std::map<std::string, std::uint64_t> logged_;  // counts as they stood in the last line about them
};

}  // namespace voelspriet::feeds
