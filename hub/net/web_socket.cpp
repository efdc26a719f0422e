// SPDX-License-Identifier: Apache-2.0
#include "hub/net/web_socket.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <cstring>
#include <optional>

#include "hub/base/time.hpp"
#include "hub/crypto/encoding.hpp"
#include "hub/crypto/random.hpp"
#include "hub/net/detail/connection.hpp"
#include "hub/net/detail/frames.hpp"
#include "hub/net/url.hpp"

namespace voelspriet::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using detail::Connection;
using detail::Deadline;
using detail::FrameReader;
using detail::Opcode;

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  crypto::SystemRandom{}.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), count});
  return bytes;
}

// RFC 6455, 4.2.2: the server proves that it read our key.
std::string expected_accept(const std::string& key) {
  const std::string joined = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(joined.data(), joined.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return crypto::to_base64(crypto::as_text({digest.data(), size}));
}

// Asks for the upgrade; what came behind the answer are the first frames.
Result<std::string> upgrade(Connection& connection, const Url& url, Deadline deadline, const StopFlag& stop) {
  const std::string key = crypto::to_base64(random_bytes(16));
  const auto request = fmt::format(
      "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Voelspriet\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: {}\r\nSec-WebSocket-Version: 13\r\n\r\n",
      url.target, host_header(url), key);
  if (auto written = connection.write(request, deadline, stop); !written) return tl::unexpected(written.error());
  http::response_parser<http::empty_body> parser;
  parser.header_limit(limits::kHttpHeaderBytesMax);
  std::string unread;
  std::array<char, 4 << 10> piece;
  while (!parser.is_header_done()) {
    const auto count = connection.read(piece, deadline, stop);
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) return fail(Errc::kTimeout, host_header(url), "no answer to the upgrade in time");
    unread.append(piece.data(), *count);
    beast::error_code error;
    unread.erase(0, parser.put(boost::asio::buffer(unread), error));
    if (error && error != http::error::need_more)
      return fail(Errc::kMalformed, host_header(url), "upgrade: " + error.message());
  }
  const auto& answer = parser.get();
  if (answer.result() != http::status::switching_protocols) {
    return fail(Errc::kRefused, host_header(url),
                fmt::format("the upgrade was answered with HTTP {}", answer.result_int()));
  }
  if (answer[http::field::sec_websocket_accept] != expected_accept(key)) {
    return fail(Errc::kRefused, host_header(url), "the upgrade was answered by something that is no WebSocket server");
  }
  return unread;
}

}  // namespace

struct WebSocket::Impl {
  Connection connection;
  FrameReader frames;
  const WebSocketOptions options;
  std::chrono::steady_clock::time_point heard_at = steady_now();
  std::optional<std::chrono::steady_clock::time_point> pinged_at;
  std::optional<Error> ended;
  std::array<char, limits::kWebSocketReadBytes> buffer;

  Impl(Connection open, WebSocketOptions given)
      : connection(std::move(open)), frames(given.max_message), options(std::move(given)) {}

  Result<void> send(Opcode opcode, std::string_view payload, Deadline deadline, const StopFlag& stop) {
    std::uint32_t key;
    std::memcpy(&key, random_bytes(sizeof key).data(), sizeof key);
    return connection.write(detail::encode_frame(opcode, payload, key), deadline, stop);
  }

  Result<void> take(std::string_view bytes, const StopFlag& stop) {
    heard_at = steady_now();
    pinged_at.reset();
    if (auto fed = frames.feed(bytes); !fed) return fed;
    if (frames.close_code())
      return fail(Errc::kClosed, options.url, fmt::format("closed with code {}", *frames.close_code()));
    if (const auto ping = frames.take_ping()) return send(Opcode::kPong, *ping, steady_now() + options.silence, stop);
    return {};
  }

  // A connection that died without a word looks like a quiet one until it is asked.
  Result<void> keep_alive(const StopFlag& stop) {
    const auto now = steady_now();
    if (pinged_at && now - *pinged_at >= options.silence)
      return fail(Errc::kTimeout, options.url, "silent, and no answer to a ping");
    if (pinged_at || now - heard_at < options.silence) return {};
    pinged_at = now;
    return send(Opcode::kPing, {}, now + options.silence, stop);
  }
};

WebSocket::WebSocket(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WebSocket::WebSocket(WebSocket&&) noexcept = default;
WebSocket& WebSocket::operator=(WebSocket&&) noexcept = default;

WebSocket::~WebSocket() {
  if (!impl_) return;
  const StopFlag never;
  (void)impl_->send(Opcode::kClose, {}, steady_now() + limits::kStopSlice, never);
}

Result<WebSocket> WebSocket::connect(WebSocketOptions options, const StopFlag& stop) {
  const auto url = parse_url(options.url);
  if (!url) return tl::unexpected(url.error());
  if (url->scheme != "ws" && url->scheme != "wss") return fail(Errc::kUnsupported, options.url, "not a ws or wss URL");
  const auto deadline = steady_now() + options.connect_timeout;
  auto connection = Connection::open(url->host, url->port, options.egress, deadline, stop);
  if (!connection) return tl::unexpected(connection.error());
  if (url->tls()) {
    if (auto secured = connection->start_tls(url->host, options.ca_file, deadline, stop); !secured) {
      return tl::unexpected(secured.error());
    }
  }
  const auto first = upgrade(*connection, *url, deadline, stop);
  if (!first) return tl::unexpected(first.error());
  auto impl = std::make_unique<Impl>(std::move(*connection), std::move(options));
  if (auto taken = impl->take(*first, stop); !taken) impl->ended = taken.error();
  return WebSocket{std::move(impl)};
}

Result<WebSocket::Received> WebSocket::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  while (true) {
    Received received{impl_->frames.take_messages(), impl_->frames.take_too_large()};
    if (!received.messages.empty() || received.too_large > 0) return received;
    if (impl_->ended) return tl::unexpected(*impl_->ended);
    const auto asked = std::min(deadline, steady_now() + impl_->options.silence);
    const auto count = impl_->connection.read(impl_->buffer, asked, stop);
    const auto went = !count       ? Result<void>{tl::unexpected(count.error())}
                      : *count > 0 ? impl_->take({impl_->buffer.data(), *count}, stop)
                                   : impl_->keep_alive(stop);
    if (!went) {
      impl_->ended = went.error();
    } else if (*count == 0 && steady_now() >= deadline) {
      return received;
    }
  }
}

Result<void> WebSocket::send(std::string_view text, const StopFlag& stop) {
  return impl_->send(Opcode::kText, text, steady_now() + impl_->options.silence, stop);
}

}  // namespace voelspriet::net
