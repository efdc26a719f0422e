// SPDX-License-Identifier: Apache-2.0
// The file `hub.pub` in a desk's folder: where its hub listens and which key it must prove. Public; written by the hub at start, read by
// whoever connects. One line of JSON.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "hub/wire/json.hpp"

namespace voelspriet::wire {

inline constexpr const char* kHubFile = "hub.pub";

struct HubFile {
  std::string desk;
  bool exercise = false;
  std::string public_key;         // Z85, 40 characters
  std::string consoles, feeds;    // endpoints: "ipc:///…" or "tcp://host:port"
  bool operator==(const HubFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(HubFile, (), (desk, exercise, public_key, consoles, feeds))

}  // namespace voelspriet::wire
