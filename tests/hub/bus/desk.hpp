// SPDX-License-Identifier: Apache-2.0
// A bus on real sockets in a folder of its own, with a sink that plays the engine: it answers at once and remembers what came. And a
// peer that speaks to it as raw as a stranger can.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "hub/base/time.hpp"
#include "hub/bus/bus.hpp"
#include "hub/crypto/encoding.hpp"
#include "hub/wire/event_codec.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::bus {

inline constexpr std::chrono::seconds kPatience{10};

inline crypto::SystemRandom& random_bytes() {
  static crypto::SystemRandom random;
  return random;
}

// A log of `count` events, chained as the hub chains them.
inline std::vector<EventBytes> make_log(std::size_t count, std::vector<EventBytes> log = {}) {
  while (log.size() < count) {
    domain::Event event;
    event.meta.seq = log.size() + 1;
    event.meta.prev = log.empty() ? domain::Digest{} : crypto::sha256(*log.back());
    event.meta.desk = "Proefdam";
    event.body = domain::BrakeReleased{"proef"};
    log.push_back(std::make_shared<const std::string>(wire::encode(event)));
  }
  return log;
}

class FakeEngine final : public BusSink {
 public:
  bool on_hello(const domain::Actor& from, wire::Hello) override {
    const std::lock_guard lock{mutex_};
    ++hellos;
    wire::Welcome welcome{"Proefdam", true, from.person, from.session, log.size(), log.empty() ? domain::Digest{} : crypto::sha256(*log.back())};
    return bus && bus->post(ToSession{from.session, welcome});
  }
  bool on_command(const domain::Actor& from, domain::Command command) override {
    const std::lock_guard lock{mutex_};
    if (!has_room || !bus) return false;
    actors.push_back(from);
    commands.push_back(command);
    changed_.notify_all();
    return mute || (bus && bus->post(ToSession{from.session, wire::Done{command.meta.id, commands.size(), 0, {}, false}}));
  }
  bool on_note(const domain::Actor& from, wire::Note note) override {
    const std::lock_guard lock{mutex_};
    return bus && bus->post(ToSession{from.session, wire::Done{note.id, 0, 1, {}, false}});
  }
  bool on_question(const domain::Actor& from, Question question) override {
    const std::lock_guard lock{mutex_};
    const auto* const status = std::get_if<wire::AskStatus>(&question);
    if (!status) return false;
    wire::Status answer;
    answer.ask = status->ask;
    return bus && bus->post(ToSession{from.session, std::move(answer)});
  }
  bool on_catch_up(SessionId session, domain::Sequence after) override {
    const std::lock_guard lock{mutex_};
    const auto end = std::min<std::size_t>(log.size(), after + page);
    return bus && bus->post(EventPage{session, after + 1, {log.begin() + static_cast<std::ptrdiff_t>(after), log.begin() + static_cast<std::ptrdiff_t>(end)}});
  }
  void on_gone(SessionId session) override {
    const std::lock_guard lock{mutex_};
    gone.push_back(session);
    changed_.notify_all();
  }
  bool on_feed_hello(const FeedPeer& from, wire::FeedHello) override {
    const std::lock_guard lock{mutex_};
    return bus && bus->post(ToFeedSession{from.session, wire::FeedWelcome{true, {{"proef", "cursor-1"}}, 0, {}}});
  }
  bool on_heard(const FeedPeer& from, wire::Heard& batch, std::vector<wire::Refusal>& refused) override {
    const std::lock_guard lock{mutex_};
    if (!has_room || !bus) return false;
    wire::HeardAck ack{batch.batch, static_cast<std::uint32_t>(batch.mentions.size()), 0, std::move(refused), 0};
    heard.push_back(std::move(batch));
    changed_.notify_all();
    return bus && bus->post(ToFeedSession{from.session, std::move(ack)});
  }
  bool on_feed_report(const FeedPeer&, wire::FeedReport report) override {
    const std::lock_guard lock{mutex_};
    reports.push_back(std::move(report));
    changed_.notify_all();
    return true;
  }

  // Looks at what came, under the lock, until it is so.
  template <class Predicate>
  bool eventually(Predicate so) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, kPatience, so);
  }
  template <class Change>
  void change(Change what) {
    const std::lock_guard lock{mutex_};
    what();
  }

  // Guarded by the lock of eventually() and change().
  Bus* bus = nullptr;
  std::vector<EventBytes> log;
  std::size_t page = limits::kEventPageMax;
  bool has_room = true;
  bool mute = false;  // takes commands and answers none
  std::vector<domain::Actor> actors;
  std::vector<domain::Command> commands;
  std::size_t hellos = 0;
  std::vector<wire::Heard> heard;
  std::vector<wire::FeedReport> reports;
  std::vector<SessionId> gone;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
};

