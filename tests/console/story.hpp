// SPDX-License-Identifier: Apache-2.0
// An afternoon at an invented desk, told through the rules: persons act, decide() answers, the events go to whoever looks. For tests
// of the console's model and for pictures of its screens. Everything said in it is made up.
#pragma once

#include <string>
#include <vector>

#include "console/model/console_model.hpp"
#include "hub/domain/command.hpp"
#include "hub/domain/pulse.hpp"
#include "hub/domain/state.hpp"

namespace voelspriet::console {

class Story {
 public:
  explicit Story(bool exercise = false);

  domain::PersonId lead{1}, nora{2}, sem{3}, karim{4}, iris{5};  // lead, analyst, editor, spokesperson, analyst

  // Answers the command as the hub would and remembers the events; stops the test when the rules refuse.
  Sequence act(domain::PersonId who, domain::CommandBody body);
  // What the hub answers to an order of the console.
  Result<Sequence> answer(domain::PersonId who, const domain::Command& command);
  void wait(std::chrono::seconds length) { now_ += length; }

  // Drafted by the editor; submitted by the same, approved on every channel by the spokesperson.
  domain::StatementId statement(const std::string& title, const std::string& body, std::vector<domain::ClaimId> claims);
  void submit(domain::StatementId id);
  void approve(domain::StatementId id);
  // The hub has tried, and this came of it.
  void settle(domain::DeliveryId id, domain::DeliveryStatus outcome, const char* reason, const char* proof);

  // The whole afternoon: nine claims in all states, evidence, a contradiction, three statements, deliveries of every outcome.
  void tell();
  domain::Pulse pulse() const;
  std::vector<domain::MentionView> mentions() const;

  // A console that has followed everything so far, signed in as `person`.
  ConsoleModel console(domain::PersonId person) const;
  // Hands the events the model does not have yet.
  void catch_up(ConsoleModel& model) const;

  Time now() const { return now_; }
  const domain::State& state() const { return state_; }
  const std::vector<domain::Event>& events() const { return events_; }

 private:
  domain::ClaimId claim(const char* assertion);
  void keep(std::vector<domain::EventBody> bodies, domain::PersonId who, const domain::CommandId& id);

  domain::State state_;
  std::vector<domain::Event> events_;
  Time now_;
  std::uint64_t commands_ = 0;
};

}  // namespace voelspriet::console
