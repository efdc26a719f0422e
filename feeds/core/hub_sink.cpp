// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/hub_sink.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <deque>
#include <iterator>
#include <optional>
#include <thread>
#include <type_traits>
#include <zmq.hpp>

#include "feeds/core/detail/pieces.hpp"
#include "feeds/core/detail/tray.hpp"
#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/base/mailbox.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds {
namespace {

constexpr std::chrono::milliseconds kTick{50};
constexpr std::size_t kOnTheWay = 4;  // batches without an answer; what comes meanwhile goes together in the next
constexpr std::chrono::seconds kHelloAgain{3};
constexpr auto kNever = std::chrono::steady_clock::time_point::max();

struct Offered {
  std::size_t feed = 0;
  Batch batch;
};

struct Piece {
  std::size_t feed = 0;
  wire::Heard heard;
  bool sent = false;  // over this connection
};

// One source's end of the line; the rest is HubLine's.
class LineSink final : public Sink {
 public:
  LineSink(std::size_t feed, Mailbox<Offered>& offers, int wake) : feed_(feed), offers_(offers), wake_(wake) {}

  Answer offer(Batch& batch) override {
    Offered offered{feed_, std::move(batch)};
    bool taken = offers_.push(std::move(offered));
    if (!taken) {
      waiting_ = true;  // and once more: room that came before this was said would not be told
      taken = offers_.push(std::move(offered));
    }
    if (!taken) {
      batch = std::move(offered.batch);
      return Answer::kBusy;
    }
    eventfd_write(wake_, 1);
    return Answer::kAccepted;
  }
  std::vector<Order> orders(std::chrono::steady_clock::time_point deadline) override { return tray.take(deadline); }
  void report(const FeedHealth& health) override { tray.put(health); }

  // By the line's thread.
  void say_room() {
    if (waiting_.exchange(false)) tray.say_room();
  }

  detail::Tray tray;

 private:
  const std::size_t feed_;
  Mailbox<Offered>& offers_;
  const int wake_;
  std::atomic<bool> waiting_{false};  // was told to be busy
};

}  // namespace

struct HubLine::Impl {
  explicit Impl(HubLineSettings given)
      : settings(std::move(given)), stored(settings.feeds.size()), refused(settings.feeds.size()) {
    for (std::size_t feed = 0; feed < settings.feeds.size(); ++feed) sinks.emplace_back(feed, offers, wake);
  }
  ~Impl() { close(wake); }

  Result<void> open();
  void run();
  void turn();
  void note_changes();
  void say_hello();
  void send(const wire::FromFeed& message);
  void send_unsent();
  void send_pieces();
  std::optional<Offered> next_offered();
  void report();
  void give(const Order& order);
  void begin(std::size_t feed, std::string cursor);
  void watch(const std::vector<wire::WatchedIncident>& watched);
  void note_refused(std::size_t feed, std::size_t count, const Error& reason);

  void hear(wire::FeedWelcome& welcome);
  void hear(const wire::HeardAck& ack);
  void hear(const wire::Watch& now_watch) { watch(now_watch.watched); }
  void hear(const wire::Follow& follow) { give(Follow{follow.incident, follow.ids}); }
  void hear(const wire::NoAnswer& refusal);
  void hear(const wire::Bye& bye);

  const HubLineSettings settings;

  // Own synchronisation.
  const int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  Mailbox<Offered> offers{limits::kFeedCredit};
  std::deque<LineSink> sinks;
  std::atomic<bool> stopping{false};

  // Owned by the line's thread.
  zmq::context_t context{1};
  zmq::socket_t socket{context, zmq::socket_type::dealer};
  zmq::socket_t monitor{context, zmq::socket_type::pair};
  bool welcome = false;                    // over this connection
  bool started = false;                    // sources know where to begin
  bool over = false;                       // for good
  std::uint32_t credit = 0;
  std::uint64_t last_batch = 0;
  std::deque<Offered> waiting;             // taken out of the mailbox, oldest first; at most what fits in there
  std::deque<Piece> unacknowledged;        // oldest first; bounded by credit and what one lot of offers was cut into
  bool watching = false;                   // an incident is open
  std::vector<std::string> stored;         // by feed: the cursor the hub has, as far as we know
  std::vector<detail::Refused> refused;    // by feed
  std::chrono::steady_clock::time_point hello_again = kNever;
  std::chrono::steady_clock::time_point report_due{};

  std::thread thread;
};

