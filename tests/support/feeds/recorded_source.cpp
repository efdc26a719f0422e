// SPDX-License-Identifier: Apache-2.0
#include "tests/support/feeds/recorded_source.hpp"

#include "hub/base/time.hpp"

namespace voelspriet::support {

RecordedSource::RecordedSource(std::vector<std::deque<Step>> connections) : connections_(std::move(connections)) {}

Result<void> RecordedSource::connect(const feeds::Resume& resume, const StopFlag&) {
  resumes.push_back(resume);
  connect_at.push_back(steady_now());
  current_ = resumes.size() - 1;
  if (current_ >= connections_.size() || connections_[current_].empty()) return {};
  const auto* refused = std::get_if<Error>(&connections_[current_].front());
  if (refused == nullptr) return {};
  return tl::unexpected(*refused);
}

Result<feeds::Reading> RecordedSource::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  if (current_ >= connections_.size()) {
    feeds::Reading end;
    end.ended = true;
    return end;
  }
  auto& steps = connections_[current_];
  if (steps.empty()) return fail(Errc::kClosed, "recorded", "cut");
  const Step step = std::move(steps.front());
  steps.pop_front();
  if (const auto* error = std::get_if<Error>(&step)) return tl::unexpected(*error);
  if (const auto* reading = std::get_if<feeds::Reading>(&step)) return *reading;
  stop.wait_until(deadline);
  return feeds::Reading{};
}

feeds::Item post(const std::string& id, const std::string& text, const std::string& parent) {
  domain::HeardMention mention;
  mention.source = "test";
  mention.id = id;
  mention.text = text;
  mention.parent = parent;
  return {id, std::move(mention), "", ""};
}

feeds::Item other(const std::string& key) { return {key, std::nullopt, "", "other"}; }

feeds::Reading reading(std::vector<feeds::Item> items, const std::string& cursor) {
  feeds::Reading reading;
  reading.items = std::move(items);
  reading.cursor = cursor;
  return reading;
}

}  // namespace voelspriet::support
