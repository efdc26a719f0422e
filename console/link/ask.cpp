// SPDX-License-Identifier: Apache-2.0
#include "console/link/ask.hpp"

#include <array>
#include <deque>
#include <optional>

#include "console/link/detail/answer_key.hpp"
#include "console/link/detail/credit.hpp"
#include "console/link/detail/dealer.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::console {

struct Asker::Impl {
  Impl(std::string own_endpoint, zmq::context_t own_context, detail::Dealer own_dealer)
      : endpoint(std::move(own_endpoint)), context(std::move(own_context)), dealer(std::move(own_dealer)) {}

  // The next message; says hello whenever the connection is new. kTimeout, kRefused, or the hub's Bye.
  Result<detail::Received> receive(Deadline deadline);
  // The message that answers `message`, sent once welcome and again after every break.
  Result<detail::Received> exchange(const wire::FromConsole& message, Deadline deadline);
  Result<void> take(detail::Received& received);

  const std::string endpoint;
  zmq::context_t context;
  detail::Dealer dealer;
  detail::CreditGiver credit;
  wire::Hello hello;
  std::optional<wire::Welcome> welcome;
  Chain chain;                                   // of what was followed
  std::deque<std::vector<std::string>> followed;  // came while something else was waited for
  std::uint64_t asked = 0;
};

Result<detail::Received> Asker::Impl::receive(Deadline deadline) {
  while (true) {
    const auto change = dealer.changed();
    if (change == detail::Dealer::Change::refused) return fail(Errc::kRefused, endpoint, "the hub does not know this key");
    if (change == detail::Dealer::Change::connected) {
      hello.have = chain.seq;
      hello.have_hash = chain.hash;
      credit = {};
      dealer.send(hello);
    }
    auto received = dealer.receive();
    if (!received) return tl::unexpected(received.error());
    if (*received) {
      if (const auto give = credit.took_one()) dealer.send(wire::Credit{give});
      if (const auto* const bye = std::get_if<wire::Bye>(&(*received)->message)) return tl::unexpected(to_error(bye->reason));
      return std::move(**received);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - steady_now());
    if (left.count() <= 0) return fail(welcome ? Errc::kTimeout : Errc::kUnreachable, endpoint, "no answer from the hub");
    std::array items{zmq::pollitem_t{dealer.socket().handle(), 0, ZMQ_POLLIN, 0},
                     zmq::pollitem_t{dealer.monitor().handle(), 0, ZMQ_POLLIN, 0}};
    zmq::poll(items, left);
  }
}

Result<void> Asker::Impl::take(detail::Received& received) {
  if (auto* const now_welcome = std::get_if<wire::Welcome>(&received.message)) welcome = std::move(*now_welcome);
  const auto* const events = std::get_if<wire::Events>(&received.message);
  if (!events || events->ask) return {};
  std::vector<std::string> next;
  for (std::size_t at = 0; at < received.frames.size(); ++at) {
    if (events->first + at <= chain.seq) continue;
    if (auto event = chain.extend(received.frames[at]); !event) return tl::unexpected(event.error());
    next.push_back(std::move(received.frames[at]));
  }
  if (!next.empty()) followed.push_back(std::move(next));
  return {};
}

Result<detail::Received> Asker::Impl::exchange(const wire::FromConsole& message, Deadline deadline) {
  const std::string key = detail::answer_key(message);
  dealer.send(message);
  while (true) {
    auto received = receive(deadline);
    if (!received) return received;
    const auto* const refused = std::get_if<wire::NoAnswer>(&received->message);
    // Came to a new hub before our hello, which follows; once welcome it is sent again.
    if (refused && refused->ask == 0 && refused->reason.code == static_cast<int>(Errc::kWrongState)) continue;
    if (refused && (refused->ask == 0 || detail::answer_key(received->message) == key)) return tl::unexpected(to_error(refused->reason));
    if (detail::answer_key(received->message) == key) return received;
    const bool back = std::holds_alternative<wire::Welcome>(received->message);
    if (auto taken = take(*received); !taken) return tl::unexpected(taken.error());
    if (back) dealer.send(message);
  }
}

Asker::Asker(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Asker::~Asker() = default;
Asker::Asker(Asker&&) noexcept = default;
Asker& Asker::operator=(Asker&&) noexcept = default;

Result<Asker> Asker::connect(const HubAddress& address, std::string program, Deadline deadline, const Follow* follow) {
  zmq::context_t context{1};
  auto dealer = detail::Dealer::open(context, address);
  if (!dealer) return tl::unexpected(dealer.error());
  Asker asker{std::make_unique<Impl>(address.endpoint, std::move(context), std::move(*dealer))};
  Impl& impl = *asker.impl_;
  impl.hello = {std::move(program), follow != nullptr, 0, {}, {}};
  if (follow) impl.chain = follow->have;
  while (!impl.welcome) {
    auto received = impl.receive(deadline);
    if (!received) return tl::unexpected(received.error());
    if (auto taken = impl.take(*received); !taken) return tl::unexpected(taken.error());
  }
  return asker;
}

const wire::Welcome& Asker::welcome() const { return *impl_->welcome; }

std::uint64_t Asker::next_number() { return ++impl_->asked; }

Result<wire::Done> Asker::act(const wire::FromConsole& message, Deadline deadline) {
  auto answer = exchange(message, deadline);
  if (!answer) return tl::unexpected(answer.error());
  auto* const done = std::get_if<wire::Done>(&*answer);
  if (!done) return fail(Errc::kUnsupported, "hub", "answered something else than was asked");
  if (done->refused) return tl::unexpected(to_error(*done->refused));
  return std::move(*done);
}

Result<wire::ToConsole> Asker::exchange(const wire::FromConsole& message, Deadline deadline) {
  auto received = impl_->exchange(message, deadline);
  if (!received) return tl::unexpected(received.error());
  return std::move(received->message);
}

Result<std::vector<std::string>> Asker::events(domain::Sequence after, std::uint32_t limit, Deadline deadline) {
  auto received = impl_->exchange(wire::AskEvents{next_number(), after, limit}, deadline);
  if (!received) return tl::unexpected(received.error());
  return std::move(received->frames);
}

Result<std::vector<std::string>> Asker::next_events(Deadline deadline) {
  while (impl_->followed.empty()) {
    auto received = impl_->receive(deadline);
    if (!received && received.error().code == Errc::kTimeout) return {};
    if (!received) return tl::unexpected(received.error());
    if (auto taken = impl_->take(*received); !taken) return tl::unexpected(taken.error());
  }
  auto next = std::move(impl_->followed.front());
  impl_->followed.pop_front();
  return next;
}

}  // namespace voelspriet::console
