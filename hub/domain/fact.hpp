// SPDX-License-Identifier: Apache-2.0
// A fact: a value the team stands for (number, address, time, link), with source, verifier and an end.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "hub/base/time.hpp"
#include "hub/domain/ids.hpp"

namespace voelspriet::domain {

BOOST_DEFINE_ENUM_CLASS(FactKind, phone, link, address, time, amount, text)

struct Fact {
  FactId id{};
  IncidentId incident{};
  FactKind kind = FactKind::text;
  std::string value, label, source;
  PersonId verified_by{};
  std::optional<Time> valid_until;
  std::optional<std::string> withdrawn;  // why
  Sequence version = 0;

  bool holds(Time now) const { return !withdrawn && (!valid_until || now < *valid_until); }
  bool operator==(const Fact&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fact, (), (id, incident, kind, value, label, source, verified_by, valid_until, withdrawn, version))

// Commands
struct RegisterFact {
  static constexpr std::string_view kType = "register_fact";
  FactKind kind = FactKind::text;
  std::string value, label, source;
  std::optional<Time> valid_until;
};
BOOST_DESCRIBE_STRUCT(RegisterFact, (), (kind, value, label, source, valid_until))
struct WithdrawFact {
  static constexpr std::string_view kType = "withdraw_fact";
  FactId fact{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawFact, (), (fact, reason))

// Events
struct FactRegistered {
  static constexpr std::string_view kType = "fact_registered";
  FactId fact{};
  FactKind kind = FactKind::text;
  std::string value, label, source;
  std::optional<Time> valid_until;
};
BOOST_DESCRIBE_STRUCT(FactRegistered, (), (fact, kind, value, label, source, valid_until))
struct FactWithdrawn {
  static constexpr std::string_view kType = "fact_withdrawn";
  FactId fact{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(FactWithdrawn, (), (fact, reason))

}  // namespace voelspriet::domain
