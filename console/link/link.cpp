// SPDX-License-Identifier: Apache-2.0
#include "console/link/link.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <deque>
#include <list>
#include <thread>
#include <type_traits>

#include "console/link/detail/answer_key.hpp"
#include "console/link/detail/credit.hpp"
#include "console/link/detail/dealer.hpp"
#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/base/mailbox.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::console {
namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::seconds kHelloAgain{3};

bool final_word(Errc code) {
  return code == Errc::kRefused || code == Errc::kConflict || code == Errc::kCorrupt || code == Errc::kUnsupported;
}

}  // namespace

struct Link::Impl {
  Impl(LinkSettings given, zmq::context_t own_context, detail::Dealer own_dealer)
      : settings(std::move(given)), context(std::move(own_context)), dealer(std::move(own_dealer)), chain(settings.have) {}
  ~Impl() { close(wake); }

  void run();
  void turn();
  void hello();
  void send(const wire::FromConsole& message);
  void settle(const std::string& key);
  void lost(Error reason);
  void tell(LinkUpdate update);
  void hand_over();

  void hear(detail::Received received);
  void hear(const wire::Welcome& welcome);
  void hear(const wire::Bye& bye);
  void hear(const wire::Events& head, const std::vector<std::string>& frames);

  const LinkSettings settings;

  // Own synchronisation.
  const int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  Mailbox<wire::FromConsole> outgoing{limits::kInFlightMax};
  Mailbox<LinkUpdate> updates{limits::kLinkMailbox};
  std::atomic<std::size_t> in_flight_count{0};
  std::atomic<bool> stopping{false};

  // Owned by the link's thread.
  zmq::context_t context;
  detail::Dealer dealer;
  Chain chain;
  detail::CreditGiver credit;
  bool connected = false;  // and welcome
  bool over = false;       // for good
  std::chrono::steady_clock::time_point hello_again = std::chrono::steady_clock::time_point::max();
  std::list<std::pair<std::string, wire::FromConsole>> in_flight;  // oldest first
  std::deque<LinkUpdate> held;                                     // while `updates` is full; nothing is read then

  std::thread thread;
};

void Link::Impl::run() {
  try {
    while (!stopping) turn();
  } catch (const std::exception& error) {
    stop_broken("the link's thread runs", error.what(), __FILE__, __LINE__);
  }
}

void Link::Impl::turn() {
  std::array items{zmq::pollitem_t{nullptr, wake, ZMQ_POLLIN, 0}, zmq::pollitem_t{dealer.monitor().handle(), 0, ZMQ_POLLIN, 0},
                   zmq::pollitem_t{held.empty() ? dealer.socket().handle() : nullptr, wake, ZMQ_POLLIN, 0}};
  zmq::poll(items, kTick);
  eventfd_t woken = 0;
  eventfd_read(wake, &woken);

  switch (dealer.changed()) {
    case detail::Dealer::Change::connected: hello(); break;
    case detail::Dealer::Change::disconnected: lost({Errc::kClosed, settings.address.endpoint, "the connection broke"}); break;
    case detail::Dealer::Change::refused: lost({Errc::kRefused, settings.address.endpoint, "the hub does not know this key"}); break;
    case detail::Dealer::Change::none: break;
  }
  hand_over();
  while (held.empty() && !over) {
    auto received = dealer.receive();
    if (!received) {
      log_warn("link", fmt::format("msg=\"unreadable: {}\"", to_string(received.error())));
    } else if (*received) {
      hear(std::move(**received));
    } else {
      break;
    }
  }
  for (auto& message : outgoing.pop(limits::kInFlightMax, {})) {
    in_flight.emplace_back(detail::answer_key(message), std::move(message));
    if (connected) dealer.send(in_flight.back().second);
  }
  if (!over && steady_now() >= hello_again) hello();
}

void Link::Impl::hello() {
  if (over) return;
  credit = {};
  dealer.send(wire::Hello{settings.program, true, chain.seq, chain.hash, settings.incident});
  hello_again = steady_now() + kHelloAgain;
}

