// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/crowd.hpp"

#include <fmt/format.h>

#include <deque>
#include <stdexcept>
#include <unordered_map>
#include <zmq.hpp>

#include "console/link/chain.hpp"
#include "console/link/detail/credit.hpp"
#include "console/link/detail/dealer.hpp"
#include "hub/base/time.hpp"
#include "hub/domain/state.hpp"

namespace voelspriet::bench {
namespace {

using namespace std::chrono_literals;
using namespace domain;
using console::detail::Dealer;
using Instant = std::chrono::steady_clock::time_point;

constexpr auto kPatience = 20s;
constexpr std::size_t kStoriesAtOnce = 4;  // of one person
constexpr auto kLate = 2ms;
constexpr IncidentId kNoIncident{1'000};  // whose pulse nobody gets

template <class T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error{to_string(result.error())};
  return std::move(*result);
}

// One claim and what two persons do about it: the author works, the other signs and approves. The posts go by hand, so that no sender
// is measured.
class Story {
 public:
  struct Act {
    bool by_author = true;
    CommandBody body;
    Sequence base = 0;
  };

  explicit Story(std::size_t number) : number_(number) {}

  // REQUIRES: `state` holds the act before.
  Act next(const State& state) {
    const Claim* const claim = state.claims.find(claim_);
    const Statement* const statement = state.statements.find(statement_);
    switch (step_++) {
      case 0: return {true, MakeClaim{fmt::format("Er komt chloorgas vrij bij hal {}", number_), {}}};
      case 1: return {true, CheckClaim{claim_}, claim->version};
      case 2: by_author_ = !by_author_; return {by_author_, TakeClaim{claim_}, claim->version};
      case 3: return {true, AddEvidence{claim_, "Meetwagen 2", "Geen chloor gemeten aan de Kadeweg", "", "", Stance::contradicts, true, {}, {}}};
      case 4: return {true, ProposeVerdict{claim_, Verdict::false_, {claim->evidence.back().id}, ""}, claim->version};
      case 5: return {true, DraftStatement{wording("Wij meten geen chloor.")}};
      case 6: return {true, EditStatement{statement_, wording("De brandweer meet geen chloor aan de Kadeweg.")}, statement->version};
      case 7: return {true, SubmitStatement{statement_}, statement->version};
      case 8: return {false, ApproveStatement{statement_, {statement->variants.front().leaf}}, statement->version};
      case 9: return {true, ReportDelivery{delivery_, true, "https://x.example/1", ""}};
      default: step_ = 2; return {true, ReopenClaim{claim_, "Er komen nieuwe berichten"}, claim->version};
    }
  }
  void hear(const EventBody& event) {
    if (const auto* made = std::get_if<ClaimMade>(&event)) claim_ = made->claim;
    if (const auto* drafted = std::get_if<StatementDrafted>(&event)) statement_ = drafted->statement;
    if (const auto* queued = std::get_if<DeliveriesQueued>(&event)) delivery_ = queued->deliveries.front().delivery;
  }

 private:
  Wording wording(std::string body) const {
    Wording wording;
    wording.title = fmt::format("Er komt geen chloorgas vrij bij hal {}", number_);
    wording.body = std::move(body);
    wording.claims = {claim_};
    wording.channels = {"x"};
    return wording;
  }

  const std::size_t number_;
  int step_ = 0;
  bool by_author_ = false;
  ClaimId claim_{};
  StatementId statement_{};
  DeliveryId delivery_{};
};

struct Peer {
  Dealer dealer;
  console::detail::CreditGiver credit;
  std::size_t in_flight = 0;
  std::deque<std::pair<std::size_t, Story::Act>> to_do;  // with the story it belongs to
};

struct Sent {
  std::size_t story = 0, peer = 0;
  Instant at;
  Sequence acknowledged = 0, logged = 0;  // the last event of it, as the hub said and as the log has it
};

}  // namespace

struct Crowd::Impl {
  Impl(support::House& house, std::size_t size);
  void enter(Peer& peer, bool follow);
  void drain(Peer& peer);
  void turn(Instant until);
  void hear(const wire::Done& done);
  void hear(const std::vector<std::string>& frames);
  void settle(const CommandId& id);
  void plan(std::size_t story);
  void send_next(std::size_t peer, Instant due);
  std::size_t ready_from(std::size_t peer) const;
  void finish();
  void have_stories(std::size_t each);
  std::size_t size() const { return peers.size() - 1; }
  Peer& follower() { return peers.back(); }

