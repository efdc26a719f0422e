// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/claim.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::MakeClaim>;
template struct BodyCodec<domain::PromoteGroup>;
template struct BodyCodec<domain::RewordClaim>;
template struct BodyCodec<domain::TakeClaim>;
template struct BodyCodec<domain::CheckClaim>;
template struct BodyCodec<domain::CloseClaim>;
template struct BodyCodec<domain::ReopenClaim>;
template struct BodyCodec<domain::AddEvidence>;
template struct BodyCodec<domain::ProposeVerdict>;
template struct BodyCodec<domain::SignVerdict>;
template struct BodyCodec<domain::DeclineVerdict>;
template struct BodyCodec<domain::RuleMatches>;
template struct BodyCodec<domain::MergeClaims>;
template struct BodyCodec<domain::SplitClaim>;
template struct BodyCodec<domain::RaiseContradiction>;
template struct BodyCodec<domain::ResolveContradiction>;
template struct BodyCodec<domain::ClaimMade>;
template struct BodyCodec<domain::ClaimPromoted>;
template struct BodyCodec<domain::ClaimReworded>;
template struct BodyCodec<domain::ClaimTaken>;
template struct BodyCodec<domain::ClaimStatusChanged>;
template struct BodyCodec<domain::EvidenceAdded>;
template struct BodyCodec<domain::VerdictProposed>;
template struct BodyCodec<domain::VerdictSigned>;
template struct BodyCodec<domain::VerdictDeclined>;
template struct BodyCodec<domain::MatchesRuled>;
template struct BodyCodec<domain::ClaimsMerged>;
template struct BodyCodec<domain::ClaimSplit>;
template struct BodyCodec<domain::ContradictionRaised>;
template struct BodyCodec<domain::ContradictionResolved>;

}  // namespace voelspriet::wire::detail
