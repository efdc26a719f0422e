// SPDX-License-Identifier: Apache-2.0
// The people of a simulated desk: mostly they do what a good colleague would do next, sometimes anything at all, with or
// without the role, on what they saw long ago. About what arrived they tell the truth: `arrived` says.
#pragma once

#include <functional>

#include "tests/simulation/chance.hpp"
#include "tests/support/desk.hpp"

namespace voelspriet::test {

struct Act {
  domain::PersonId who;
  domain::CommandBody body;
};

class People {
 public:
  using Arrived = std::function<bool(const domain::Delivery&)>;
  People(Chance& chance, Arrived arrived) : chance_(chance), arrived_(std::move(arrived)) {}

  Act next(const domain::State& state, Time now) {
    state_ = &state;
    now_ = now;
    if (chance_.percent(25)) return {any_person(), anything()};
    Act act = sensible();
    if (chance_.percent(8)) act.who = any_person();
    return act;
  }

 private:
  using Role = domain::Role;

  domain::PersonId any_person() { return {static_cast<std::uint32_t>(1 + chance_.below(state_->persons.rows.size() + 1))}; }
  domain::PersonId someone(Role role) {
    std::vector<domain::PersonId> able;
    for (const domain::Person& person : state_->persons.rows)
      if (person.has_any({role, Role::lead})) able.push_back(person.id);
    return chance_.one_of(able);
  }

  // Of whatever kind. What became of a delivery is left to report(), which knows.
  domain::CommandBody anything() {
    domain::CommandBody body;
    boost::mp11::mp_with_index<std::variant_size_v<domain::CommandBody>>(
        chance_.below(std::variant_size_v<domain::CommandBody>),
        [&](auto at) { chance_.fill(body.emplace<at>(), now_); });
    if (std::holds_alternative<domain::ReportDelivery>(body)) body = domain::PullBrake{"zomaar"};
    return body;
  }

  Act sensible() {
    switch (chance_.below(8)) {
      case 0: return about_the_desk();
      case 1:
      case 2: return about_a_claim();
      case 3:
      case 4: return about_a_delivery();
      default: return about_a_statement();
    }
  }

  Act about_the_desk() {
    const auto lead = someone(Role::lead);
    const std::string key(40, static_cast<char>('a' + chance_.below(26)));
    switch (chance_.below(7)) {
      case 0: return {lead, domain::AddKey{key, "laptop", any_person(), {}}};
      case 1: return {lead, domain::RevokeKey{key, "kwijt"}};
      case 2: return {lead, domain::ChangeIncident{{}, chance_.one_of({"GRIP 1", "GRIP 3"}), {}, {}}};
      case 3: return {someone(Role::analyst), domain::SetProfile{{{"chloor"}, {}, {}, {}}}};
      case 4: return {lead, domain::ChangeRoles{any_person(), {chance_.any_of<Role>(), chance_.any_of<Role>()}}};
      default:
        if (state_->locks.empty() || chance_.percent(50))
          return {someone(Role::editor), domain::TakeLock{domain::Lockable::claim, 1, chance_.percent(50)}};
        return {state_->locks.front().by, domain::ReleaseLock{state_->locks.front().kind, state_->locks.front().object}};
    }
  }

  Act about_a_claim() {
    const auto& claims = state_->claims.rows;
    const auto analyst = someone(Role::analyst);
    if (claims.size() < 3 || chance_.percent(5)) {
      if (chance_.percent(50)) return {{}, domain::PromoteGroup{"De brug is dicht", "3 oorsprongen", {1, 2, 3}}};
      return {analyst, domain::MakeClaim{"Er komt chloorgas vrij", {}}};
    }
    const domain::ClaimId id = chance_.one_of(claims).id;
    const domain::ClaimId other = chance_.one_of(claims).id;
    if (chance_.percent(40)) return about_two_claims(analyst, id, other);
    switch (chance_.below(8)) {
      case 0:
        return {analyst, domain::AddEvidence{id, chance_.one_of({"krant", "Meetwagen 2", "RIVM"}), "gemeten", "", "",
                                             chance_.any_of<domain::Stance>(), chance_.percent(50), {}, {}}};
      case 1: return {analyst, domain::ProposeVerdict{id, chance_.any_of<domain::Verdict>(), {}, ""}};
      case 2: return {someone(Role::spokesperson), domain::SignVerdict{id}};
      case 3: return {analyst, domain::TakeClaim{id}};
      case 4: return {someone(Role::spokesperson), domain::DeclineVerdict{id, "vraag het de brandweer"}};
      case 5: return {analyst, domain::RewordClaim{id, "Er komt ammoniak vrij"}};
      case 6: return {analyst, domain::RegisterFact{domain::FactKind::phone, "0800-1351", "nummer", "gids", now_ + std::chrono::hours{1}}};
      default: return {analyst, state_->undoable.empty() ? domain::CommandBody{domain::CheckClaim{id}}
                                                         : domain::Undo{chance_.one_of(state_->undoable).seq}};
    }
  }

