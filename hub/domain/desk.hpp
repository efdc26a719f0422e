// SPDX-License-Identifier: Apache-2.0
// What holds for the desk as a whole: soft locks (who is on what) and undo.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/domain/claim.hpp"

namespace voelspriet::domain {

// Soft: it is shown, and taking it over is an act others see; the base version is what protects the text.
BOOST_DEFINE_ENUM_CLASS(Lockable, claim, statement, fact)
struct Lock {
  Lockable kind = Lockable::statement;
  std::uint32_t object = 0;
  PersonId by{};
  Time since{};
  bool operator==(const Lock&) const = default;
};
BOOST_DESCRIBE_STRUCT(Lock, (), (kind, object, by, since))

// How one claim was before an act, so that the act can be undone.
struct ClaimImage {
  ClaimId claim{};
  ClaimStatus status = ClaimStatus::new_;
  std::string assertion;
  PersonId owner{};
  std::optional<Proposal> proposal;
  ClaimId merged_into{};
  std::uint32_t evidence = 0;          // how many there were
  std::vector<MentionRef> ruled;       // mentions the act ruled on …
  std::vector<Ruling> rulings;         // … and the rulings that stood before
  bool operator==(const ClaimImage&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClaimImage, (), (claim, status, assertion, owner, proposal, merged_into, evidence, ruled, rulings))

struct Undoable {
  Sequence seq = 0;                    // of the act
  PersonId by{};
  IncidentId incident{};
  std::string act;                     // kType of its event, for the undo line
  std::vector<ClaimImage> before;
  bool operator==(const Undoable&) const = default;
};
BOOST_DESCRIBE_STRUCT(Undoable, (), (seq, by, incident, act, before))

// Commands
struct TakeLock {
  static constexpr std::string_view kType = "take_lock";
  Lockable kind = Lockable::statement;
  std::uint32_t object = 0;
  bool take_over = false;
};
BOOST_DESCRIBE_STRUCT(TakeLock, (), (kind, object, take_over))
struct ReleaseLock {
  static constexpr std::string_view kType = "release_lock";
  Lockable kind = Lockable::statement;
  std::uint32_t object = 0;
};
BOOST_DESCRIBE_STRUCT(ReleaseLock, (), (kind, object))
struct Undo {
  static constexpr std::string_view kType = "undo";
  Sequence act = 0;                    // sequence number of what to undo
};
BOOST_DESCRIBE_STRUCT(Undo, (), (act))

// Events
struct LockTaken {
  static constexpr std::string_view kType = "lock_taken";
  Lockable kind = Lockable::statement;
  std::uint32_t object = 0;
  PersonId from{};
};
BOOST_DESCRIBE_STRUCT(LockTaken, (), (kind, object, from))
struct LockReleased {
  static constexpr std::string_view kType = "lock_released";
  Lockable kind = Lockable::statement;
  std::uint32_t object = 0;
};
BOOST_DESCRIBE_STRUCT(LockReleased, (), (kind, object))
struct Undone {
  static constexpr std::string_view kType = "undone";
  Sequence act = 0;
  std::string what;                    // kType of the act's event
  std::vector<ClaimImage> restored;
  static constexpr bool may_miss(std::string_view field) { return field != "act"; }
};
BOOST_DESCRIBE_STRUCT(Undone, (), (act, what, restored))

}  // namespace voelspriet::domain
