// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_http.hpp"

#include <stdexcept>

namespace voelspriet::support {
namespace {

Command command(const std::vector<std::string>& arguments) {
  Command command;
  command.argv = {"python3", VOELSPRIET_SUPPORT_DIR "/test_http.py"};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  return command;
}

}  // namespace

TestHttp::TestHttp(const std::vector<std::string>& arguments) : process_(command(arguments)) {
  const auto line = process_.read_line(std::chrono::seconds(10));
  if (!line) throw std::runtime_error("test_http.py did not start");
  port_ = static_cast<std::uint16_t>(std::stoi(*line));
}

std::string TestHttp::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/" + std::string(path);
}

}  // namespace voelspriet::support
