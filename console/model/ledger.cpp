// SPDX-License-Identifier: Apache-2.0
#include "console/model/ledger.hpp"

#include <algorithm>

namespace voelspriet::console {
namespace {

// Whether any pending command has a member `member` equal to `id`.
template <class Id>
bool any_names(const std::vector<Pending>& pending, Id id) {
  const auto names = [id](const auto& body) {
    if constexpr (std::is_same_v<Id, domain::ClaimId> && requires { body.claim; }) return body.claim == id;
    if constexpr (std::is_same_v<Id, domain::StatementId> && requires { body.statement; }) return body.statement == id;
    if constexpr (std::is_same_v<Id, domain::DeliveryId> && requires { body.delivery; }) return body.delivery == id;
    return false;
  };
  return std::ranges::any_of(pending, [&](const Pending& one) { return std::visit(names, one.command.body); });
}

}  // namespace

void Ledger::answered(const domain::CommandId& id, const Result<domain::Sequence>& answer) {
  const auto found = std::ranges::find(pending_, id, [](const Pending& one) { return one.command.meta.id; });
  if (found == pending_.end()) return;
  if (answer) {
    last_line_ = *answer;
  } else {
    refused_ = Refused{std::move(found->command), answer.error(), std::move(found->input)};
  }
  pending_.erase(found);
}

bool Ledger::concerns(domain::ClaimId claim) const { return any_names(pending_, claim); }
bool Ledger::concerns(domain::StatementId statement) const { return any_names(pending_, statement); }
bool Ledger::concerns(domain::DeliveryId delivery) const { return any_names(pending_, delivery); }

}  // namespace voelspriet::console
