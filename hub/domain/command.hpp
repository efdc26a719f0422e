// SPDX-License-Identifier: Apache-2.0
// A command: what a person (or, where it says so, the hub itself) asks for. Answered once per id, refused with place and reason.
#pragma once

#include <variant>

#include "hub/domain/claim.hpp"
#include "hub/domain/delivery.hpp"
#include "hub/domain/desk.hpp"
#include "hub/domain/fact.hpp"
#include "hub/domain/incident.hpp"
#include "hub/domain/person.hpp"
#include "hub/domain/statement.hpp"

namespace voelspriet::domain {

struct CommandMeta {
  CommandId id;                        // 32 hex digits, made by the asker
  IncidentId incident{};               // 0 = the whole desk
  Sequence base = 0;                   // version of the object as the asker saw it; what needs one says kStale without
  Ordinal seen = 0;
  bool operator==(const CommandMeta&) const = default;
};
BOOST_DESCRIBE_STRUCT(CommandMeta, (), (id, incident, base, seen))

using CommandBody =
    std::variant<AddPerson, ChangeRoles, AddKey, RevokeKey, OpenIncident, ChangeIncident, SetProfile, CloseIncident, ReopenIncident, MakeClaim,
                 PromoteGroup, RewordClaim, TakeClaim, CheckClaim, CloseClaim, ReopenClaim, AddEvidence, ProposeVerdict, SignVerdict, DeclineVerdict,
                 RuleMatches, MergeClaims, SplitClaim, RaiseContradiction, ResolveContradiction, RegisterFact, WithdrawFact, DraftStatement,
                 EditStatement, SubmitStatement, ReturnStatement, ApproveStatement, ReleaseStatement, StartDelivery, SettleDelivery,
                 RetryDelivery, ReportDelivery, LookDelivery, PullBrake, ReleaseBrake, TakeLock, ReleaseLock, Undo>;

struct Command {
  CommandMeta meta;
  CommandBody body;
};

// Who asks. Never read from the command: the bus looks the person up from the key, the hub's own threads are person 0.
struct Actor {
  PersonId person{};                   // 0 = the hub
  SessionId session = 0;
  std::string key{};                   // the public key it came by; "" = none: the hub itself, or a screen that asks what it may
  bool hub() const { return !person; }
};

}  // namespace voelspriet::domain
