// SPDX-License-Identifier: Apache-2.0
// The parts of a URL that a connection needs (RFC 3986). http, https, ws and wss only; names and passwords in it are
// refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"

namespace voelspriet::net {

struct Url {
  std::string scheme;  // lower case
  std::string host;    // lower case; an IPv6 address without brackets
  std::uint16_t port = 0;
  std::string target;  // path and query, never empty; the fragment is dropped

  bool tls() const { return scheme == "https" || scheme == "wss"; }
  bool operator==(const Url&) const = default;
};

Result<Url> parse_url(std::string_view text);
// A Location header against the URL it came from.
Result<Url> resolve_url(const Url& base, std::string_view reference);
std::string to_string(const Url& url);
// "host", or "host:port" when the port is not the scheme's own; IPv6 in brackets.
std::string host_header(const Url& url);

}  // namespace voelspriet::net
