// SPDX-License-Identifier: Apache-2.0
#include "hub/bus/detail/feed_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "hub/base/limits.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::bus::detail {

using wire::to_refusal;

namespace {

bool holds(const auto& list, const auto& value) { return std::find(list.begin(), list.end(), value) != list.end(); }

struct Reason {
  Errc code;
  const char* field;
  const char* what;
};

std::optional<Reason> why_not(const domain::HeardMention& mention, const domain::FeedRights& rights) {
  using domain::Genre;
  const bool official = mention.genre == Genre::alert || mention.genre == Genre::bulletin;
  const bool nothing = mention.text.empty() && mention.media.empty() && mention.kind != domain::MentionKind::deleted;
  if (!holds(rights.sources, mention.source)) return Reason{Errc::kForbidden, "source", "is not one this key delivers"};
  if (!holds(rights.genres, mention.genre)) return Reason{Errc::kForbidden, "genre", "is not one this key delivers"};
  if (official && !holds(rights.accounts, mention.account)) return Reason{Errc::kForbidden, "account", "is not one this key speaks for"};
  if (mention.id.empty()) return Reason{Errc::kBadValue, "id", "is empty"};
  if (nothing) return Reason{Errc::kBadValue, "text", "is empty"};
  if (mention.text.size() > limits::kMentionTextMax) return Reason{Errc::kTooLarge, "text", "is too long"};
  return std::nullopt;
}

}  // namespace

std::vector<wire::Refusal> take_out_refused(std::vector<domain::HeardMention>& mentions, const domain::FeedRights& rights) {
  std::vector<wire::Refusal> refused;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < mentions.size(); ++at) {
    if (const auto reason = why_not(mentions[at], rights)) {
      refused.push_back(to_refusal({reason->code, fmt::format("/mentions/{}/{}", at, reason->field), reason->what}));
      continue;
    }
    if (kept != at) mentions[kept] = std::move(mentions[at]);
    ++kept;
  }
  mentions.resize(kept);
  return refused;
}

FeedSide::FeedSide(Router& router, BusSink& sink, Counters& counters, SessionId& next_session)
    : sink_(sink), counters_(counters), peers_(router, next_session) {}

const domain::Key* FeedSide::key_of(const std::string& public_key) const {
  const auto found = keys_->find(public_key);
  return found != keys_->end() && found->second.feed && !found->second.revoked ? &found->second : nullptr;
}

void FeedSide::set_keys(KeyTable keys) {
  keys_ = std::move(keys);
  for (auto& [id, peer] : peers_.all()) {
    if (peer.revoked || key_of(peer.public_key)) continue;
    peer.revoked = true;
    bye(peer, {Errc::kRefused, "key", "is revoked"});
  }
}

void FeedSide::receive(Incoming incoming) {
  const domain::Key* const key = key_of(incoming.public_key);
  if (!key) return counters_.add("bus.refused.key");
  Peer* const peer = peers_.admit(incoming);
  if (!peer) return counters_.add("bus.refused.peer");
  if (incoming.payload.empty()) return;
  wire::ReadNotes notes;
  auto message = wire::decode_from_feed(incoming.payload, &notes);
  if (notes.unknown_fields) counters_.add("bus.unknown_fields", notes.unknown_fields);
  if (!message) {
    if (message.error().code != Errc::kUnsupported) return refuse(*peer, message.error());
    counters_.add("bus.refused.protocol");
    return bye(*peer, message.error());
  }
  if (!peer->session && !std::holds_alternative<wire::FeedHello>(*message)) {
    return refuse(*peer, {Errc::kWrongState, "/type", "say hello first"});
  }
  std::visit([&](auto& what) { act(*peer, *key->feed, std::move(what)); }, *message);
}

