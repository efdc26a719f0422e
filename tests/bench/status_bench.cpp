// SPDX-License-Identifier: Apache-2.0
// What a person at a terminal waits for: `voelspriet-ctl --json status` as a process of its own, from exec to exit, against the hub
// of an exercise desk; less unlocking the key, whose password is made to cost. The lead's key, as `voelspriet-hub init` made it.
#include <boost/json.hpp>
#include <stdexcept>

#include "hub/base/time.hpp"
#include "tests/bench/figure.hpp"
#include "tests/e2e/desk/house.hpp"

namespace voelspriet::bench {
namespace {

// {less unlocking, unlocking}, ms.
std::vector<double> ask_status() {
  static support::House house{true};
  const auto began = steady_now();
  const support::Outcome outcome = house.ctl("lead", {"status", "--timing"});
  const std::chrono::duration<double, std::milli> took = steady_now() - began;
  if (outcome.status != 0) throw std::runtime_error{outcome.err};
  const auto status = boost::json::parse(outcome.out).as_object();
  if (status.at("desk").as_string() != "Moerhaven" || !status.at("exercise").as_bool()) throw std::runtime_error{outcome.out};
  const double unlock_ms = status.at("unlock_ms").to_number<double>();
  return {took.count() - unlock_ms, unlock_ms};
}

const Registration status({{{"status.p50_ms", "ms", 50.0}, {"status.unlock_ms", "ms", std::nullopt}}, ask_status, 20});

}  // namespace
}  // namespace voelspriet::bench
