// SPDX-License-Identifier: Apache-2.0
// The stream: what is said, newest first, each with the claim it goes to and why.
#include <algorithm>

#include "console/model/ledger.hpp"
#include "console/model/rows.hpp"
#include "console/model/words.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

domain::MentionRef ref_of(const domain::MentionView& heard) { return {heard.ordinal, heard.id}; }

// Known sources by the name people use; what is not a post says what it is.
std::string source_of(const domain::MentionView& heard) {
  if (heard.genre != domain::Genre::post) return text::tr(word_of(heard.genre));
  const std::string key = "source." + heard.source;
  const char* name = text::tr(key.c_str());
  return name == key ? heard.source : name;
}

// A person's ruling outranks the machine's match.
domain::MatchState match_of(const RowContext& context, const domain::MentionView& heard, ClaimId claim) {
  const domain::Claim* standing = context.state.claims.find(claim);
  const domain::Ruling* ruling = standing ? standing->ruling_on(ref_of(heard)) : nullptr;
  return ruling ? ruling->state : heard.match ? heard.match->state : domain::MatchState::suggested;
}

// The claim this mention is shown under: confirmed by a person anywhere, else the machine's match.
ClaimId claim_of(const RowContext& context, const domain::MentionView& heard) {
  for (const domain::Claim& claim : context.state.claims.rows) {
    const domain::Ruling* ruling = claim.ruling_on(ref_of(heard));
    if (ruling && ruling->state == domain::MatchState::confirmed) return context.state.standing(claim.id);
  }
  return heard.match ? context.state.standing(heard.match->claim) : ClaimId{};
}

MentionRow mention_row(const RowContext& context, const domain::MentionView& heard) {
  using domain::MatchState;
  MentionRow row;
  row.ref = ref_of(heard);
  row.source = source_of(heard);
  row.who = heard.account.empty() ? heard.pseudonym : heard.account;
  row.time = text::clock_time(heard.said_at);
  row.text = heard.text;
  row.claim = claim_of(context, heard);
  row.match = row.claim ? match_of(context, heard, row.claim) : MatchState::suggested;
  if (const domain::Claim* claim = context.state.claims.find(row.claim); claim && row.match != MatchState::rejected) {
    row.claim_words = claim->assertion;
    if (heard.match) row.reason = text::tr_reason(heard.match->reason);
  } else {
    row.claim = {};
  }
  row.to_judge = !row.claim || row.match == MatchState::suggested;
  return row;
}

}  // namespace

std::vector<MentionRow> mention_rows(const RowContext& context, const std::vector<domain::MentionView>& heard) {
  std::vector<MentionRow> rows;
  rows.reserve(heard.size());
  for (const domain::MentionView& one : heard) rows.push_back(mention_row(context, one));
  for (const Pending& pending : context.ledger.pending()) {
    const auto* ruling = std::get_if<domain::RuleMatches>(&pending.command.body);
    if (!ruling) continue;
    for (MentionRow& row : rows) row.saving = row.saving || std::ranges::find(ruling->mentions, row.ref) != ruling->mentions.end();
  }
  return rows;
}

}  // namespace voelspriet::console
