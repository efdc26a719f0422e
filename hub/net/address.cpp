// SPDX-License-Identifier: Apache-2.0
#include "hub/net/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <iterator>

namespace voelspriet::net {
namespace {

struct Block {
  IpAddress first;
  int bits;
};

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

constexpr Block v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, int bits) {
  return {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, 0}}, 96 + bits};
}

constexpr Block v6(std::uint16_t a, std::uint16_t b, int bits) {
  return {{{static_cast<std::uint8_t>(a >> 8), static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b >> 8),
            static_cast<std::uint8_t>(b)}},
          bits};
}

constexpr Block kNotGlobalV4[] = {v4(0, 0, 0, 8),      v4(10, 0, 0, 8),     v4(100, 64, 0, 10), v4(127, 0, 0, 8),
                                  v4(169, 254, 0, 16), v4(172, 16, 0, 12),  v4(192, 0, 0, 24),  v4(192, 0, 2, 24),
                                  v4(192, 88, 99, 24), v4(192, 168, 0, 16), v4(198, 18, 0, 15), v4(198, 51, 100, 24),
                                  v4(203, 0, 113, 24), v4(224, 0, 0, 4),    v4(240, 0, 0, 4)};

// Only 2000::/3 is given out; these parts of it are not places, or tunnel to an IPv4 address we cannot vouch for.
constexpr Block kUnicastV6 = v6(0x2000, 0, 3);
constexpr Block kNotGlobalV6[] = {v6(0x2001, 0, 23), v6(0x2001, 0xdb8, 32), v6(0x2002, 0, 16), v6(0x3fff, 0, 20)};

bool inside(const IpAddress& address, const Block& block) {
  const auto whole = static_cast<std::size_t>(block.bits / 8);
  if (!std::equal(address.bytes.begin(), address.bytes.begin() + whole, block.first.bytes.begin())) return false;
  const int rest = block.bits % 8;
  return rest == 0 || (address.bytes[whole] ^ block.first.bytes[whole]) >> (8 - rest) == 0;
}

template <std::size_t N>
bool inside_any(const IpAddress& address, const Block (&blocks)[N]) {
  return std::any_of(std::begin(blocks), std::end(blocks), [&](const Block& block) { return inside(address, block); });
}

}  // namespace

std::optional<IpAddress> parse_address(std::string_view text) {
  const std::string terminated{text};
  IpAddress address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kMapped.begin(), kMapped.end(), address.bytes.begin());
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + kMapped.size()) == 1) return address;
  return std::nullopt;
}

std::string to_string(const IpAddress& address) {
  char text[INET6_ADDRSTRLEN];
  const bool four = is_v4(address);
  inet_ntop(four ? AF_INET : AF_INET6, address.bytes.data() + (four ? kMapped.size() : 0), text, sizeof text);
  return text;
}

bool is_v4(const IpAddress& address) { return std::equal(kMapped.begin(), kMapped.end(), address.bytes.begin()); }

bool is_loopback(const IpAddress& address) {
  constexpr IpAddress kOne{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
  return address == kOne || inside(address, v4(127, 0, 0, 8));
}

bool is_global(const IpAddress& address) {
  if (is_v4(address)) return !inside_any(address, kNotGlobalV4);
  return inside(address, kUnicastV6) && !inside_any(address, kNotGlobalV6);
}

}  // namespace voelspriet::net
