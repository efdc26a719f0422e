// SPDX-License-Identifier: Apache-2.0
// The other side of HTTP as a process of its own on the loopback: an Atom server or a webhook receiver (test_http.py says what it
// can be told). Gone with the object.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.hpp"

namespace voelspriet::support {

class TestHttp {
 public:
  // The arguments of test_http.py: {"--serve", folder} or {"--record", folder}.
  explicit TestHttp(const std::vector<std::string>& arguments);

  std::uint16_t port() const { return port_; }
  std::string url(std::string_view path) const;

 private:
  Process process_;
  std::uint16_t port_ = 0;
};

}  // namespace voelspriet::support
