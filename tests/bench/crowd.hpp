// SPDX-License-Identifier: Apache-2.0
// Persons at work on a desk, each over a CURVE connection of their own: claims made, checked and decided, statements drafted, approved by
// somebody else and reported as sent, again and again. Every acknowledgement is held against the log, followed over one more connection;
// a refusal or an acknowledgement the log does not bear out throws. One thread drives them all.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "tests/e2e/desk/house.hpp"

namespace voelspriet::bench {

class Crowd {
 public:
  // Opens the incident and signs in `size` new persons, each in every role.
  Crowd(support::House& house, std::size_t size);
  ~Crowd();

  // `rate` commands per second on a fixed schedule; milliseconds from send to acknowledgement, each. Throws where the schedule was not kept.
  std::vector<double> paced(std::uint64_t rate, std::chrono::seconds length);
  // Each has up to `in_flight` commands without an answer; acknowledged commands per second.
  double flat_out(std::size_t in_flight, std::chrono::seconds length);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::bench
