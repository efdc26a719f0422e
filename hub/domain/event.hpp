// SPDX-License-Identifier: Apache-2.0
// An event: one thing people decided, as it stands in the log for good. Encoded once (hub/wire); its hash is over those bytes.
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

inline constexpr int kEventVersion = 1;

struct EventMeta {
  int v = kEventVersion;
  Sequence seq = 0;
  Digest prev{};                       // SHA-256 of the bytes of event seq - 1; zero for the first
  std::string desk;
  bool exercise = false;
  IncidentId incident{};               // 0 = the whole desk
  PersonId actor{};                    // 0 = the hub itself (promotion; what became of a delivery)
  SessionId session = 0;
  CommandId command{};
  Time at{};                           // wall time
  std::optional<Time> drill_at;        // drill time, on exercise desks
  Ordinal seen = 0;                    // newest mention the actor had on screen
  bool operator==(const EventMeta&) const = default;
};
BOOST_DESCRIBE_STRUCT(EventMeta, (), (v, seq, prev, desk, exercise, incident, actor, session, command, at, drill_at, seen))

using EventBody =
    std::variant<DeskFounded, PersonAdded, RolesChanged, KeyAdded, KeyRevoked, IncidentOpened, IncidentChanged, ProfileSet, IncidentClosed,
                 IncidentReopened, ClaimMade, ClaimPromoted, ClaimReworded, ClaimTaken, ClaimStatusChanged, EvidenceAdded, VerdictProposed, VerdictSigned,
                 VerdictDeclined, MatchesRuled, ClaimsMerged, ClaimSplit, ContradictionRaised, ContradictionResolved, FactRegistered,
                 FactWithdrawn, StatementDrafted, StatementEdited, StatementSubmitted, StatementReturned, StatementApproved,
                 DeliveriesQueued, DeliveryStarted, DeliverySettled, DeliveryLookedFor, BrakePulled, BrakeReleased, LockTaken, LockReleased,
                 Undone>;

struct Event {
  EventMeta meta;
  EventBody body;
};

}  // namespace voelspriet::domain