Result<void> HubLine::Impl::open() {
  try {
    socket.set(zmq::sockopt::curve_serverkey, settings.hub_key);
    socket.set(zmq::sockopt::curve_publickey, settings.keys.public_key);
    socket.set(zmq::sockopt::curve_secretkey, zmq::buffer(settings.keys.secret_key.text()));
    socket.set(zmq::sockopt::handshake_ivl, static_cast<int>(std::chrono::milliseconds{limits::kHandshakeMax}.count()));
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(limits::kFrameBytesMax));
    socket.set(zmq::sockopt::heartbeat_ivl, 2'000);
    socket.set(zmq::sockopt::heartbeat_timeout, 6'000);
    socket.set(zmq::sockopt::reconnect_ivl, 50);
    socket.set(zmq::sockopt::reconnect_ivl_max, 2'000);
    socket.set(zmq::sockopt::immediate, 1);  // a hub that is not there gets nothing kept for it: it would not know our hello
    socket.set(zmq::sockopt::linger, 200);
    const char* const events = "inproc://monitor";
    if (zmq_socket_monitor(socket.handle(), events, ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED) != 0) throw zmq::error_t{};
    monitor.set(zmq::sockopt::linger, 0);
    monitor.connect(events);
    socket.connect(settings.endpoint);
    return {};
  } catch (const zmq::error_t& error) {
    return fail(Errc::kUnreachable, settings.endpoint, error.what());
  }
}

void HubLine::Impl::run() {
  try {
    while (!stopping) turn();
  } catch (const std::exception& error) {
    stop_broken("the line to the hub runs", error.what(), __FILE__, __LINE__);
  }
}

void HubLine::Impl::turn() {
  std::array items{zmq::pollitem_t{nullptr, wake, ZMQ_POLLIN, 0}, zmq::pollitem_t{socket.handle(), 0, ZMQ_POLLIN, 0},
                   zmq::pollitem_t{monitor.handle(), 0, ZMQ_POLLIN, 0}};
  zmq::poll(items, kTick);
  eventfd_t woken = 0;
  eventfd_read(wake, &woken);
  note_changes();
  for (zmq::message_t frame; socket.recv(frame, zmq::recv_flags::dontwait);) {
    if (frame.size() == 0) continue;  // the hub only asked whether we are there
    auto message = wire::decode_to_feed(frame.to_string_view());
    if (!message) {
      log_warn("hub_line", fmt::format("msg=\"unreadable: {}\"", to_string(message.error())));
    } else if (!over) {
      std::visit([this](auto& what) { hear(what); }, *message);
    }
  }
  send_pieces();
  if (steady_now() >= hello_again) say_hello();
  if (welcome && steady_now() >= report_due) report();
}

void HubLine::Impl::note_changes() {
  for (zmq::message_t event; monitor.recv(event, zmq::recv_flags::dontwait);) {
    std::uint16_t what = 0;
    std::memcpy(&what, event.data(), sizeof what);
    if (event.more()) (void)monitor.recv(event, zmq::recv_flags::none);
    welcome = false;
    if (what == ZMQ_EVENT_HANDSHAKE_SUCCEEDED) say_hello();
  }
}

void HubLine::Impl::say_hello() {
  if (over) return;
  wire::FeedHello hello{settings.program, {}};
  for (const auto& feed : settings.feeds) hello.feeds.push_back(feed.name);
  send(hello);
  hello_again = steady_now() + kHelloAgain;
}

void HubLine::Impl::send(const wire::FromFeed& message) {
  (void)socket.get(zmq::sockopt::events);  // else libzmq may overlook, for a millisecond, that the connection was just made
  (void)socket.send(zmq::buffer(wire::encode(message)), zmq::send_flags::dontwait);
}

void HubLine::Impl::send_unsent() {
  for (auto& piece : unacknowledged) {
    if (piece.sent) continue;
    if (credit == 0) return;
    send(piece.heard);
    piece.sent = true;
    --credit;
  }
}

void HubLine::Impl::send_pieces() {
  if (!welcome) return;
  send_unsent();
  while (credit > 0 && unacknowledged.size() < kOnTheWay) {  // so nothing is left unsent
    auto offered = next_offered();
    if (!offered) return;
    const auto feed = offered->feed;
    auto cut = detail::cut_to_fit(settings.feeds[feed].name, std::move(offered->batch));
    if (cut.too_large > 0) note_refused(feed, cut.too_large, {Errc::kTooLarge, "mention", "is larger than a message to the hub may be"});
    for (auto& heard : cut.pieces) {
      heard.batch = ++last_batch;
      unacknowledged.push_back({feed, std::move(heard)});
    }
    send_unsent();
  }
}

// With all that came behind it from the same feed and has room.
std::optional<Offered> HubLine::Impl::next_offered() {
  if (waiting.empty()) {
    for (auto& offered : offers.pop(offers.capacity(), {})) waiting.push_back(std::move(offered));
    for (auto& sink : sinks) sink.say_room();
  }
  if (waiting.empty()) return std::nullopt;
  Offered first = std::move(waiting.front());
  waiting.pop_front();
  auto& mentions = first.batch.mentions;
  while (!waiting.empty() && waiting.front().feed == first.feed) {
    Batch& next = waiting.front().batch;
    if (mentions.size() + next.mentions.size() > limits::kBatchMentionsMax) break;
    std::move(next.mentions.begin(), next.mentions.end(), std::back_inserter(mentions));
    first.batch.cursor = std::move(next.cursor);
    waiting.pop_front();
  }
  return first;
}

void HubLine::Impl::report() {
  report_due = steady_now() + limits::kHealthEvery;
  wire::FeedReport current;
  for (std::size_t feed = 0; feed < sinks.size(); ++feed) {
    const auto health = sinks[feed].tray.take_health();
    if (health) current.feeds.push_back(detail::health_on_screen(*health, settings.feeds[feed].source, refused[feed]));
  }
  if (!current.feeds.empty()) send(current);
}

void HubLine::Impl::give(const Order& order) {
  for (auto& sink : sinks) sink.tray.put(order);
}

// Sources begin once, at the first welcome: what they read since then is kept here, whatever became of the connection. Only when the hub
// has lost what it had stored does a source go back; what still waits here stands behind the gap and moves the cursor no more.
void HubLine::Impl::begin(std::size_t feed, std::string cursor) {
  const bool waits = std::any_of(unacknowledged.begin(), unacknowledged.end(),
                                 [&](const Piece& piece) { return piece.feed == feed && piece.heard.cursor == cursor; });
  if (started && (cursor == stored[feed] || waits)) return;
  for (auto& piece : unacknowledged) {
    if (piece.feed == feed) piece.heard.cursor.clear();
  }
  for (auto& offered : offers.pop(offers.capacity(), {})) waiting.push_back(std::move(offered));
  for (auto& offered : waiting) {
    if (offered.feed == feed) offered.batch.cursor.clear();
  }
  stored[feed] = cursor;
  sinks[feed].tray.put(StartAt{std::move(cursor)});
}

void HubLine::Impl::watch(const std::vector<wire::WatchedIncident>& watched) {
  Watch order;
  for (const auto& one : watched) order.profiles.push_back({one.incident, one.profile});
  watching = !watched.empty();
  give(order);
}

void HubLine::Impl::note_refused(std::size_t feed, std::size_t count, const Error& reason) {
  refused[feed].count += count;
  refused[feed].reason = to_string(reason);
  log_warn("hub_line", fmt::format("feed={} refused={} msg=\"{}\"", settings.feeds[feed].name, count, refused[feed].reason));
}

void HubLine::Impl::hear(wire::FeedWelcome& now_welcome) {
  welcome = true;
  hello_again = kNever;
  credit = now_welcome.credit;
  watch(now_welcome.watched);
  for (std::size_t feed = 0; feed < sinks.size(); ++feed) {
    const auto& it = settings.feeds[feed];
    if (now_welcome.exercise ? it.exercise : it.live) {
      begin(feed, now_welcome.cursors[it.name]);
    } else {
      sinks[feed].tray.put(End{now_welcome.exercise ? "the hub plays a drill: nothing real is heard there" : "the hub is live: no drill is heard there"});
    }
  }
  started = true;
  for (auto& piece : unacknowledged) piece.sent = false;
}

void HubLine::Impl::hear(const wire::HeardAck& ack) {
  credit += ack.credit;
  const auto found = std::find_if(unacknowledged.begin(), unacknowledged.end(),
                                  [&](const Piece& piece) { return piece.heard.batch == ack.batch; });
  if (found == unacknowledged.end()) return;
  if (!ack.refused.empty()) note_refused(found->feed, ack.refused.size(), to_error(ack.refused[0]));
  if (!found->heard.cursor.empty()) {
    if (watching) stored[found->feed] = found->heard.cursor;  // without an incident a hub acknowledges and stores no cursor
    sinks[found->feed].tray.put(Confirmed{found->heard.cursor});
  }
  unacknowledged.erase(found);
}

void HubLine::Impl::hear(const wire::NoAnswer& refusal) {
  const Error reason = to_error(refusal.reason);
  log_warn("hub_line", fmt::format("msg=\"the hub refused: {}\"", to_string(reason)));
  if (reason.code != Errc::kWrongState || !welcome) return;
  welcome = false;  // it does not know this connection: every message sent meanwhile brings such an answer, one hello is enough
  say_hello();
}

void HubLine::Impl::hear(const wire::Bye& bye) {
  const Error reason = to_error(bye.reason);
  log_warn("hub_line", fmt::format("msg=\"the hub says: {}\"", to_string(reason)));
  welcome = false;
  over = reason.code == Errc::kRefused || reason.code == Errc::kUnsupported;
  hello_again = over ? kNever : steady_now() + kHelloAgain;
  if (over) give(End{to_string(reason)});
}

HubLine::HubLine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<HubLine>> HubLine::start(HubLineSettings settings) {
  auto impl = std::make_unique<Impl>(std::move(settings));
  if (auto opened = impl->open(); !opened) return tl::unexpected(opened.error());
  impl->thread = std::thread([&impl = *impl] { impl.run(); });
  return std::unique_ptr<HubLine>(new HubLine(std::move(impl)));
}

HubLine::~HubLine() {
  impl_->offers.close();
  impl_->stopping = true;
  eventfd_write(impl_->wake, 1);
  impl_->thread.join();
}

Sink& HubLine::sink(std::size_t at) { return impl_->sinks[at]; }

}  // namespace voelspriet::feeds
