// SPDX-License-Identifier: Apache-2.0
// The intake thread: takes batches from the bus, stores and groups them, acknowledges them, and tells the figures ten times a second.
#pragma once

#include <deque>

#include "hub/base/stop.hpp"
#include "hub/engine/intake.hpp"
#include "hub/figures.hpp"
#include "hub/mailboxes.hpp"

namespace voelspriet::hub {

class IntakeLoop {
 public:
  // All lent but `state`, which is copied: where the events begin that come through the mailbox.
  IntakeLoop(engine::Intake& intake, engine::MentionPort& store, Mailboxes& mailboxes, Figures& figures, bus::Bus& bus, const Clock& clock,
             std::function<std::optional<Time>()> drill_time, const domain::State& state);

  // Lets the intake hear again what is stored, then runs until stop, or until the mention store says that this hub must not go on: then
  // the reason. Commands are decided meanwhile; feeds wait for their credit. The store may be away at the start and at any time.
  std::optional<Error> run(const StopFlag& stop);

 private:
  void take(FeedJoined& joined);
  void take(HeardBatch& heard);
  void take(Noted& noted);
  void take(MentionsAsked& asked);
  void take(Happened& happened);
  void take(Anew& anew);

  void begin_from(const domain::State& state);
  void hear_again(const StopFlag& stop);
  void work_off();
  bool store_batches();                  // those in front; false: the store is away or full, try again later
  bool store(Noted& noted);              // the same
  bool store_said(const Error& error);
  std::optional<Error> bad_note(const Noted& noted) const;
  void follow_profiles(const domain::Event& event);
  void follow_persons(const domain::Event& event);
  std::vector<wire::WatchedIncident> watched() const;
  void tell_promotions();
  void tell_pulses();

  // Lent
  engine::Intake& intake_;
  engine::MentionPort& store_;
  Mailboxes& mailboxes_;
  Figures& figures_;
  bus::Bus& bus_;
  const Clock& clock_;
  const std::function<std::optional<Time>()> drill_time_;

  // Owned by the intake thread
  const bool exercise_;
  std::unique_ptr<domain::State> to_hear_;  // until the intake has heard again what is stored: the newest state, kept by evolve()
  domain::IncidentId reopened_{};           // of to_hear_, only this one; 0 = all
  std::string said_;                     // why mentions wait, as it was logged; "" = they do not
  std::map<domain::IncidentId, domain::WatchProfile> profiles_;
  std::map<domain::PersonId, std::vector<domain::Role>> roles_;
  std::deque<std::variant<HeardBatch, Noted>> waiting_;  // in order of arrival; bounded by the feeds' credit
  std::deque<Promote> promotions_;
  std::chrono::steady_clock::time_point pulse_at_{}, store_at_{}, retry_at_{}, matches_due_{};
  std::map<domain::IncidentId, domain::Pulse> told_;
  std::optional<Error> fatal_;
};

}  // namespace voelspriet::hub
