// SPDX-License-Identifier: Apache-2.0
// SIGTERM and SIGINT as a StopFlag. Made by main before any other thread, so that all threads leave the signals to this
// one. SIGPIPE is ignored: a reader that went away is an error of the write.
#pragma once

#include <thread>

#include "hub/base/stop.hpp"

namespace voelspriet {

class StopOnSignals {
 public:
  explicit StopOnSignals(StopFlag& stop);
  ~StopOnSignals();
  StopOnSignals(const StopOnSignals&) = delete;
  StopOnSignals& operator=(const StopOnSignals&) = delete;

 private:
  std::thread waiter_;
};

}  // namespace voelspriet
