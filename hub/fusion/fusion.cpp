// SPDX-License-Identifier: Apache-2.0
#include "hub/fusion/fusion.hpp"

#include "hub/fusion/detail/state.hpp"

namespace voelspriet::fusion {

Fusion::Fusion(Thresholds thresholds) : state_(std::make_unique<State>(thresholds)) {}
Fusion::~Fusion() = default;
Fusion::Fusion(Fusion&&) noexcept = default;
Fusion& Fusion::operator=(Fusion&&) noexcept = default;

Outcome Fusion::push(const FusionItem& item) { return state_->push(item); }
Changes Fusion::take_changes() { return state_->take_changes(); }
void Fusion::set_claim(ClaimId claim, std::string_view assertion, std::span<const Ordinal> mentions) {
  state_->set_claim(claim, assertion, mentions);
}
void Fusion::drop_claim(ClaimId claim) { state_->drop_claim(claim); }
void Fusion::rule(const domain::MentionRef& mention, ClaimId claim, domain::MatchState state) {
  state_->rule(mention, claim, state);
}
void Fusion::unrule(const domain::MentionRef& mention, ClaimId claim) { state_->unrule(mention, claim); }
void Fusion::merge(ClaimId claim, ClaimId into) { state_->merge_claims(claim, into); }
void Fusion::unmerge(ClaimId claim) { state_->merge_claims(claim, {}); }
std::vector<domain::ClaimFigures> Fusion::figures(Time now) const { return state_->figures(now); }
std::vector<domain::FoundContradiction> Fusion::contradictions() const { return state_->contradictions(); }
std::vector<GroupFigures> Fusion::groups(std::size_t most) const { return state_->groups(most); }
std::size_t Fusion::group_count() const { return state_->group_count(); }
GroupId Fusion::group_of(Ordinal mention) const { return state_->group_of(mention); }

}  // namespace voelspriet::fusion