  zmq::context_t context;
  std::vector<Peer> peers;  // the last one follows
  std::vector<Story> stories;
  console::Chain chain;
  State state;
  std::uint64_t commands = 0;
  std::unordered_map<CommandId, Sent> on_its_way;
  std::vector<double> latencies;
};

Crowd::Impl::Impl(support::House& house, std::size_t size) {
  house.open_incident();
  const auto hub = need(console::read_hub_file(house.folder() / wire::kHubFile));
  crypto::SystemRandom random;
  const auto first = static_cast<std::uint32_t>(need(house.as("lead").ask<wire::Persons>(wire::AskPersons{}, steady_now() + kPatience)).persons.size());
  for (std::uint32_t i = 1; i <= size + 1; ++i) {
    const auto keys = crypto::make_curve_key_pair(random);
    house.must("lead", AddPerson{fmt::format("Medewerker {}", i), {Role::analyst, Role::editor, Role::spokesperson}});
    house.must("lead", AddKey{keys.public_key, fmt::format("laptop {}", i), PersonId{first + i}, {}});
    peers.push_back({need(Dealer::open(context, {hub.consoles, hub.public_key, keys})), {}, 0, {}});
  }
  for (Peer& peer : peers) enter(peer, &peer == &follower());
  while (state.seq < need(house.as("lead").ask<wire::Status>(wire::AskStatus{}, steady_now() + kPatience)).seq) turn(steady_now() + 10ms);
}

void Crowd::Impl::have_stories(std::size_t each) {
  while (stories.size() < each * size()) {
    stories.emplace_back(stories.size() + 1);
    plan(stories.size() - 1);
  }
}

void Crowd::Impl::enter(Peer& peer, bool follow) {
  const Instant deadline = steady_now() + kPatience;
  for (bool welcome = false; !welcome;) {
    if (steady_now() > deadline) throw std::runtime_error{"the hub lets nobody in"};
    std::vector<zmq::pollitem_t> items{{peer.dealer.monitor().handle(), 0, ZMQ_POLLIN, 0}, {peer.dealer.socket().handle(), 0, ZMQ_POLLIN, 0}};
    zmq::poll(items, 100ms);
    if (peer.dealer.changed() == Dealer::Change::connected) peer.dealer.send(wire::Hello{"bench", follow, 0, {}, kNoIncident});
    const auto received = need(peer.dealer.receive());
    welcome = received && std::holds_alternative<wire::Welcome>(received->message);
  }
}

void Crowd::Impl::turn(Instant until) {
  std::vector<zmq::pollitem_t> items;
  for (Peer& peer : peers) items.push_back({peer.dealer.socket().handle(), 0, ZMQ_POLLIN, 0});
  zmq::poll(items, std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - steady_now())));
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].revents) drain(peers[i]);
}

void Crowd::Impl::drain(Peer& peer) {
  while (const auto received = need(peer.dealer.receive())) {
    if (const auto give = peer.credit.took_one()) peer.dealer.send(wire::Credit{give});
    if (const auto* done = std::get_if<wire::Done>(&received->message)) hear(*done);
    if (std::holds_alternative<wire::Events>(received->message)) hear(received->frames);
    if (const auto* bye = std::get_if<wire::Bye>(&received->message)) throw std::runtime_error{to_string(wire::to_error(bye->reason))};
  }
}

void Crowd::Impl::hear(const wire::Done& done) {
  if (done.refused) throw std::runtime_error{"refused: " + to_string(wire::to_error(*done.refused))};
  Sent& sent = on_its_way.at(done.id);
  latencies.push_back(std::chrono::duration<double, std::milli>{steady_now() - sent.at}.count());
  sent.acknowledged = done.seq;
  --peers[sent.peer].in_flight;
  settle(done.id);
}

