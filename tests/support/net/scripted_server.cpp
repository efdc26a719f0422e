// SPDX-License-Identifier: Apache-2.0
#include "tests/support/net/scripted_server.hpp"

#include <sys/socket.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/websocket/detail/hybi13.hpp>
#include <mutex>
#include <thread>

namespace voelspriet::support {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

template <class Stream>
class StreamPeer final : public Peer {
 public:
  explicit StreamPeer(Stream& stream) : stream_(stream) {}

  std::string read_until(std::string_view end) override {
    error_code error;
    const auto size = asio::read_until(stream_, asio::dynamic_buffer(read_), std::string{end}, error);
    return take(error ? read_.size() : size);
  }

  std::string read(std::size_t bytes) override {
    error_code error;
    if (read_.size() < bytes) {
      asio::read(stream_, asio::dynamic_buffer(read_), asio::transfer_exactly(bytes - read_.size()), error);
    }
    return take(std::min(bytes, read_.size()));
  }

  void write(std::string_view bytes) override { asio::write(stream_, asio::buffer(bytes.data(), bytes.size())); }

  void wait_for_end() override {
    error_code error;
    std::array<char, 1024> ignored;
    while (!error) stream_.read_some(asio::buffer(ignored), error);
  }

 private:
  std::string take(std::size_t size) {
    std::string taken = read_.substr(0, size);
    read_.erase(0, size);
    return taken;
  }

  Stream& stream_;
  std::string read_;
};

}  // namespace

void answer(Peer& peer, std::string_view bytes) {
  peer.read_until("\r\n\r\n");
  peer.write(bytes);
}

std::string accept_web_socket(Peer& peer) {
  const std::string request = peer.read_until("\r\n\r\n");
  const std::string name = "Sec-WebSocket-Key: ";
  const auto begin = request.find(name) + name.size();
  boost::beast::websocket::detail::sec_ws_accept_type accept;
  boost::beast::websocket::detail::make_sec_ws_accept(accept,
                                                      request.substr(begin, request.find("\r\n", begin) - begin));
  peer.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
             std::string{accept.data(), accept.size()} + "\r\n\r\n");
  return request.substr(0, request.find("\r\n"));
}

std::string server_frame(std::string_view payload, std::uint8_t opcode, bool final) {
  std::string frame{static_cast<char>((final ? 0x80 : 0) | opcode)};
  const auto size = payload.size();
  frame += static_cast<char>(size < 126 ? size : size <= 0xffff ? 126 : 127);
  const int bytes = size < 126 ? 0 : size <= 0xffff ? 2 : 8;
  for (int i = bytes - 1; i >= 0; --i) frame += static_cast<char>(size >> (8 * i));
  return frame.append(payload);
}

struct ScriptedServer::Impl {
  const Script script;
  asio::io_context io;
  asio::ssl::context tls{asio::ssl::context::tls_server};
  const bool secured;
  tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
  const std::uint16_t port = acceptor.local_endpoint().port();
  std::atomic<int> connections{0};
  std::mutex mutex;
  tcp::socket* current = nullptr;  // guarded by mutex
  bool over = false;               // guarded by mutex
  std::thread thread;

  Impl(Script given, const std::optional<ServerFiles>& files) : script(std::move(given)), secured(files.has_value()) {
    if (!files) return;
    tls.use_certificate_chain_file(files->certificate.string());
    tls.use_private_key_file(files->key.string(), asio::ssl::context::pem);
  }

  bool enter(tcp::socket* socket) {
    const std::lock_guard lock{mutex};
    current = socket;
    return !over;
  }

  void run() {
    while (true) {
      error_code error;
      tcp::socket socket{io};
      acceptor.accept(socket, error);
      if (!enter(&socket) || error) return;
      const int number = connections++;
      try {
        serve(socket, number);
      } catch (const std::exception&) {  // the client left, or never meant to stay: the test judges what the client saw
      }
      enter(nullptr);
    }
  }

  void serve(tcp::socket& socket, int number) {
    if (!secured) {
      StreamPeer peer{socket};
      return script(peer, number);
    }
    asio::ssl::stream<tcp::socket&> stream{socket, tls};
    stream.handshake(asio::ssl::stream_base::server);
    StreamPeer peer{stream};
    script(peer, number);
  }

  void end() {
    {
      const std::lock_guard lock{mutex};
      over = true;
      if (current) ::shutdown(current->native_handle(), SHUT_RDWR);
    }
    ::shutdown(acceptor.native_handle(), SHUT_RDWR);  // wakes accept
    thread.join();
  }
};

ScriptedServer::ScriptedServer(Script script, std::optional<ServerFiles> tls)
    : impl_(std::make_unique<Impl>(std::move(script), tls)) {
  impl_->thread = std::thread{[this] { impl_->run(); }};
}

ScriptedServer::~ScriptedServer() { impl_->end(); }

std::uint16_t ScriptedServer::port() const { return impl_->port; }
int ScriptedServer::connections() const { return impl_->connections; }

}  // namespace voelspriet::support
