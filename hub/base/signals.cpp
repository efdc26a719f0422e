// SPDX-License-Identifier: Apache-2.0
#include "hub/base/signals.hpp"

#include <csignal>

namespace voelspriet {
namespace {

constexpr int kLeave = SIGUSR1;  // from our own destructor

sigset_t awaited() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, kLeave}) sigaddset(&set, number);
  return set;
}

}  // namespace

StopOnSignals::StopOnSignals(StopFlag& stop) {
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t set = awaited();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiter_ = std::thread{[set, &stop] {
    int number = 0;
    while (sigwait(&set, &number) == 0 && number != kLeave) stop.request();
  }};
}

StopOnSignals::~StopOnSignals() {
  pthread_kill(waiter_.native_handle(), kLeave);
  waiter_.join();
}

}  // namespace voelspriet
