// SPDX-License-Identifier: Apache-2.0
// Drill time: a playbook's own time, which may run faster than the wall's. A value; the same wall time gives the same drill time.
#pragma once

#include "hub/base/time.hpp"

namespace voelspriet::playbook {

class DrillClock {
 public:
  // At wall time `start` the drill stands at `offset` (0 unless it is taken up again). REQUIRES: speed > 0.
  DrillClock(Time start, double speed, microseconds offset = {}) : start_(start), speed_(speed), offset_(offset) {}

  // How far the drill has come; never before `offset`.
  microseconds drill_at(Time wall) const;
  // The first wall time at which the drill has come as far as `drill`.
  Time wall_at(microseconds drill) const;

 private:
  Time start_;
  double speed_;
  microseconds offset_;
};

}  // namespace voelspriet::playbook
