// SPDX-License-Identifier: Apache-2.0
#include "hub/net/http_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"
#include "hub/net/detail/connection.hpp"

namespace voelspriet::net {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using detail::Connection;
using detail::Deadline;
using Parser = http::response_parser<http::string_body>;

HttpOutcome not_sent(Error error) { return {Reach::kNotSent, {}, std::move(error)}; }

// A line break in a header would let a value speak for us.
std::optional<Error> check_headers(const HttpRequest& request) {
  const auto breaks = [](const std::string& text) {
    return text.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos;
  };
  for (const auto& [name, value] : request.headers) {
    if (name.empty() || name.find_first_of(": ") != std::string::npos || breaks(name) || breaks(value)) {
      return Error{Errc::kBadValue, "header " + name.substr(0, name.find_first_of("\r\n")), "not a header"};
    }
  }
  return std::nullopt;
}

std::string as_bytes(const Url& url, const HttpRequest& request) {
  std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Voelspriet\r\nConnection: close\r\n",
                                  request.method, url.target, host_header(url));
  for (const auto& [name, value] : request.headers) bytes += fmt::format("{}: {}\r\n", name, value);
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
    bytes += fmt::format("Content-Length: {}\r\n", request.body.size());
  }
  return bytes + "\r\n" + request.body;
}

HttpResponse take_response(Parser& parser, const Url& url) {
  HttpResponse response;
  auto& message = parser.get();
  response.status = static_cast<int>(message.result_int());
  for (const auto& field : message) response.headers.emplace_back(field.name_string(), field.value());
  response.body = std::move(message.body());
  response.url = to_string(url);
  return response;
}

// Feeds what is read to the parser until the message is whole, wrong or over.
std::optional<Error> read_into(Parser& parser, Connection& connection, Deadline deadline, const StopFlag& stop) {
  const auto bad = [](const beast::error_code& error) {
    const bool large = error == http::error::body_limit || error == http::error::header_limit;
    return Error{large ? Errc::kTooLarge : Errc::kMalformed, "answer", error.message()};
  };
  std::string unread;
  std::array<char, 16 << 10> piece;
  while (!parser.is_done()) {
    const auto count = connection.read(piece, deadline, stop);
    beast::error_code error;
    if (!count) {
      const bool ended = count.error().code == Errc::kClosed && !stop.requested();
      if (!ended || !parser.got_some()) return count.error();
      parser.put_eof(error);
      if (error) return Error{Errc::kClosed, "answer", "cut off before its end"};
      continue;
    }
    if (*count == 0) return Error{Errc::kTimeout, "answer", "not whole in time"};
    unread.append(piece.data(), *count);
    unread.erase(0, parser.put(boost::asio::buffer(unread), error));
    if (error && error != http::error::need_more) return bad(error);
  }
  return std::nullopt;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (beast::iequals(key, name)) return value;
  }
  return {};
}

HttpOutcome HttpClient::exchange(const Url& url, const HttpRequest& request, Deadline deadline,
                                 const StopFlag& stop) const {
  auto connection =
      Connection::open(url.host, url.port, egress_, std::min(deadline, steady_now() + request.connect_timeout), stop);
  if (!connection) return not_sent(connection.error());
  if (url.tls()) {
    const auto handshake = std::min(deadline, steady_now() + request.handshake_timeout);
    if (auto secured = connection->start_tls(url.host, ca_file_, handshake, stop); !secured)
      return not_sent(secured.error());
  }
  if (auto written = connection->write(as_bytes(url, request), deadline, stop); !written) {
    return {Reach::kNoAnswer, {}, written.error()};
  }
  Parser parser;
  parser.eager(true);
  parser.skip(request.method == "HEAD");
  parser.header_limit(limits::kHttpHeaderBytesMax);
  parser.body_limit(request.max_body);
  auto error = read_into(parser, *connection, deadline, stop);
  // The parser weighs the length only once all headers stand, so a body over the limit is an answer too.
  const bool answered =
      parser.is_header_done() || (error && error->code == Errc::kTooLarge && parser.get().result_int() != 0);
  if (!answered) return {Reach::kNoAnswer, {}, std::move(error)};
  return {Reach::kAnswered, take_response(parser, url), std::move(error)};
}

HttpOutcome HttpClient::send(const HttpRequest& request, const StopFlag& stop) const {
  auto url = parse_url(request.url);
  if (!url) return not_sent(url.error());
  if (auto error = check_headers(request)) return not_sent(std::move(*error));
  const auto deadline = steady_now() + request.whole_timeout;
  const bool safe = request.method == "GET" || request.method == "HEAD";
  HttpRequest hop = request;
  int left = safe ? std::min(request.redirects, limits::kRedirectsMax) : 0;
  bool moved = false;
  for (bool first = true;; first = false) {
    HttpOutcome outcome = exchange(*url, hop, deadline, stop);
    outcome.response.moved = moved;
    if (outcome.error || !is_redirect(outcome.response.status) || left-- == 0) return outcome;
    const auto target = resolve_url(*url, outcome.response.header("Location"));
    if (!target) outcome.error = target.error();
    if (target && url->tls() && !target->tls()) {
      outcome.error = Error{Errc::kNotAllowed, to_string(*target), "a redirect from https to http is not followed"};
    }
    if (outcome.error) return outcome;
    const bool permanent = outcome.response.status == 301 || outcome.response.status == 308;
    moved = permanent && (first || moved);
    // What the caller wrote was meant for the first host; another one learns no token.
    if (target->host != url->host || target->port != url->port) hop.headers.clear();
    url = target;
  }
}

}  // namespace voelspriet::net