void Crowd::Impl::hear(const std::vector<std::string>& frames) {
  for (const std::string& frame : frames) {
    const Event event = need(chain.extend(frame));
    evolve(state, event);
    const auto found = on_its_way.find(event.meta.command);
    if (found == on_its_way.end()) continue;
    stories[found->second.story].hear(event.body);
    found->second.logged = event.meta.seq;
    settle(event.meta.command);
  }
}

// Both the hub and the log have spoken: they must agree, and the story goes on.
void Crowd::Impl::settle(const CommandId& id) {
  const Sent& sent = on_its_way.at(id);
  if (sent.acknowledged == 0 || state.seq < sent.acknowledged) return;
  if (sent.logged != sent.acknowledged) throw std::runtime_error{fmt::format("event {} is not of command {}", sent.acknowledged, id)};
  const std::size_t story = sent.story;
  on_its_way.erase(id);
  plan(story);
}

void Crowd::Impl::plan(std::size_t story) {
  Story::Act act = stories[story].next(state);
  const std::size_t author = story % size();
  peers[act.by_author ? author : (author + 1) % size()].to_do.emplace_back(story, std::move(act));
}

// The first from there on that has something to do; size(): nobody.
std::size_t Crowd::Impl::ready_from(std::size_t peer) const {
  for (std::size_t i = 0; i < size(); ++i, peer = (peer + 1) % size())
    if (!peers[peer].to_do.empty()) return peer;
  return size();
}

// From anywhere in the queue, so that all kinds of acts are mixed.
void Crowd::Impl::send_next(std::size_t peer, Instant due) {
  auto& to_do = peers[peer].to_do;
  std::swap(to_do.front(), to_do[commands % to_do.size()]);
  auto [story, act] = std::move(to_do.front());
  to_do.pop_front();
  const Command command{{fmt::format("{:032x}", ++commands), support::House::kFire, act.base, 0}, std::move(act.body)};
  on_its_way.emplace(command.meta.id, Sent{story, peer, due, 0, 0});
  ++peers[peer].in_flight;
  if (!peers[peer].dealer.send(wire::Do{command})) throw std::runtime_error{"the hub takes nothing"};
}

void Crowd::Impl::finish() {
  for (const Instant deadline = steady_now() + kPatience; !on_its_way.empty(); turn(steady_now() + 10ms))
    if (steady_now() > deadline) throw std::runtime_error{fmt::format("{} commands have no answer", on_its_way.size())};
}

Crowd::Crowd(support::House& house, std::size_t size) : impl_(std::make_unique<Impl>(house, size)) {}
Crowd::~Crowd() = default;

std::vector<double> Crowd::paced(std::uint64_t rate, std::chrono::seconds length) {
  impl_->have_stories(kStoriesAtOnce);
  impl_->latencies.clear();
  const Instant began = steady_now();
  const std::uint64_t total = rate * static_cast<std::uint64_t>(length.count());
  for (std::uint64_t n = 0; n < total;) {
    const Instant due = began + std::chrono::nanoseconds{n * 1'000'000'000 / rate};
    const auto now = steady_now();
    const std::size_t peer = impl_->ready_from(n % impl_->size());
    if (now < due || peer == impl_->size()) {
      impl_->turn(std::max(due, now + 1ms));
      if (now > due + 1s) throw std::runtime_error{fmt::format("command {} of {} is late by a second", n, total)};
      continue;
    }
    impl_->send_next(peer, now > due + kLate ? due : now);  // whoever had to wait for the hub counts that, too
    if (++n % 8 == 0) impl_->turn(now);
  }
  impl_->finish();
  return std::move(impl_->latencies);
}

double Crowd::flat_out(std::size_t in_flight, std::chrono::seconds length) {
  impl_->have_stories(in_flight + in_flight / 2);
  impl_->latencies.clear();
  const Instant began = steady_now();
  while (steady_now() < began + length) {
    for (std::size_t peer = 0; peer < impl_->size(); ++peer)
      while (impl_->peers[peer].in_flight < in_flight && !impl_->peers[peer].to_do.empty()) impl_->send_next(peer, steady_now());
    impl_->turn(began + length);
  }
  const std::chrono::duration<double> took = steady_now() - began;
  const auto acknowledged = static_cast<double>(impl_->latencies.size());
  impl_->finish();
  return acknowledged / took.count();
}

}  // namespace voelspriet::bench