class Desk {
 public:
  explicit Desk(std::vector<EventBytes> log = {}) {
    engine.log = std::move(log);
    add_person(sanne, 1);
    domain::Key key;
    key.public_key = feed.public_key;
    key.feed = domain::FeedRights{"zuid", {"rss"}, {domain::Genre::news, domain::Genre::bulletin}, {"politie"}};
    keys[key.public_key] = key;
    start();
  }
  ~Desk() { bus.reset(); }

  // As after a crash: every connection breaks, and what was not answered is lost.
  void restart() {
    engine.change([this] {
      engine.bus = nullptr;
      engine.has_room = true;
      engine.mute = false;
    });
    bus.reset();
    start();
  }
  void start() {
    auto started = Bus::start({{consoles}, {feeds}, hub, table(), 100}, engine, random_bytes());
    if (!started) throw std::runtime_error(to_string(started.error()));
    bus = std::move(*started);
    engine.change([this] { engine.bus = bus.get(); });
  }
  void add_person(const crypto::CurveKeyPair& pair, std::uint32_t person) {
    domain::Key key;
    key.public_key = pair.public_key;
    key.person = domain::PersonId{person};
    keys[key.public_key] = key;
  }
  KeyTable table() const { return std::make_shared<const std::map<std::string, domain::Key>>(keys); }
  void revoke(const crypto::CurveKeyPair& pair) {
    keys.at(pair.public_key).revoked = true;
    bus->post(NewKeys{table()});
  }
  // Counted from the moment it happens; asked until it is so.
  bool counted(const std::string& name, std::uint64_t least = 1) const {
    return support::eventually(kPatience, [&] {
      const auto counters = bus->counters();
      const auto found = counters.find(name);
      return found != counters.end() && found->second >= least;
    });
  }

  support::TempDir dir{"bus"};
  const std::string consoles = "ipc://" + (dir / "consoles").string();
  const std::string feeds = "ipc://" + (dir / "feeds").string();
  const crypto::CurveKeyPair hub = crypto::make_curve_key_pair(random_bytes());
  const crypto::CurveKeyPair sanne = crypto::make_curve_key_pair(random_bytes());
  const crypto::CurveKeyPair feed = crypto::make_curve_key_pair(random_bytes());
  std::map<std::string, domain::Key> keys;
  FakeEngine engine;
  std::unique_ptr<Bus> bus;
};

class RawPeer {
 public:
  RawPeer(const std::string& endpoint, const std::string& hub_key, const crypto::CurveKeyPair* keys, const std::string& routing_id = "")
      : socket_(context_, zmq::socket_type::dealer) {
    if (keys) {
      socket_.set(zmq::sockopt::curve_serverkey, hub_key);
      socket_.set(zmq::sockopt::curve_publickey, keys->public_key);
      socket_.set(zmq::sockopt::curve_secretkey, zmq::buffer(keys->secret_key.text()));
    }
    if (!routing_id.empty()) socket_.set(zmq::sockopt::routing_id, routing_id);
    socket_.set(zmq::sockopt::linger, 0);
    socket_.connect(endpoint);
  }
  RawPeer(const Desk& desk, const crypto::CurveKeyPair& keys) : RawPeer(desk.consoles, desk.hub.public_key, &keys) {}

  void say(const std::string& bytes) { socket_.send(zmq::buffer(bytes), zmq::send_flags::none); }
  void say(const wire::FromConsole& message) { say(wire::encode(message)); }
  void say(const wire::FromFeed& message) { say(wire::encode(message)); }

  // The next message; nothing when none came in time. Frames behind the first are kept in `frames`.
  std::optional<std::string> hear(std::chrono::milliseconds timeout = kPatience) {
    socket_.set(zmq::sockopt::rcvtimeo, static_cast<int>(timeout.count()));
    frames.clear();
    zmq::message_t frame;
    if (!socket_.recv(frame, zmq::recv_flags::none)) return std::nullopt;
    std::string first = frame.to_string();
    while (frame.more()) {
      (void)socket_.recv(frame, zmq::recv_flags::none);
      frames.push_back(frame.to_string());
    }
    return first;
  }
  // The next message of that type; others are passed over.
  template <class T>
  std::optional<T> hear_console() {
    return hear_a<T>(wire::decode_to_console);
  }
  template <class T>
  std::optional<T> hear_feed() {
    return hear_a<T>(wire::decode_to_feed);
  }

  std::vector<std::string> frames;

 private:
  template <class T, class Decode>
  std::optional<T> hear_a(Decode decode) {
    while (const auto bytes = hear()) {
      if (bytes->empty()) continue;
      auto message = decode(*bytes, nullptr);
      if (!message) throw std::runtime_error(to_string(message.error()));
      if (auto* const wanted = std::get_if<T>(&*message)) return std::move(*wanted);
    }
    return std::nullopt;
  }

  zmq::context_t context_{1};
  zmq::socket_t socket_;
};

inline wire::Do take_claim(const std::string& id) { return {{{id, {1}, 1, 0}, domain::TakeClaim{{1}}}}; }

}  // namespace voelspriet::bus
