// SPDX-License-Identifier: Apache-2.0
#include "hub/answers.hpp"

namespace voelspriet::hub {
namespace {

template <class Row>
std::vector<Row> rows_of(const domain::Table<Row>& table, domain::IncidentId incident) {
  std::vector<Row> rows;
  for (const Row& row : table.rows)
    if (row.incident == incident) rows.push_back(row);
  return rows;
}

// One row, or all rows of the incident when no number was asked.
template <class Row, class RowId>
std::vector<Row> chosen(const domain::Table<Row>& table, domain::IncidentId incident, RowId id) {
  if (!id) return rows_of(table, incident);
  const Row* row = table.find(id);
  return row && row->incident == incident ? std::vector<Row>{*row} : std::vector<Row>{};
}

}  // namespace

wire::ToConsole answer(const Sight& sight, const wire::AskStatus& ask) {
  std::vector<domain::Pulse> pulses = sight.figures.pulses();
  for (domain::Pulse& pulse : pulses) pulse.claims.clear();
  return wire::Status{ask.ask,        sight.state.desk,  sight.state.exercise, sight.head.seq,
                      sight.head.hash, sight.state.brake, std::move(pulses),    sight.counters};
}

wire::ToConsole answer(const Sight& sight, const wire::AskIncidents& ask) {
  return wire::Incidents{ask.ask, sight.state.incidents.rows};
}

wire::ToConsole answer(const Sight& sight, const wire::AskPersons& ask) {
  wire::Persons persons{ask.ask, sight.state.persons.rows, {}};
  for (const auto& [public_key, key] : sight.state.keys) persons.keys.push_back(key);
  return persons;
}

wire::ToConsole answer(const Sight& sight, const wire::AskClaims& ask) {
  const domain::Pulse pulse = sight.figures.pulse(ask.incident).value_or(domain::Pulse{});
  return wire::Claims{ask.ask, chosen(sight.state.claims, ask.incident, ask.claim), pulse.claims,
                      rows_of(sight.state.contradictions, ask.incident), pulse.contradictions};
}

wire::ToConsole answer(const Sight& sight, const wire::AskStatements& ask) {
  return wire::Statements{ask.ask, chosen(sight.state.statements, ask.incident, ask.statement)};
}

wire::ToConsole answer(const Sight& sight, const wire::AskDeliveries& ask) {
  wire::Deliveries deliveries{ask.ask, rows_of(sight.state.deliveries, ask.incident)};
  if (ask.statement) std::erase_if(deliveries.deliveries, [&](const auto& row) { return row.statement != ask.statement; });
  return deliveries;
}

wire::ToConsole answer(const Sight& sight, const wire::AskFacts& ask) {
  return wire::Facts{ask.ask, rows_of(sight.state.facts, ask.incident)};
}

}  // namespace voelspriet::hub
