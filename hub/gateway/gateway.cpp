// SPDX-License-Identifier: Apache-2.0
#include "hub/gateway/gateway.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <optional>
#include <thread>

#include "hub/base/limits.hpp"

namespace voelspriet::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

using Request = http::request<http::empty_body>;
using Response = http::response<http::string_body>;

Response respond(http::status status, std::string_view type, std::string body) {
  Response response{status, 11};
  response.set(http::field::content_type, type);
  response.set(http::field::cache_control, "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  if (status == http::status::method_not_allowed) response.set(http::field::allow, "GET");
  response.keep_alive(false);
  response.body() = std::move(body);
  response.prepare_payload();
  return response;
}

Response refuse(http::status status) {
  return respond(status, "text/plain; charset=utf-8", std::string{http::obsolete_reason(status)} + "\n");
}

Response answer(const Request& request, const Reports& reports) {
  if (request.method() != http::verb::get) return refuse(http::status::method_not_allowed);
  if (request.target() == "/health") {
    const HealthReport report = reports.health();
    const auto status = state_of(report) == PartState::down ? http::status::service_unavailable : http::status::ok;
    return respond(status, "application/json", render_health(report));
  }
  if (request.target() == "/metrics") {
    return respond(http::status::ok, "text/plain; version=0.0.4; charset=utf-8", render_metrics(reports.metrics()));
  }
  return refuse(http::status::not_found);
}

// One connection: a request, an answer, the end. It lives as long as one of its operations waits.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const Reports& reports, std::size_t& count)
      : stream_(std::move(socket)), reports_(reports), count_(count) {
    ++count_;
    parser_.header_limit(limits::kGatewayHeaderBytesMax);
    parser_.body_limit(0);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() { --count_; }

  void start() {
    stream_.expires_after(limits::kGatewayTimeout);
    http::async_read(stream_, buffer_, parser_,
                     [self = shared_from_this()](error_code error, std::size_t) { self->read(error); });
  }

 private:
  void read(error_code error) {
    if (!error) return write(answer(parser_.get(), reports_));
    if (error == http::error::header_limit) return write(refuse(http::status::request_header_fields_too_large));
    if (error == http::error::body_limit) return write(refuse(http::status::payload_too_large));
    const bool theirs = error.category() == http::make_error_code(http::error::bad_method).category();
    if (theirs && error != http::error::end_of_stream) write(refuse(http::status::bad_request));
  }

  void write(Response response) {
    response_ = std::move(response);
    http::async_write(stream_, response_, [self = shared_from_this()](error_code, std::size_t) {
      error_code ignored;  // the other side may be gone already
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    });
  }

  beast::tcp_stream stream_;
  const Reports& reports_;
  std::size_t& count_;
  beast::flat_buffer buffer_{limits::kGatewayHeaderBytesMax + 1024};
  http::request_parser<http::empty_body> parser_;
  Response response_;
};

std::optional<tcp::endpoint> parse_endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == text.npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  error_code error;
  const auto address = asio::ip::make_address(std::string{host}, error);
  if (error || wrong != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return tcp::endpoint{address, port};
}

}  // namespace

class Gateway::Server {
 public:
  Server() = default;
  ~Server() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  error_code listen(const tcp::endpoint& endpoint) {
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(static_cast<int>(limits::kGatewayConnectionsMax), error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    return error;
  }

  void serve(Reports reports) {
    reports_ = std::move(reports);
    accept();
    thread_ = std::thread{[this] { io_.run(); }};
  }

  std::uint16_t port() const { return port_; }

 private:
  void accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (error) return accept_later();
      if (connections_ < limits::kGatewayConnectionsMax) {
        std::make_shared<Session>(std::move(socket), reports_, connections_)->start();
      }
      accept();
    });
  }

  // Out of descriptors: trying again at once would spin.
  void accept_later() {
    pause_.expires_after(std::chrono::milliseconds{100});
    pause_.async_wait([this](error_code error) {
      if (!error) accept();
    });
  }

  // Constant after listen() and serve().
  std::uint16_t port_ = 0;
  Reports reports_;
  // Owned by the thread; connections_ outlives the sessions that io_ holds.
  std::size_t connections_ = 0;
  asio::io_context io_{1};
  tcp::acceptor acceptor_{io_};
  asio::steady_timer pause_{io_};

  std::thread thread_;
};

Result<std::unique_ptr<Gateway>> Gateway::listen(std::string_view address) {
  const std::string where = "gateway " + std::string{address};
  const auto endpoint = parse_endpoint(address);
  if (!endpoint) return fail(Errc::kBadValue, where, "not an address and port");
  if (!endpoint->address().is_loopback()) return fail(Errc::kNotAllowed, where, "listens on loopback only");
  auto server = std::make_unique<Server>();
  const auto error = server->listen(*endpoint);
  if (error == asio::error::address_in_use) return fail(Errc::kRefused, where, "is taken; does the hub of this desk run already?");
  if (error) return fail(Errc::kRefused, where, error.message());
  return std::unique_ptr<Gateway>{new Gateway{std::move(server)}};
}

Gateway::Gateway(std::unique_ptr<Server> server) : server_(std::move(server)) {}
Gateway::~Gateway() = default;

void Gateway::serve(Reports reports) { server_->serve(std::move(reports)); }

std::uint16_t Gateway::port() const { return server_->port(); }

}  // namespace voelspriet::gateway
