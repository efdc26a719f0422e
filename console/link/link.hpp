// SPDX-License-Identifier: Apache-2.0
// A console's line to its hub: follows the log and the pulse, sends acts and questions, comes back by itself after a break and goes on
// where it was. What it hands on is checked: an event that does not continue the chain ends the link, loudly.
//
// A thread of its own owns the socket; the screen's thread calls send() and take().
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "console/link/chain.hpp"
#include "console/link/hub_address.hpp"
#include "hub/domain/event.hpp"
#include "hub/domain/pulse.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::console {

// What passes from the link to the screen, in order.
struct Connected {
  wire::Welcome welcome;
};
struct Disconnected {
  Error reason;
  bool for_good = false;  // revoked, another log, another protocol: nothing will follow
};
struct EventsCame {       // the next of the log, none left out, none twice
  std::vector<domain::Event> events;
  crypto::Digest hash{};  // of the last one's bytes
};
struct PulseCame {
  domain::Pulse pulse;
};
struct Answered {         // Done, NoAnswer or a list
  wire::ToConsole message;
};
using LinkUpdate = std::variant<Connected, Disconnected, EventsCame, PulseCame, Answered>;

struct LinkSettings {
  HubAddress address;
  std::string program;            // "console 0.1.0"
  Chain have;                     // where to go on
  domain::IncidentId incident{};  // whose pulse; 0 = of every open incident
  std::function<void()> wake;     // called on the link's thread when take() has something; must not block
};

class Link {
 public:
  static Result<std::unique_ptr<Link>> start(LinkSettings settings);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  // Do, Note or a question. Sent once connected; after a break what has no answer yet is sent again - a command with its same id, so
  // that it is done once. False: limits::kInFlightMax wait already.
  bool send(wire::FromConsole message);
  // What has come since the last call; never waits.
  std::vector<LinkUpdate> take();

 private:
  struct Impl;
  explicit Link(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::console
