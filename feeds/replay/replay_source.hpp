// SPDX-License-Identifier: Apache-2.0
// A drill is just another source: the injects of a playbook, each at its drill time. The cursor is the id of the last inject;
// whoever goes on from one finds the drill clock where that inject stood. Called by its runner's thread only.
#pragma once

#include "feeds/core/source.hpp"
#include "hub/base/time.hpp"
#include "hub/playbook/drill_clock.hpp"
#include "hub/playbook/playbook.hpp"

namespace voelspriet::feeds::replay {

// What is heard when this inject comes. REQUIRES: `inject` is one of `book`.
domain::HeardMention to_mention(const playbook::Playbook& book, const playbook::Inject& inject, Time said_at);

class ReplaySource final : public Source {
 public:
  // `speed`: drill seconds per wall second. The clock is lent.
  ReplaySource(playbook::Playbook book, double speed, const Clock& clock);

  Result<void> connect(const Resume& resume, const StopFlag& stop) override;
  Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override;
  void disconnect() override {}

 private:
  const playbook::Playbook book_;
  const double speed_;
  const Clock& clock_;
  playbook::DrillClock drill_;
  std::size_t next_ = 0;  // of book_.injects
};

}  // namespace voelspriet::feeds::replay
