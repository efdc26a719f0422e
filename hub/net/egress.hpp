// SPDX-License-Identifier: Apache-2.0
// Where this process may connect to. Every connection of hub/net resolves a name, checks each address here and connects
// to the very address that was checked, so that a name which changes its mind in between (DNS rebinding) gains nothing.
// A value, copied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/net/address.hpp"

namespace voelspriet::net {

class EgressPolicy {
 public:
  // Any global address; a listed host also at another (the machine next door, a loopback proxy).
  static EgressPolicy live() { return EgressPolicy{true}; }
  // A drill: loopback addresses under a listed host and port. Other names are not even looked up.
  static EgressPolicy exercise() { return EgressPolicy{false}; }

  // `host` as it stands in the URL, without brackets: "127.0.0.1", "localhost", "cms.example".
  EgressPolicy& allow(std::string host, std::uint16_t port);

  // Before the look-up: kNotAllowed when no address of this host could be allowed.
  Result<void> check_name(std::string_view host, std::uint16_t port) const;
  // Before connecting: kNotAllowed names the address.
  Result<void> check(std::string_view host, std::uint16_t port, const IpAddress& address) const;

 private:
  explicit EgressPolicy(bool live) : live_(live) {}
  bool listed(std::string_view host, std::uint16_t port) const;

  bool live_;
  std::vector<std::pair<std::string, std::uint16_t>> listed_;
};

}  // namespace voelspriet::net
