// SPDX-License-Identifier: Apache-2.0
// An IP address as 16 bytes; IPv4 stands in its mapped form (::ffff:a.b.c.d), so that a mapped address can never be
// mistaken for another one. Which addresses are global: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890
// and updates).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voelspriet::net {

struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const IpAddress&) const = default;
};

// "192.0.2.1", "2001:db8::1", without brackets or zone; nothing else.
std::optional<IpAddress> parse_address(std::string_view text);
std::string to_string(const IpAddress& address);

bool is_v4(const IpAddress& address);
bool is_loopback(const IpAddress& address);
// Reachable for everybody: not private, shared, link-local, loopback, multicast, reserved or meant for documentation.
bool is_global(const IpAddress& address);

}  // namespace voelspriet::net
