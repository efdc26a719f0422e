// SPDX-License-Identifier: Apache-2.0
// Who sits here and their line to the hub: opens a key, starts the link, hands what comes to the model and its orders to the link.
// Owned by main, main thread only; the link has its own.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "console/link/link.hpp"
#include "console/model/console_model.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::console {

class Session {
 public:
  // `hub`: the file hub.pub, or the folder it stands in. `wake` may be called on any thread.
  Session(std::filesystem::path hub, std::function<void()> wake) : hub_(std::move(hub)), wake_(std::move(wake)) {}

  // Answers through the model: connected some time later, or refused at once.
  void sign_in(ConsoleModel& model, const SignIn& asked);
  // What has come from the hub since the last call.
  void take(ConsoleModel& model, Time now);
  // The orders that are for the hub; CopyText is the window's.
  void carry_out(ConsoleModel& model, const Order& order);

 private:
  Result<void> start(ConsoleModel& model, const SignIn& asked);
  Result<void> restart();
  void send(ConsoleModel& model, wire::FromConsole message);

  const std::filesystem::path hub_;
  const std::function<void()> wake_;
  HubAddress address_;
  Chain chain_;  // what the model has
  std::unique_ptr<Link> link_;
};

}  // namespace voelspriet::console
