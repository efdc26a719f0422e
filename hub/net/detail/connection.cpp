// SPDX-License-Identifier: Apache-2.0
#include "hub/net/detail/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <optional>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"
#include "hub/net/detail/lookup.hpp"

namespace voelspriet::net::detail {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct Connection::Impl {
  struct Done {
    error_code error;
    std::size_t bytes = 0;
  };
  struct Tls {
    asio::ssl::context context{asio::ssl::context::tls_client};
    asio::ssl::stream<tcp::socket&> stream;
    explicit Tls(tcp::socket& socket) : stream(socket, context) {}
  };

  asio::io_context io;
  tcp::socket socket{io};
  std::unique_ptr<Tls> tls;
  std::string where;  // "host:port", for errors

  // Starts one operation and runs it to its end. At the deadline or a stop it is cancelled, which loses no byte already
  // read.
  template <class Start>
  Done drive(Start start, Deadline deadline, const StopFlag& stop) {
    std::optional<Done> done;
    start([&done](error_code error, auto... bytes) { done = Done{error, (std::size_t{0} + ... + bytes)}; });
    io.restart();
    error_code cancelled;
    while (!done) {
      const auto now = steady_now();
      if (stop.requested() || now >= deadline) {  // again each round: a composed operation may start another step
        cancelled = stop.requested() ? asio::error::operation_aborted : asio::error::timed_out;
        error_code ignored;
        socket.cancel(ignored);
      }
      io.run_one_until(cancelled ? now + limits::kStopSlice : std::min(deadline, now + limits::kStopSlice));
    }
    if (cancelled && done->error == asio::error::operation_aborted) done->error = cancelled;
    return *done;
  }

  tl::unexpected<Error> failed(const error_code& error, std::string_view doing) const {
    Errc code = Errc::kUnreachable;
    if (error == asio::error::timed_out) code = Errc::kTimeout;
    if (error == asio::error::operation_aborted || error == asio::error::eof ||
        error == asio::error::connection_reset || error == asio::error::broken_pipe ||
        error == asio::ssl::error::stream_truncated) {
      code = Errc::kClosed;
    }
    return fail(code, where,
                fmt::format("{}: {}", doing, error == asio::error::operation_aborted ? "stopped" : error.message()));
  }
};

namespace {

tcp::endpoint endpoint_of(const IpAddress& address, std::uint16_t port) {
  const asio::ip::address_v6 six{asio::ip::address_v6::bytes_type{address.bytes}};
  if (is_v4(address)) return {asio::ip::make_address_v4(asio::ip::v4_mapped, six), port};
  return {six, port};
}

}  // namespace

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::string& host, std::uint16_t port, const EgressPolicy& egress,
                                    Deadline deadline, const StopFlag& stop) {
  if (auto allowed = egress.check_name(host, port); !allowed) return tl::unexpected(allowed.error());
  const auto addresses = look_up(host, deadline, stop);
  if (!addresses) return tl::unexpected(addresses.error());
  auto impl = std::make_unique<Impl>();
  impl->where = fmt::format("{}:{}", host, port);
  Result<Connection> last = fail(Errc::kUnreachable, impl->where, "the name has no address");
  for (std::size_t i = 0; i < addresses->size(); ++i) {
    if (auto allowed = egress.check(host, port, (*addresses)[i]); !allowed) {
      last = tl::unexpected(allowed.error());
      continue;
    }
    const auto left = deadline - steady_now();
    const auto share =
        steady_now() + left / static_cast<int>(addresses->size() - i);  // a dead address leaves time for the next
    const auto end = endpoint_of((*addresses)[i], port);
    const auto done =
        impl->drive([&](auto handler) { impl->socket.async_connect(end, std::move(handler)); }, share, stop);
    if (!done.error) {
      error_code ignored;
      impl->socket.set_option(tcp::no_delay{true}, ignored);
      return Connection{std::move(impl)};
    }
    last = impl->failed(done.error, "connecting");
    error_code ignored;
    impl->socket.close(ignored);
    if (stop.requested()) break;
  }
  return last;
}

Result<void> Connection::start_tls(const std::string& host, const std::string& ca_file, Deadline deadline,
                                   const StopFlag& stop) {
  auto tls = std::make_unique<Impl::Tls>(impl_->socket);
  SSL* ssl = tls->stream.native_handle();
  SSL_CTX* context = tls->context.native_handle();
  const bool trusts = ca_file.empty() ? SSL_CTX_set_default_verify_paths(context) == 1
                                      : SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr) == 1;
  if (!trusts)
    return fail(Errc::kCrypto, ca_file.empty() ? "system certificates" : ca_file, "no certificates could be read");
  SSL_set_min_proto_version(ssl, TLS1_2_VERSION);
  SSL_set_verify(ssl, SSL_VERIFY_PEER, nullptr);
  if (const auto address = parse_address(host)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), to_string(*address).c_str());
  } else {
    SSL_set1_host(ssl, host.c_str());
    SSL_set_tlsext_host_name(ssl, host.c_str());
  }
  const auto done = impl_->drive(
      [&](auto handler) { tls->stream.async_handshake(asio::ssl::stream_base::client, std::move(handler)); }, deadline,
      stop);
  if (!done.error) {
    impl_->tls = std::move(tls);
    return {};
  }
  if (const long verified = SSL_get_verify_result(ssl); verified != X509_V_OK) {
    return fail(Errc::kRefused, impl_->where, fmt::format("certificate: {}", X509_verify_cert_error_string(verified)));
  }
  return impl_->failed(done.error, "TLS handshake");
}

Result<std::size_t> Connection::read(std::span<char> into, Deadline deadline, const StopFlag& stop) {
  const auto buffer = asio::buffer(into.data(), into.size());
  const auto done = impl_->drive(
      [&](auto handler) {
        if (impl_->tls) {
          impl_->tls->stream.async_read_some(buffer, std::move(handler));
        } else {
          impl_->socket.async_read_some(buffer, std::move(handler));
        }
      },
      deadline, stop);
  if (done.error == asio::error::timed_out) return std::size_t{0};
  if (done.error) return impl_->failed(done.error, "reading");
  return done.bytes;
}

Result<void> Connection::write(std::string_view bytes, Deadline deadline, const StopFlag& stop) {
  const auto buffer = asio::buffer(bytes.data(), bytes.size());
  const auto done = impl_->drive(
      [&](auto handler) {
        if (impl_->tls) {
          asio::async_write(impl_->tls->stream, buffer, std::move(handler));
        } else {
          asio::async_write(impl_->socket, buffer, std::move(handler));
        }
      },
      deadline, stop);
  if (done.error) return impl_->failed(done.error, "writing");
  return {};
}

}  // namespace voelspriet::net::detail
