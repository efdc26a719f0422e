// SPDX-License-Identifier: Apache-2.0
#include "console/session.hpp"

#include <utility>

#include "console/program.hpp"
#include "hub/crypto/keyfile.hpp"

namespace voelspriet::console {
namespace {

constexpr std::uint64_t kAskAll = 1;  // the number of a question about all mentions; about a claim: its number more

// One message of the hub, as the model wants it.
struct Hand {
  ConsoleModel& model;

  void operator()(const wire::Done& done) const {
    if (done.refused) return model.answered(done.id, tl::unexpected(wire::to_error(*done.refused)));
    model.answered(done.id, done.seq);
  }
  void operator()(const wire::Mentions& page) const { model.hear(ClaimId{static_cast<std::uint32_t>(page.ask - kAskAll)}, page.mentions); }
  void operator()(const auto&) const {}  // answers to questions that the console does not ask
};

}  // namespace

void Session::sign_in(ConsoleModel& model, const SignIn& asked) {
  if (const auto started = start(model, asked); !started) model.sign_in_failed(started.error());
}

Result<void> Session::start(ConsoleModel& model, const SignIn& asked) {
  const auto file = read_hub_file(std::filesystem::is_directory(hub_) ? hub_ / wire::kHubFile : hub_);
  if (!file) return tl::unexpected(file.error());
  const auto locked = crypto::load_key_file(asked.key_file);
  if (!locked) return tl::unexpected(locked.error());
  auto keys = crypto::unlock_key(*locked, asked.passphrase);
  if (!keys) return tl::unexpected(keys.error());
  address_ = {file->consoles, file->public_key, std::move(*keys)};
  model.forget_pending();
  return restart();
}

Result<void> Session::restart() {
  link_.reset();
  auto link = Link::start({address_, kProgram, chain_, {}, wake_});
  if (!link) return tl::unexpected(link.error());
  link_ = std::move(*link);
  return {};
}

void Session::take(ConsoleModel& model, Time now) {
  if (!link_) return;
  for (LinkUpdate& update : link_->take()) {
    if (const auto* connected = std::get_if<Connected>(&update)) {
      model.connected(connected->welcome.person, connected->welcome.seq);
    } else if (const auto* gone = std::get_if<Disconnected>(&update)) {
      model.lost(now);
      if (gone->for_good) model.sign_in_failed(gone->reason);
    } else if (auto* came = std::get_if<EventsCame>(&update)) {
      for (const domain::Event& event : came->events) model.apply(event);
      chain_ = {model.state().seq, came->hash};
    } else if (auto* pulse = std::get_if<PulseCame>(&update)) {
      model.show(std::move(pulse->pulse));
    } else if (const auto* answered = std::get_if<Answered>(&update)) {
      std::visit(Hand{model}, answered->message);
    }
  }
}

void Session::send(ConsoleModel& model, wire::FromConsole message) {
  if (link_ && link_->send(message)) return;
  if (const auto* command = std::get_if<wire::Do>(&message))
    model.answered(command->command.meta.id, fail(Errc::kBusy, "link", "too many commands wait for an answer"));
}

void Session::carry_out(ConsoleModel& model, const Order& order) {
  if (const auto* command = std::get_if<domain::Command>(&order)) return send(model, wire::Do{*command});
  if (const auto* asked = std::get_if<AskMentions>(&order))
    return send(model, wire::AskMentions{kAskAll + asked->claim.value, asked->incident, asked->claim, 0, kMentionsShown});
  if (const auto* person = std::get_if<SignIn>(&order)) return sign_in(model, *person);
  if (!std::holds_alternative<Reconnect>(order) || !link_) return;
  if (const auto started = restart(); !started) return model.sign_in_failed(started.error());
  for (const Pending& pending : model.ledger().pending()) send(model, wire::Do{pending.command});  // same ids: done once
}

}  // namespace voelspriet::console