void Link::Impl::hear(detail::Received received) {
  if (const auto give = credit.took_one()) dealer.send(wire::Credit{give});
  std::visit(
      [&]<class T>(T& message) {
        if constexpr (std::is_same_v<T, wire::Welcome> || std::is_same_v<T, wire::Bye>) {
          hear(message);
        } else if constexpr (std::is_same_v<T, wire::PulseNow>) {
          tell(PulseCame{std::move(message.pulse)});
        } else if constexpr (std::is_same_v<T, wire::Events>) {
          hear(message, received.frames);
        } else {
          settle(detail::answer_key(received.message));
          tell(Answered{std::move(message)});
        }
      },
      received.message);
}

void Link::Impl::hear(const wire::Welcome& welcome) {
  if (welcome.seq < chain.seq || (welcome.seq == chain.seq && welcome.hash != chain.hash)) {
    return lost({Errc::kConflict, fmt::format("event {}", welcome.seq), "the hub's log is not the one this console has seen"});
  }
  connected = true;
  hello_again = std::chrono::steady_clock::time_point::max();
  tell(Connected{welcome});
  for (const auto& [key, message] : in_flight) dealer.send(message);
}

void Link::Impl::hear(const wire::Bye& bye) {
  const Error reason = to_error(bye.reason);
  lost(reason);
  if (!final_word(reason.code)) hello_again = steady_now() + (reason.code == Errc::kBusy ? kTick : kHelloAgain);
}

void Link::Impl::hear(const wire::Events& head, const std::vector<std::string>& frames) {
  EventsCame came;
  for (std::size_t at = 0; at < frames.size(); ++at) {
    if (head.first + at <= chain.seq) continue;
    auto event = chain.extend(frames[at]);
    if (!event) return lost(event.error());
    came.events.push_back(std::move(*event));
  }
  came.hash = chain.hash;
  if (!came.events.empty()) tell(std::move(came));
}

void Link::Impl::settle(const std::string& key) {
  in_flight_count -= in_flight.remove_if([&](const auto& item) { return item.first == key; });
}

void Link::Impl::lost(Error reason) {
  if (over || (!connected && !final_word(reason.code))) return;  // said already, or never there
  connected = false;
  over = final_word(reason.code);
  hello_again = std::chrono::steady_clock::time_point::max();
  if (over) log_error("link", fmt::format("msg=\"ended: {}\"", to_string(reason)));
  tell(Disconnected{std::move(reason), over});
}

void Link::Impl::tell(LinkUpdate update) {
  held.push_back(std::move(update));
  hand_over();
}

void Link::Impl::hand_over() {
  bool told = false;
  for (; !held.empty() && updates.push(std::move(held.front())); held.pop_front()) told = true;
  if (told && settings.wake) settings.wake();
}

Link::Link(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<Link>> Link::start(LinkSettings settings) {
  zmq::context_t context{1};
  auto dealer = detail::Dealer::open(context, settings.address);
  if (!dealer) return tl::unexpected(dealer.error());
  auto impl = std::make_unique<Impl>(std::move(settings), std::move(context), std::move(*dealer));
  impl->thread = std::thread([&impl = *impl] { impl.run(); });
  return std::unique_ptr<Link>(new Link(std::move(impl)));
}

Link::~Link() {
  impl_->outgoing.close();
  impl_->stopping = true;
  eventfd_write(impl_->wake, 1);
  impl_->thread.join();
}

bool Link::send(wire::FromConsole message) {
  if (impl_->in_flight_count >= limits::kInFlightMax || !impl_->outgoing.push(std::move(message))) return false;
  ++impl_->in_flight_count;
  eventfd_write(impl_->wake, 1);
  return true;
}

std::vector<LinkUpdate> Link::take() {
  auto taken = impl_->updates.pop(limits::kLinkMailbox, {});
  if (!taken.empty()) eventfd_write(impl_->wake, 1);  // there is room again
  return taken;
}

}  // namespace voelspriet::console