  Act about_two_claims(domain::PersonId analyst, domain::ClaimId id, domain::ClaimId other) {
    domain::MentionRef mention{1 + chance_.below(20), {}};
    mention.id.bytes[0] = 1;
    switch (chance_.below(7)) {
      case 0: return {analyst, domain::RaiseContradiction{id, other, ""}};
      case 1: return {analyst, domain::ResolveContradiction{{static_cast<std::uint32_t>(1 + chance_.below(3))}, "gisteren"}};
      case 2: return {analyst, domain::MergeClaims{id, other}};
      case 3: return {analyst, domain::SplitClaim{id, "De lucht ruikt naar chloor", {mention}}};
      case 4: return {analyst, domain::RuleMatches{id, {mention}, chance_.any_of<domain::MatchState>()}};
      case 5: return {analyst, domain::WithdrawFact{{static_cast<std::uint32_t>(1 + chance_.below(4))}, "verhuisd"}};
      default:
        if (chance_.percent(50)) return {analyst, domain::CloseClaim{id, "voorbij"}};
        return {analyst, domain::ReopenClaim{id, "toch niet"}};
    }
  }

  domain::Wording wording() {
    domain::Wording wording;
    wording.title = "Er komt geen chloorgas vrij";
    wording.body = "Wij meten geen chloor. Meting " + std::to_string(chance_.below(100'000));
    if (!state_->claims.rows.empty() && chance_.percent(60)) wording.claims = {chance_.one_of(state_->claims.rows).id};
    if (!state_->facts.rows.empty() && chance_.percent(40)) wording.facts = {chance_.one_of(state_->facts.rows).id};
    if (!state_->statements.rows.empty() && chance_.percent(30)) {
      wording.relation = chance_.any_of<domain::Relation>();
      if (wording.relation != domain::Relation::none) wording.target = chance_.one_of(state_->statements.rows).id;
    }
    if (chance_.percent(10)) wording.channels = {"web"};
    return wording;
  }

  Act about_a_statement() {
    const auto& statements = state_->statements.rows;
    if (statements.size() < 2 || chance_.percent(8)) return {someone(Role::editor), domain::DraftStatement{wording()}};
    const domain::Statement& statement = chance_.percent(70) ? statements.back() : chance_.one_of(statements);
    const bool in_part = statement.approval && chance_.percent(50);
    if (statement.status == domain::StatementStatus::submitted || in_part) return about_submitted(statement);
    if (statement.status == domain::StatementStatus::draft && chance_.percent(80))
      return {chance_.one_of(statement.authors), domain::SubmitStatement{statement.id}};
    return {someone(chance_.percent(70) ? Role::editor : Role::spokesperson), domain::EditStatement{statement.id, wording()}};
  }

  Act about_submitted(const domain::Statement& statement) {
    std::vector<domain::Digest> leaves;
    for (const domain::Variant& variant : statement.variants)
      if (statement.approval_of(variant.leaf) ? chance_.percent(5) : chance_.percent(85)) leaves.push_back(variant.leaf);
    switch (chance_.below(8)) {
      case 0: return {chance_.one_of(statement.authors), domain::ApproveStatement{statement.id, leaves}};  // who wrote it
      case 1: return {someone(Role::spokesperson), domain::EditStatement{statement.id, wording()}};
      case 2: return {someone(Role::spokesperson), domain::ReturnStatement{statement.id, "noem het nummer"}};
      case 3:
      case 4: return {chance_.one_of(statement.authors), domain::ReleaseStatement{statement.id, leaves}};
      default: return {someone(Role::spokesperson), domain::ApproveStatement{statement.id, leaves}};
    }
  }

  Act about_a_delivery() {
    const auto editor = someone(Role::editor);
    if (state_->brake && chance_.percent(50)) return {someone(Role::spokesperson), domain::ReleaseBrake{"nagekeken"}};
    if (chance_.percent(4)) return {editor, domain::PullBrake{"verkeerd nummer"}};
    if (state_->deliveries.rows.empty()) return about_a_statement();
    const domain::Delivery& delivery = chance_.one_of(state_->deliveries.rows);
    const bool there = arrived_(delivery);
    switch (delivery.status) {
      case domain::DeliveryStatus::failed:
        if (chance_.percent(70)) return {editor, domain::RetryDelivery{delivery.id, ""}};
        break;
      case domain::DeliveryStatus::queued:
        return {editor, domain::ReportDelivery{delivery.id, there, there ? "https://x.example/1" : "", there ? "" : "niet geplaatst"}};
      case domain::DeliveryStatus::uncertain:
        if (chance_.percent(30))
          return {editor, domain::ReportDelivery{delivery.id, there, there ? "gezien" : "", there ? "" : "niet te vinden"}};
        break;
      default: break;
    }
    return {editor, domain::LookDelivery{delivery.id}};
  }

  Chance& chance_;
  const Arrived arrived_;
  const domain::State* state_ = nullptr;
  Time now_{};
};

// The version of what the command changes, as the state has it; 0 for what needs none.
inline domain::Sequence version_of(const domain::State& state, domain::IncidentId incident, const domain::CommandBody& body) {
  const auto version = [](const auto* row) { return row ? row->version : domain::Sequence{0}; };
  return std::visit(
      [&](const auto& command) -> domain::Sequence {
        if constexpr (requires { command.statement; }) return version(state.statements.find(command.statement));
        else if constexpr (requires { command.claim; }) return version(state.claims.find(command.claim));
        else if constexpr (requires { command.person; command.roles; }) return version(state.person(command.person));
        else return version(state.incidents.find(incident));
      },
      body);
}

}  // namespace voelspriet::test