void FeedSide::act(Peer& peer, const domain::FeedRights& rights, wire::FeedHello hello) {
  end_session(peer);
  peers_.begin_session(peer);
  peer.credit = limits::kFeedCredit;
  if (!sink_.on_feed_hello({peer.session, rights}, std::move(hello))) {
    bye(peer, {Errc::kBusy, "hub", "has no room right now: try again"});
  }
}

void FeedSide::act(Peer& peer, const domain::FeedRights& rights, wire::Heard heard) {
  if (peer.credit == 0) {
    counters_.add("bus.cut.without_credit");
    return bye(peer, {Errc::kBusy, "feed", "sent more batches than it had credit for"});
  }
  if (heard.mentions.size() > limits::kBatchMentionsMax) {
    return refuse(peer, {Errc::kTooLarge, "/body/mentions", "holds too many"});
  }
  --peer.credit;
  auto refused = take_out_refused(heard.mentions, rights);
  if (!refused.empty()) counters_.add("bus.refused.mentions", refused.size());
  peer.held.push_back({std::move(heard), std::move(refused)});
  hand_on(peer);
}

void FeedSide::act(Peer& peer, const domain::FeedRights& rights, wire::FeedReport report) {
  if (!sink_.on_feed_report({peer.session, rights}, std::move(report))) counters_.add("bus.lost.feed_reports");
}

void FeedSide::hand_on(Peer& peer) {
  const domain::Key* const key = key_of(peer.public_key);
  if (!key) return;
  while (!peer.held.empty() && sink_.on_heard({peer.session, *key->feed}, peer.held.front().heard, peer.held.front().refused)) {
    peer.held.pop_front();
  }
}

void FeedSide::deliver(ToFeedSession out) {
  Peer* const peer = peers_.find(out.session);
  if (!peer) return;
  if (auto* const welcome = std::get_if<wire::FeedWelcome>(&out.message)) welcome->credit = static_cast<std::uint32_t>(peer->credit);
  if (auto* const ack = std::get_if<wire::HeardAck>(&out.message)) {
    ack->credit = 1;
    peer->credit = std::min(limits::kFeedCredit, peer->credit + 1);
  }
  send(*peer, out.message);
}

void FeedSide::deliver(const ToAllFeeds& out) {
  const Letter shared = letter(encode(out.message));
  for (auto& [id, peer] : peers_.all()) {
    if (peer.session) send(peer, shared);
  }
}

void FeedSide::refuse(Peer& peer, const Error& error) {
  counters_.add(fmt::format("bus.refused.{}", to_string(error.code)));
  send(peer, wire::NoAnswer{0, to_refusal(error)});
}

void FeedSide::send(Peer& peer, const wire::ToFeed& message) { send(peer, letter(encode(message))); }

// A feed that does not read its few answers is cut: it resends what was not acknowledged.
void FeedSide::send(Peer& peer, const Letter& letter) {
  if (peers_.send(peer, letter) != Router::Sent::full || !peer.session) return;
  counters_.add("bus.cut.fell_behind");
  end_session(peer);
}

void FeedSide::end_session(Peer& peer) {
  peer.held.clear();
  if (const SessionId ended = peers_.end_session(peer)) sink_.on_gone(ended);
}

void FeedSide::bye(Peer& peer, const Error& reason) {
  end_session(peer);
  send(peer, wire::Bye{to_refusal(reason)});
}

void FeedSide::cut(SessionId session, const Error& reason) {
  if (Peer* const peer = peers_.find(session)) bye(*peer, reason);
}

void FeedSide::tick() {
  for (auto& [id, peer] : peers_.all()) {
    hand_on(peer);
  }
  peers_.forget_gone([this](Peer& peer) { end_session(peer); });
}

bool FeedSide::holds_batches() const {
  return std::any_of(peers_.all().begin(), peers_.all().end(), [](const auto& item) { return !item.second.held.empty(); });
}

void FeedSide::say_goodbye() {
  for (auto& [id, peer] : peers_.all()) bye(peer, {Errc::kClosed, "hub", "is stopping"});
}

}  // namespace voelspriet::bus::detail
