// SPDX-License-Identifier: Apache-2.0
#include "tests/support/cut_wire.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string_view>
#include <system_error>

namespace voelspriet::support {
namespace {

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

CutWire::CutWire(std::string path, std::string server_path)
    : path_{std::move(path)}, server_path_{std::move(server_path)}, listener_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  const auto address = address_of(path_);
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(listener_, 4) != 0) {
    throw std::system_error{errno, std::generic_category(), path_};
  }
  thread_ = std::thread{[this] { serve(); }};
}

CutWire::~CutWire() {
  ending_ = true;
  thread_.join();
  ::close(listener_);
}

void CutWire::arm(const std::string& word, Cut cut) {
  word_ = word;
  cut_ = cut;
}

void CutWire::serve() {
  while (!ending_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const int client = ::accept(listener_, nullptr, nullptr);
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_of(server_path_);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) carry(client, server);
    ::close(server);
    ::close(client);
  }
}

void CutWire::carry(int client, int server) {
  std::array<char, 65536> buffer;
  bool swallow_answer = false;
  while (!ending_) {
    std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    if (::poll(ends.data(), ends.size(), 20) <= 0) continue;
    if (ends[0].revents) {
      const auto count = ::read(client, buffer.data(), buffer.size());
      if (count <= 0) return;
      const std::string_view request{buffer.data(), static_cast<std::size_t>(count)};
      const Cut cut = cut_;
      if (cut != Cut::none && request.find(word_) != request.npos) {
        cut_ = Cut::none;
        if (cut == Cut::request) return;
        swallow_answer = true;
      }
      write_all(server, request);
    }
    if (ends[1].revents) {
      const auto count = ::read(server, buffer.data(), buffer.size());
      if (count <= 0 || swallow_answer) return;
      write_all(client, {buffer.data(), static_cast<std::size_t>(count)});
    }
  }
}

}  // namespace voelspriet::support
