// SPDX-License-Identifier: Apache-2.0
// Plain rows for the screen: computed when data change, never while drawing. Words of ours are translated here, words of others are
// as they came.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "hub/domain/pulse.hpp"
#include "hub/domain/state.hpp"

namespace voelspriet::console {

using domain::ClaimId;
using domain::DeliveryId;
using domain::EvidenceId;
using domain::IncidentId;
using domain::Ordinal;
using domain::PersonId;
using domain::Sequence;
using domain::StatementId;

class Ledger;

enum class Section { act_now, watch, decided, count };
enum class Edge { none, quiet, amber, red };

struct Who {
  PersonId person{};
  std::string initials;
  bool me = false;
  bool pending = false;
};

struct ClaimRow {
  ClaimId id{};
  std::string assertion;
  domain::ClaimStatus status = domain::ClaimStatus::new_;
  Section section = Section::watch;
  Edge edge = Edge::none;
  std::string count;      // "47 berichten, 3 oorsprongen"
  std::string badge;      // of a contradiction, "" = none
  std::string why;        // third line of a hot row
  bool saving = false;
  std::vector<std::uint32_t> per_minute;
  std::string growth;     // "+31"
  std::string age;        // "11 min"
  Who who;
  double urgency = 0;     // sorts within the section
};

struct MentionRow {
  domain::MentionRef ref;
  std::string source, who, time, text;
  ClaimId claim{};
  std::string claim_words, reason;
  domain::MatchState match = domain::MatchState::suggested;
  bool to_judge = false;  // a suggestion or without a claim
  bool saving = false;
};

struct EvidenceRow {
  EvidenceId id{};
  domain::Stance stance = domain::Stance::supports;
  std::string title, note, time, link;
};

struct Side {
  std::string assertion, count, origins;  // origins: where there is no room for the whole count
  bool official = false;
};

// One verdict key: its button and why it is closed.
struct VerdictChoice {
  domain::Verdict verdict = domain::Verdict::undetermined;
  std::string closed;  // "" = open
};

struct ClaimDetail {
  ClaimRow row;
  std::string number;            // "gerucht 17"
  std::string owner;             // "jij werkt hieraan"
  std::vector<std::pair<Side, Side>> contradictions;
  std::vector<std::uint32_t> denials;
  std::string first, last;       // times under the plot
  std::vector<EvidenceRow> evidence;
  std::string matches;           // "41 bevestigd, 6 voorgesteld"
  std::vector<MentionRow> mentions;
  std::string proposal;          // "NB stelt voor: ontkracht", "" = none
  std::vector<VerdictChoice> verdicts;
  std::string statement_closed;  // why no statement can be made
};

enum class TextMark { none, fact };
struct MarkedText {
  std::string text;
  TextMark mark = TextMark::none;
};

struct VariantRow {  // one part of what a channel carries
  std::string channel, size;
  std::string title, text, note;
  std::vector<std::string> claims;  // it corrects or confirms
};

struct StatementRow {
  StatementId id{};
  std::string title, state, note;
  domain::StatementStatus status = domain::StatementStatus::draft;
  bool saving = false;
};

struct DeliveryRow {
  DeliveryId id{};
  std::string statement, channel, recipient, time, reason, proof, promise;
  domain::DeliveryStatus status = domain::DeliveryStatus::queued;
  bool by_person = false;
  bool wrong = false;     // stands online and is no longer true
  bool saving = false;
};

struct StatementDetail {
  StatementRow row;
  std::string number, revision, authors, lock, lock_initials;  // lock: who else writes, "" = nobody
  std::vector<std::string> claims;                             // assertions it cites
  std::vector<MarkedText> body;
  std::vector<VariantRow> variants;
  std::vector<std::string> words;                              // six check words of the text on screen, or none
  std::string digest;                                          // "c91e 40d7 … 8b2f"
  std::string returned;                                        // why it came back
  std::string submit_closed, approve_closed, return_closed, edit_closed;
  bool to_approve = false;                                     // submitted, or approved for some of its channels
  bool release = false;                                        // approving means releasing: an earlier author, after a mended word
  std::vector<DeliveryRow> deliveries;
};

struct RowContext {
  const domain::State& state;
  const domain::Pulse& pulse;
  const Ledger& ledger;
  IncidentId incident{};
  PersonId me{};
  Time now{};
};

std::string initials(const std::string& name);
const domain::ClaimFigures* figures_of(const domain::Pulse& pulse, ClaimId claim);
// Commands are refused now: the log is away, full or read-only.
bool log_shut(const domain::Pulse& pulse);
// What is wrong with the store of mentions, as a key for tr(); null = nothing.
const char* mentions_trouble(const domain::Pulse& pulse);

std::vector<ClaimRow> claim_rows(const RowContext& context);
std::vector<MentionRow> mention_rows(const RowContext& context, const std::vector<domain::MentionView>& heard);
ClaimDetail claim_detail(const RowContext& context, const ClaimRow& row, const std::vector<MentionRow>& mentions);
std::vector<StatementRow> statement_rows(const RowContext& context);
// What the channels froze at submit; of a draft, what is written so far for each.
std::vector<VariantRow> variant_rows(const domain::Statement& statement);
// What the approver has on screen and nobody has approved yet.
std::vector<domain::Digest> leaves_to_approve(const domain::Statement& statement);
StatementDetail statement_detail(const RowContext& context, const StatementRow& row);
std::vector<DeliveryRow> delivery_rows(const RowContext& context);

}  // namespace voelspriet::console
