// SPDX-License-Identifier: Apache-2.0
#include "hub/bus/bus.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <future>
#include <thread>
#include <type_traits>

#include "hub/base/assert.hpp"
#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/base/mailbox.hpp"
#include "hub/base/time.hpp"
#include "hub/bus/detail/console_side.hpp"
#include "hub/bus/detail/feed_side.hpp"
#include "hub/bus/detail/zap.hpp"

namespace voelspriet::bus {
namespace {

using std::chrono::milliseconds;

constexpr const char* kConsoles = "consoles";  // ZAP domains
constexpr const char* kFeeds = "feeds";
constexpr milliseconds kTick{50};
constexpr milliseconds kRetry{2};              // while a batch waits for room
constexpr std::size_t kMessagesPerTurn = 256;  // of one side, before the other has its turn
constexpr rlim_t kDescriptors = 4 * limits::kPeersMax;

// Every peer takes one; a hub that runs out of them half-way would refuse its own team.
Result<void> ensure_descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= kDescriptors) return {};
  limit.rlim_cur = kDescriptors;
  if (limit.rlim_max >= kDescriptors && setrlimit(RLIMIT_NOFILE, &limit) == 0) return {};
  return fail(Errc::kNotAllowed, "nofile", fmt::format("at most {} descriptors, {} are needed", limit.rlim_max, kDescriptors));
}

}  // namespace

struct Bus::Impl {
  Impl(BusSettings given, BusSink& lent_sink) : settings(std::move(given)), keys(settings.known), sink(lent_sink) {}
  ~Impl() { close(wake); }

  void run(crypto::Random& random, std::promise<Result<void>> started);
  Result<void> open(crypto::Random& random);
  void turn();
  void carry_out(Outgoing& outgoing);
  void set_keys(KeyTable table);
  bool may_enter(std::string_view domain, const std::string& public_key) const;

  const BusSettings settings;
  zmq::context_t context;
  const int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);

  // Own synchronisation.
  Mailbox<Outgoing> outgoing{limits::kBusMailbox};
  detail::Counters counters;
  std::atomic<bool> stopping{false};

  // Owned by the bus thread.
  KeyTable keys;
  BusSink& sink;
  SessionId next_session = settings.first_session;
  std::optional<detail::Doorkeeper> doorkeeper;
  std::optional<detail::Router> console_router, feed_router;
  std::optional<detail::ConsoleSide> consoles;
  std::optional<detail::FeedSide> feeds;

  std::thread thread;
};

bool Bus::Impl::may_enter(std::string_view domain, const std::string& public_key) const {
  const auto found = keys->find(public_key);
  if (found == keys->end() || found->second.revoked) return false;
  return domain == kConsoles ? bool{found->second.person} : domain == kFeeds && found->second.feed;
}

void Bus::Impl::set_keys(KeyTable table) {
  keys = table;
  consoles->set_keys(table);
  feeds->set_keys(std::move(table));
}

Result<void> Bus::Impl::open(crypto::Random& random) {
  if (auto enough = ensure_descriptors(); !enough) return enough;
  doorkeeper.emplace(context, [this](std::string_view domain, const std::string& key) { return may_enter(domain, key); });
  if (auto tested = detail::test_doorkeeper(context, doorkeeper->socket(), [this] { doorkeeper->answer(); }, random); !tested) return tested;
  console_router.emplace(context, settings.keys, kConsoles, counters);
  feed_router.emplace(context, settings.keys, kFeeds, counters);
  consoles.emplace(*console_router, sink, counters, next_session);
  feeds.emplace(*feed_router, sink, counters, next_session);
  set_keys(keys);
  for (const auto& endpoint : settings.console_endpoints) {
    if (auto bound = console_router->bind(endpoint); !bound) return bound;
  }
  for (const auto& endpoint : settings.feed_endpoints) {
    if (auto bound = feed_router->bind(endpoint); !bound) return bound;
  }
  return {};
}

void Bus::Impl::run(crypto::Random& random, std::promise<Result<void>> started) {
  try {
    auto opened = open(random);
    const bool open = opened.has_value();
    started.set_value(std::move(opened));
    if (!open) return;
    while (!stopping) turn();
    consoles->say_goodbye();
    feeds->say_goodbye();
  } catch (const std::exception& error) {
    stop_broken("the bus thread runs", error.what(), __FILE__, __LINE__);
  }
}

void Bus::Impl::turn() {
  const auto item = [](zmq::socket_t& socket) { return zmq::pollitem_t{socket.handle(), 0, ZMQ_POLLIN, 0}; };
  std::array items{zmq::pollitem_t{nullptr, wake, ZMQ_POLLIN, 0}, item(doorkeeper->socket()),      item(console_router->socket()),
                   item(feed_router->socket()),                   item(console_router->monitor()), item(feed_router->monitor())};
  zmq::poll(items, feeds->holds_batches() ? kRetry : kTick);

  eventfd_t woken = 0;
  eventfd_read(wake, &woken);
  for (auto& out : outgoing.pop(limits::kBusMailbox, {})) carry_out(out);
  doorkeeper->answer();
  for (std::size_t count = 0; count < kMessagesPerTurn; ++count) {
    auto incoming = console_router->receive();
    if (!incoming) break;
    consoles->receive(std::move(*incoming));
  }
  for (std::size_t count = 0; count < kMessagesPerTurn; ++count) {
    auto incoming = feed_router->receive();
    if (!incoming) break;
    feeds->receive(std::move(*incoming));
  }
  console_router->count_handshakes();
  feed_router->count_handshakes();
  consoles->tick();
  feeds->tick();
}

void Bus::Impl::carry_out(Outgoing& what) {
  std::visit(
      [this]<class T>(T& out) {
        if constexpr (std::is_same_v<T, NewKeys>) {
          set_keys(std::move(out.keys));
        } else if constexpr (std::is_same_v<T, Cut>) {
          consoles->cut(out.session, out.reason);
          feeds->cut(out.session, out.reason);
        } else if constexpr (std::is_same_v<T, ToFeedSession> || std::is_same_v<T, ToAllFeeds>) {
          feeds->deliver(std::move(out));
        } else {
          consoles->deliver(std::move(out));
        }
      },
      what);
}

Bus::Bus(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<Bus>> Bus::start(BusSettings settings, BusSink& sink, crypto::Random& random) {
  auto impl = std::make_unique<Impl>(std::move(settings), sink);
  std::promise<Result<void>> promise;
  auto started = promise.get_future();
  impl->thread = std::thread([&impl = *impl, &random, promise = std::move(promise)]() mutable { impl.run(random, std::move(promise)); });
  const auto outcome = started.get();
  if (!outcome) impl->thread.join();
  if (!outcome) return tl::unexpected(outcome.error());
  return std::unique_ptr<Bus>(new Bus(std::move(impl)));
}

Bus::~Bus() {
  impl_->outgoing.close();
  impl_->stopping = true;
  eventfd_write(impl_->wake, 1);
  impl_->thread.join();
}

bool Bus::post(Outgoing outgoing) {
  const bool taken = impl_->outgoing.push(std::move(outgoing));
  if (!taken) impl_->counters.add("bus.lost.outgoing");
  eventfd_write(impl_->wake, 1);
  return taken;
}

std::map<std::string, std::uint64_t> Bus::counters() const { return impl_->counters.copy(); }

}  // namespace voelspriet::bus
