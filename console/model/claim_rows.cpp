// SPDX-License-Identifier: Apache-2.0
// The claims board and one claim in detail.
#include <algorithm>
#include <tuple>

#include "console/model/closed.hpp"
#include "console/model/ledger.hpp"
#include "console/model/rows.hpp"
#include "console/model/words.hpp"
#include "hub/domain/contradiction.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using domain::Claim;
using domain::ClaimStatus;
using domain::Contradiction;
using text::tr;

constexpr int kFastGrowth = 8;               // more in the last ten minutes than in the ten before
constexpr std::uint32_t kManyMentions = 10;  // nobody on it: then it is urgent

bool decided(ClaimStatus status) {
  return status == ClaimStatus::confirmed || status == ClaimStatus::false_ || status == ClaimStatus::misleading || status == ClaimStatus::closed;
}

std::string signed_number(int value) {
  if (value == 0) return "0";
  return (value > 0 ? "+" : "−") + text::number(std::abs(value));
}

std::uint32_t count_of(const domain::ClaimFigures& figures) { return figures.joined + figures.confirmed; }

std::string counted(std::uint32_t mentions, std::uint32_t origins) {
  return tr("count.mentions", mentions) + ", " + tr("count.origins", origins);
}

// The other sides of open contradictions, of people and of the machine.
std::vector<ClaimId> opponents(const RowContext& context, ClaimId claim) {
  std::vector<ClaimId> found;
  const auto add = [&](ClaimId a, ClaimId b) {
    const ClaimId other = a == claim ? b : b == claim ? a : ClaimId{};
    if (other && std::ranges::find(found, other) == found.end()) found.push_back(other);
  };
  for (const Contradiction& open : context.state.contradictions.rows)
    if (!open.resolution) add(open.a, open.b);
  for (const domain::FoundContradiction& one : context.pulse.contradictions)
    if (!domain::settled(context.state, {one.a, one.b})) add(one.a, one.b);
  return found;
}

Who who_of(const RowContext& context, PersonId person) {
  const domain::Person* known = context.state.person(person);
  return known ? Who{person, initials(known->name), person == context.me, false} : Who{};
}

std::string why_hot(const ClaimRow& row, int grown, bool contradicted) {
  std::string why;
  const auto add = [&](const char* key) { why += (why.empty() ? "" : " · ") + std::string{tr(key)}; };
  if (contradicted) add("claim.why.contradiction");
  if (grown >= kFastGrowth) add("claim.why.grows");
  if (!row.who.person) add("claim.why.nobody");
  return why;
}

void place_row(ClaimRow& row, int grown, bool contradicted, std::uint32_t mentions) {
  if (decided(row.status)) {
    row.section = Section::decided;
    return;
  }
  const bool open = row.status == ClaimStatus::new_ || row.status == ClaimStatus::checking;
  const bool fast = grown >= kFastGrowth;
  const bool left_alone = !row.who.person && mentions >= kManyMentions;
  if (!open || (!fast && !contradicted && !left_alone)) {
    row.section = Section::watch;
    row.edge = Edge::quiet;
    return;
  }
  row.section = Section::act_now;
  row.edge = fast && (contradicted || left_alone) ? Edge::red : Edge::amber;
  row.why = why_hot(row, grown, contradicted);
}

ClaimRow claim_row(const RowContext& context, const Claim& claim) {
  ClaimRow row;
  row.id = claim.id;
  row.assertion = claim.assertion;
  row.status = claim.status;
  row.saving = context.ledger.concerns(claim.id);
  row.who = who_of(context, claim.owner);
  row.who.pending = row.saving;
  std::uint32_t mentions = static_cast<std::uint32_t>(
      std::ranges::count(claim.rulings, domain::MatchState::confirmed, &domain::Ruling::state));
  std::uint32_t origins = std::min(mentions, 1U);
  int grown = 0;
  if (const domain::ClaimFigures* figures = figures_of(context.pulse, claim.id)) {
    mentions = count_of(*figures);
    origins = figures->origins;
    grown = figures->growth;
    row.per_minute = figures->said;
    row.urgency = figures->score;
  }
  row.count = counted(mentions, origins);
  row.age = text::duration(std::chrono::duration_cast<std::chrono::seconds>(context.now - claim.made_at));
  const bool contradicted = !decided(row.status) && !opponents(context, claim.id).empty();
  if (contradicted) row.badge = tr("noun.contradiction");
  row.growth = row.per_minute.empty() ? "" : signed_number(grown);
  place_row(row, grown, contradicted, mentions);
  return row;
}

Side side_of(const RowContext& context, const Claim& claim) {
  const domain::ClaimFigures* figures = figures_of(context.pulse, claim.id);
  const std::uint32_t origins = figures ? figures->origins : 0;
  return {claim.assertion, counted(figures ? count_of(*figures) : 0, origins), tr("count.origins", origins),
          std::ranges::any_of(claim.evidence, [](const domain::Evidence& row) { return row.official && row.stance == domain::Stance::supports; })};
}

