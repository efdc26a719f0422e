// SPDX-License-Identifier: Apache-2.0
#include "console/model/words.hpp"

#include <array>

#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

template <class Enum, std::size_t N>
const char* pick(const std::array<const char*, N>& words, Enum value) {
  static_assert(N == boost::mp11::mp_size<boost::describe::describe_enumerators<Enum>>::value, "an enumerator has no word");
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

const char* word_of(domain::ClaimStatus status) {
  static constexpr std::array kWords{"claim_state.new", "claim_state.checking", "claim_state.confirmed", "claim_state.false",
                                     "claim_state.misleading", "claim_state.undetermined", "claim_state.closed"};
  return pick(kWords, status);
}
const char* word_of(domain::Verdict verdict) {
  static constexpr std::array kWords{"verdict.confirm", "verdict.refute", "verdict.mislead", "verdict.undetermined"};
  return pick(kWords, verdict);
}
const char* word_of(domain::Stance stance) {
  static constexpr std::array kWords{"stance.supports", "stance.contradicts"};
  return pick(kWords, stance);
}
const char* word_of(domain::MatchState state) {
  static constexpr std::array kWords{"match_state.suggested", "match_state.joined", "match_state.confirmed", "match_state.rejected"};
  return pick(kWords, state);
}
const char* word_of(domain::StatementStatus status) {
  static constexpr std::array kWords{"statement_state.draft", "statement_state.submitted", "statement_state.approved", "statement_state.sending",
                                     "statement_state.sent", "statement_state.partly_sent", "statement_state.corrected", "statement_state.withdrawn",
                                     "statement_state.failed", "statement_state.uncertain"};
  return pick(kWords, status);
}
const char* word_of(domain::DeliveryStatus status) {
  static constexpr std::array kWords{"delivery_state.waiting", "delivery_state.sending", "delivery_state.delivered", "delivery_state.failed",
                                     "delivery_state.uncertain"};
  return pick(kWords, status);
}
const char* word_of(domain::Promise promise) {
  static constexpr std::array kWords{"promise.once", "promise.at_least_once", "promise.by_person"};
  return pick(kWords, promise);
}
const char* word_of(domain::Genre genre) {
  static constexpr std::array kWords{"genre.post", "genre.news", "genre.phone", "genre.desk", "genre.scene", "genre.link", "genre.alert", "genre.bulletin"};
  return pick(kWords, genre);
}
const char* word_of(Section section) {
  static constexpr std::array kWords{"board.act_now", "board.watch", "board.decided"};
  static_assert(kWords.size() == static_cast<std::size_t>(Section::count), "a section has no word");
  return kWords[static_cast<std::size_t>(section)];
}

std::string channel_name(const std::string& channel) {
  const std::string key = "channel." + channel;
  const char* name = text::tr(key.c_str());
  return name == key ? channel : name;
}

std::string reason_of(const Error& error) {
  switch (error.code) {
    case Errc::kForbidden: return text::tr("refused.role");
    case Errc::kOwnWork: return text::tr("refused.own_work");
    case Errc::kStale: return text::tr("refused.stale");
    case Errc::kWrongState: return text::tr("refused.state");
    case Errc::kNotEnoughEvidence: return text::tr("refused.evidence");
    case Errc::kContradicted: return text::tr("refused.contradicted");
    case Errc::kExpired: return text::tr("refused.expired");
    case Errc::kBraked: return text::tr("refused.braked");
    case Errc::kAlreadyExists: return text::tr("refused.exists");
    case Errc::kMissingField:
    case Errc::kMissingReason: return text::tr("refused.missing");
    case Errc::kStoreAway:
    case Errc::kStoreFull:
    case Errc::kStoreReadOnly: return text::tr("refused.store");
    case Errc::kBusy: return text::tr("refused.busy");
    case Errc::kTimeout:
    case Errc::kClosed:
    case Errc::kUnreachable: return text::tr("refused.connection");
    default: return to_string(error);
  }
}

}  // namespace voelspriet::console
