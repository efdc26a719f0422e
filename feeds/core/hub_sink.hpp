// SPDX-License-Identifier: Apache-2.0
// The feeds' line to the hub: one connection for all sources of this process, with a Sink for each. At least once: what was accepted
// is kept and sent again after every break, until the hub says that it and its cursor are stored. What it may still take is the hub's
// credit; without it sources stop reading.
//
// A thread of its own owns the socket; each Sink is called by its Runner's thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "feeds/core/sink.hpp"
#include "hub/base/result.hpp"
#include "hub/crypto/keyfile.hpp"

namespace voelspriet::feeds {

struct HubLineSettings {
  struct Feed {
    std::string name;    // "bluesky-zuid": its cursor is kept under it
    std::string source;  // "bluesky", as its mentions say
    bool live = true;      // may run for a hub that is no exercise: a drill may not
    bool exercise = true;  // may run for one that is: what reaches beyond this machine may not
  };
  std::string endpoint;       // "ipc:///…" or "tcp://host:port"
  std::string hub_key;        // the hub must prove it: Z85, 40 characters
  crypto::CurveKeyPair keys;  // ours
  std::string program;        // "feeds 0.1.0"
  std::vector<Feed> feeds;
};

class HubLine {
 public:
  // kUnreachable: the endpoint is not one. Being connected is not waited for.
  static Result<std::unique_ptr<HubLine>> start(HubLineSettings settings);
  // No sink of it is used after that.
  ~HubLine();
  HubLine(const HubLine&) = delete;
  HubLine& operator=(const HubLine&) = delete;

  // REQUIRES: at < settings.feeds.size(). Lent.
  Sink& sink(std::size_t at);

 private:
  struct Impl;
  explicit HubLine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::feeds
