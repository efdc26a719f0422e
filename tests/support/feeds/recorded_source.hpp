// SPDX-License-Identifier: Apache-2.0
// A source that plays back what a test wrote down: readings, stalls, cuts and refused connections. One thread: the
// runner's.
#pragma once

#include <deque>
#include <string>
#include <variant>
#include <vector>

#include "feeds/core/source.hpp"

namespace voelspriet::support {

struct Stall {};  // nothing comes by the deadline, once
using Step = std::variant<feeds::Reading, Stall, Error>;

class RecordedSource final : public feeds::Source {
 public:
  // One list of steps per connection; one that begins with an Error is refused. After its last step a connection is
  // cut; after the last connection the source has ended.
  explicit RecordedSource(std::vector<std::deque<Step>> connections);

  Result<void> connect(const feeds::Resume& resume, const StopFlag& stop) override;
  Result<feeds::Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override;
  void disconnect() override {}

  std::vector<feeds::Resume> resumes;                             // as they were asked for
  std::vector<std::chrono::steady_clock::time_point> connect_at;  // and when

 private:
  std::vector<std::deque<Step>> connections_;
  std::size_t current_ = 0;
};

// A post of the source "test" with `id` as its key.
feeds::Item post(const std::string& id, const std::string& text, const std::string& parent = {});
feeds::Item other(const std::string& key);
feeds::Reading reading(std::vector<feeds::Item> items, const std::string& cursor);

}  // namespace voelspriet::support
