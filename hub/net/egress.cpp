// SPDX-License-Identifier: Apache-2.0
#include "hub/net/egress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace voelspriet::net {

EgressPolicy& EgressPolicy::allow(std::string host, std::uint16_t port) {
  listed_.emplace_back(std::move(host), port);
  return *this;
}

bool EgressPolicy::listed(std::string_view host, std::uint16_t port) const {
  return std::any_of(listed_.begin(), listed_.end(),
                     [&](const auto& entry) { return entry.first == host && entry.second == port; });
}

Result<void> EgressPolicy::check_name(std::string_view host, std::uint16_t port) const {
  if (live_ || listed(host, port)) return {};
  return fail(Errc::kNotAllowed, fmt::format("{}:{}", host, port), "a drill connects only to its own receivers");
}

Result<void> EgressPolicy::check(std::string_view host, std::uint16_t port, const IpAddress& address) const {
  const bool allowed = live_ ? is_global(address) || listed(host, port) : is_loopback(address) && listed(host, port);
  if (allowed) return {};
  return fail(Errc::kNotAllowed, fmt::format("{}:{}", host, port),
              fmt::format("{} is not an address this process may connect to", to_string(address)));
}

}  // namespace voelspriet::net
