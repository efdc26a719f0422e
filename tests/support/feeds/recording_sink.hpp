// SPDX-License-Identifier: Apache-2.0
// A sink that writes down what it is offered and says what the test tells it to. One thread: the runner's.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "feeds/core/sink.hpp"

namespace voelspriet::support {

class RecordingSink final : public feeds::Sink {
 public:
  explicit RecordingSink(std::string start = {}) { say(feeds::StartAt{std::move(start)}); }

  void say(feeds::Order order) { orders_.push_back(std::move(order)); }

  Answer offer(feeds::Batch& batch) override {
    ++offers;
    if (busy > 0) {
      --busy;
      return Answer::kBusy;
    }
    if (confirms) say(feeds::Confirmed{batch.cursor});
    batches.push_back(std::move(batch));
    if (on_batch) on_batch(batches.back());
    return Answer::kAccepted;
  }
  std::vector<feeds::Order> orders(std::chrono::steady_clock::time_point) override {
    return std::exchange(orders_, {});
  }
  void report(const feeds::FeedHealth& given) override {
    health = given;
    states.push_back(given.state);
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const auto& batch : batches) {
      for (const auto& mention : batch.mentions) ids.push_back(mention.id);
    }
    return ids;
  }

  bool confirms = true;
  int busy = 0;  // offers to turn down
  int offers = 0;
  std::vector<feeds::Batch> batches;
  std::vector<feeds::FeedState> states;
  feeds::FeedHealth health;
  std::function<void(const feeds::Batch&)> on_batch;

 private:
  std::vector<feeds::Order> orders_;
};

}  // namespace voelspriet::support
