// SPDX-License-Identifier: Apache-2.0
// voelspriet-test-jetstream: a Jetstream v1 server of ours on the loopback that replays recorded lines, ws or wss. It
// prints its port on stdout. Cursors are inclusive: below 1e15 a place (line n has n), above it a time in microseconds.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/url.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

struct Options {
  std::string file, certificate, key;
  unsigned short port = 0;
  std::size_t cut_every = 0;  // events of one connection; 0 = never
  std::uint64_t rate = 0;     // events per second; 0 = as fast as they go
  bool add_cursor = false;
  bool everything = false;  // whatever collections are wanted
};

struct Line {
  std::string text;
  std::string collection;  // "" of identity and account events, which always come
  std::uint64_t time_us = 0;
};

// Naive on purpose: a test server must not read with the parser it tests.
std::string value_of(const std::string& text, const std::string& key) {
  const auto at = text.find("\"" + key + "\":");
  if (at == std::string::npos) return {};
  auto begin = at + key.size() + 3;
  if (text[begin] == '"') ++begin;
  return text.substr(begin, text.find_first_of("\",}", begin) - begin);
}

std::vector<Line> load(const Options& options) {
  std::ifstream in{options.file};
  if (!in) throw std::runtime_error{"cannot read " + options.file};
  std::vector<Line> lines;
  for (std::string text; std::getline(in, text);) {
    Line line{text, value_of(text, "collection"), 0};
    const auto time = value_of(text, "time_us");
    line.time_us = time.empty() ? 0 : std::strtoull(time.c_str(), nullptr, 10);
    if (options.add_cursor && line.text.ends_with('}')) {
      line.text.pop_back();
      line.text += fmt::format(",\"cursor\":{}}}", lines.size() + 1);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

struct Wanted {
  std::vector<std::string> collections;  // none = all
  std::uint64_t cursor = 0;
};

Wanted wanted_by(beast::string_view target) {
  Wanted wanted;
  const auto view = boost::urls::parse_origin_form(target).value();
  for (const auto& param : view.params()) {
    if (param.key == "wantedCollections") wanted.collections.push_back(param.value);
    if (param.key == "cursor") wanted.cursor = std::strtoull(param.value.c_str(), nullptr, 10);
  }
  return wanted;
}

std::size_t begin_of(const std::vector<Line>& lines, std::uint64_t cursor) {
  constexpr std::uint64_t kTimes = 1'000'000'000'000'000;
  if (cursor < kTimes) return std::min<std::size_t>(cursor == 0 ? 0 : cursor - 1, lines.size());
  const auto first = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.time_us >= cursor; });
  return static_cast<std::size_t>(first - lines.begin());
}

bool wants(const Wanted& wanted, const Line& line) {
  return wanted.collections.empty() || line.collection.empty() ||
         std::find(wanted.collections.begin(), wanted.collections.end(), line.collection) != wanted.collections.end();
}

template <class Stream>
void serve(websocket::stream<Stream>& peer, const Options& options, const std::vector<Line>& lines) {
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  http::read(peer.next_layer(), buffer, request);
  const auto wanted = wanted_by(request.target());
  peer.accept(request);
  peer.text(true);
  const auto began = Clock::now();
  std::size_t sent = 0;
  for (std::size_t i = begin_of(lines, wanted.cursor); i < lines.size(); ++i) {
    if (!options.everything && !wants(wanted, lines[i])) continue;
    if (options.rate > 0)
      std::this_thread::sleep_until(began + std::chrono::nanoseconds{sent * 1'000'000'000 / options.rate});
    peer.write(asio::buffer(lines[i].text));
    if (++sent == options.cut_every) return;  // without a word, as a network does it
  }
  for (beast::flat_buffer said;; said.clear()) peer.read(said);  // until the client goes
}

void attend(tcp::socket socket, asio::ssl::context* tls, const Options& options, const std::vector<Line>& lines) {
  try {
    socket.set_option(tcp::no_delay{true});
    if (!tls) {
      websocket::stream<tcp::socket> peer{std::move(socket)};
      return serve(peer, options, lines);
    }
    websocket::stream<asio::ssl::stream<tcp::socket>> peer{std::move(socket), *tls};
    peer.next_layer().handshake(asio::ssl::stream_base::server);
    serve(peer, options, lines);
  } catch (const std::exception& error) {
    fmt::print(stderr, "connection: {}\n", error.what());
  }
}

int run(const Options& options) {
  const auto lines = load(options);
  asio::io_context io;
  asio::ssl::context tls{asio::ssl::context::tls_server};
  if (!options.certificate.empty()) {
    tls.use_certificate_chain_file(options.certificate);
    tls.use_private_key_file(options.key, asio::ssl::context::pem);
  }
  tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), options.port}};
  fmt::print("{}\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  for (std::vector<std::jthread> peers;;) {
    peers.emplace_back(attend, acceptor.accept(), options.certificate.empty() ? nullptr : &tls, std::cref(options),
                       std::cref(lines));
  }
}

}  // namespace

int main(int argc, char** argv) try {
  Options options;
  CLI::App app{"Replays recorded Jetstream lines on the loopback", "voelspriet-test-jetstream"};
  app.add_option("file", options.file, "JSON lines")->required();
  app.add_option("--port", options.port, "0 takes a free one");
  app.add_option("--cut-every", options.cut_every, "End each connection after so many events");
  app.add_option("--rate", options.rate, "Events per second of one connection");
  app.add_flag("--add-cursor", options.add_cursor, "Give each event its place as cursor");
  app.add_flag("--everything", options.everything, "Send all collections, whatever is wanted");
  auto* certificate = app.add_option("--certificate", options.certificate, "PEM; wss then");
  app.add_option("--key", options.key, "PEM")->needs(certificate);
  CLI11_PARSE(app, argc, argv);
  return run(options);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-test-jetstream: {}\n", error.what());
  return 1;
}
