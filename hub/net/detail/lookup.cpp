// SPDX-License-Identifier: Apache-2.0
#include "hub/net/detail/lookup.hpp"

#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <future>
#include <memory>
#include <thread>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::net::detail {
namespace {

std::optional<IpAddress> address_of(const addrinfo& info) {
  IpAddress address;
  if (info.ai_family == AF_INET6) {
    std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in6*>(info.ai_addr)->sin6_addr, 16);
    return address;
  }
  if (info.ai_family != AF_INET) return std::nullopt;
  address.bytes[10] = address.bytes[11] = 0xff;
  std::memcpy(address.bytes.data() + 12, &reinterpret_cast<const sockaddr_in*>(info.ai_addr)->sin_addr, 4);
  return address;
}

Result<std::vector<IpAddress>> ask_system(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  if (const int error = getaddrinfo(host.c_str(), nullptr, &hints, &first); error != 0) {
    return fail(Errc::kUnreachable, host, gai_strerror(error));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned{first, &freeaddrinfo};
  std::vector<IpAddress> addresses;
  for (const addrinfo* info = first; info && addresses.size() < limits::kAddressesTriedMax; info = info->ai_next) {
    const auto address = address_of(*info);
    if (address && std::find(addresses.begin(), addresses.end(), *address) == addresses.end())
      addresses.push_back(*address);
  }
  return addresses;
}

}  // namespace

Result<std::vector<IpAddress>> look_up(const std::string& host, std::chrono::steady_clock::time_point deadline,
                                       const StopFlag& stop) {
  if (const auto numeric = parse_address(host)) return std::vector{*numeric};
  std::packaged_task<Result<std::vector<IpAddress>>()> task{[host] { return ask_system(host); }};
  auto answer = task.get_future();
  std::thread{std::move(task)}.detach();
  while (answer.wait_until(std::min(deadline, steady_now() + limits::kStopSlice)) != std::future_status::ready) {
    if (stop.requested()) return fail(Errc::kClosed, host, "stopped");
    if (steady_now() >= deadline) return fail(Errc::kTimeout, host, "the name was not found in time");
  }
  return answer.get();
}

}  // namespace voelspriet::net::detail