std::vector<EvidenceRow> evidence_rows(const Claim& claim) {
  std::vector<EvidenceRow> rows;
  for (const domain::Evidence& evidence : claim.evidence) {
    std::string note = tr(word_of(evidence.stance));
    if (evidence.official) note += std::string{" · "} + tr("evidence.official");
    if (evidence.origin != evidence.source) note += " · " + evidence.origin;
    rows.push_back({evidence.id, evidence.stance, evidence.source + ": " + evidence.text, note, text::clock_minutes(evidence.at), evidence.link});
  }
  std::ranges::reverse(rows);
  return rows;
}

std::string owner_of(const RowContext& context, const ClaimRow& row) {
  if (!row.who.person) return tr("claim.owner.nobody");
  if (row.who.me) return tr("claim.owner.me");
  return tr("claim.owner.other", context.state.person(row.who.person)->name);
}

std::string matches_of(const Claim& claim, const domain::ClaimFigures* figures) {
  const auto ruled = static_cast<std::uint32_t>(std::ranges::count(claim.rulings, domain::MatchState::confirmed, &domain::Ruling::state));
  if (!figures) return tr("matches.confirmed", ruled);
  std::string words = tr("matches.confirmed", std::max(ruled, figures->confirmed));
  if (figures->joined > 0) words += ", " + tr("matches.joined", figures->joined);
  if (figures->suggested > 0) words += ", " + tr("matches.suggested", figures->suggested);
  return words;
}

void add_contradictions(const RowContext& context, const Claim& claim, ClaimDetail& detail) {
  for (const ClaimId id : opponents(context, claim.id)) {
    const Claim* other = context.state.claims.find(id);
    if (!other) continue;
    detail.contradictions.push_back({side_of(context, claim), side_of(context, *other)});
  }
}

}  // namespace

std::string initials(const std::string& name) {
  std::string letters;
  bool start = true;
  for (std::size_t i = 0; i < name.size() && letters.size() < 4; ++i) {
    const bool lead_byte = (static_cast<unsigned char>(name[i]) & 0xC0) != 0x80;
    if (start && lead_byte && name[i] >= 'A' && name[i] <= 'Z' && letters.size() < 2) letters.push_back(name[i]);
    start = name[i] == ' ' || name[i] == '-';
  }
  return letters.empty() ? name.substr(0, 1) : letters;
}

const domain::ClaimFigures* figures_of(const domain::Pulse& pulse, ClaimId claim) {
  const auto found = std::ranges::find(pulse.claims, claim, &domain::ClaimFigures::claim);
  return found == pulse.claims.end() ? nullptr : &*found;
}

bool log_shut(const domain::Pulse& pulse) {
  using enum domain::StoreState;
  return pulse.log == away || pulse.log == full || pulse.log == read_only;
}

const char* mentions_trouble(const domain::Pulse& pulse) {
  using enum domain::StoreState;
  if (pulse.mention_store == full) return "band.mentions_full";
  return pulse.mention_store == away || pulse.mention_store == read_only ? "band.mentions" : nullptr;
}

std::vector<ClaimRow> claim_rows(const RowContext& context) {
  std::vector<ClaimRow> rows;
  for (const Claim& claim : context.state.claims.rows)
    if (claim.incident == context.incident && !claim.merged_into) rows.push_back(claim_row(context, claim));
  std::ranges::stable_sort(rows, [](const ClaimRow& a, const ClaimRow& b) {
    return std::tuple(a.section, b.edge, b.urgency, a.status == ClaimStatus::closed, b.id) <
           std::tuple(b.section, a.edge, a.urgency, b.status == ClaimStatus::closed, a.id);
  });
  return rows;
}

ClaimDetail claim_detail(const RowContext& context, const ClaimRow& row, const std::vector<MentionRow>& mentions) {
  const Claim& claim = *context.state.claims.find(row.id);
  ClaimDetail detail;
  detail.row = row;
  detail.number = tr("claim.number", claim.id.value);
  detail.owner = owner_of(context, row);
  add_contradictions(context, claim, detail);
  if (const domain::ClaimFigures* figures = figures_of(context.pulse, claim.id)) detail.denials = figures->denied;
  detail.first = text::clock_minutes(context.now - std::chrono::minutes{domain::kHistoryMinutes});
  detail.last = text::clock_minutes(context.now);
  detail.evidence = evidence_rows(claim);
  detail.matches = matches_of(claim, figures_of(context.pulse, claim.id));
  std::ranges::copy_if(mentions, std::back_inserter(detail.mentions), [&](const MentionRow& mention) { return mention.claim == claim.id; });
  if (claim.proposal) {
    const domain::Person* by = context.state.person(claim.proposal->by);
    detail.proposal = tr("claim.proposal", by ? by->name : "", tr(word_of(claim.proposal->verdict)));
  }
  for (const auto verdict : {domain::Verdict::false_, domain::Verdict::confirmed, domain::Verdict::misleading, domain::Verdict::undetermined})
    detail.verdicts.push_back({verdict, closed_verdict(context, claim, verdict)});
  return detail;
}

}  // namespace voelspriet::console
