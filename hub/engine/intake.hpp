// SPDX-License-Identifier: Apache-2.0
// The way in: stores what feeds and people heard, lets fusion group it, and keeps the figures of each open incident.
// Owned by the intake thread; blocks on its MentionPort only. A flood here never reaches the engine.
#pragma once

#include <array>
#include <deque>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "hub/base/stop.hpp"
#include "hub/engine/ports.hpp"
#include "hub/fusion/fusion.hpp"

namespace voelspriet::engine {

class Intake {
 public:
  Intake(MentionPort& store, const Clock& clock) : store_(store), clock_(clock) {}

  // Reads what the open incidents hold and lets fusion hear it again; from the beginning when it is called again. kClosed: stopped.
  Result<void> start(const domain::State& state, const StopFlag& stop);
  // The same for one incident that was closed; `state` is the one right after it was opened again.
  Result<void> reopen(domain::IncidentId id, const domain::State& state, const StopFlag& stop);

  struct Lot {                           // what one feed delivered at once
    std::string feed, cursor;            // the cursor "" = none
    Time received_at{};
    std::vector<domain::HeardMention> mentions;
  };
  struct Counts {                        // of one lot
    std::uint32_t stored = 0, known = 0;
    std::vector<Error> refused;          // per incident that is over its budget or whose key is gone; others go on
  };
  // Stores the lots in every open incident their mentions name, then their cursors; counts by lot. Any other error is of all of them:
  // they are tried again as they are, and what is stored twice is known the second time.
  Result<std::vector<Counts>> hear(const std::vector<Lot>& lots);
  // Stores the machine's matches since the last call. Those it cannot store wait: then false; they can be made again.
  bool store_matches();
  // Open, and before its end time: afterwards nothing more of anybody is kept.
  bool listens_to(domain::IncidentId incident) const;

  // A durable event; in order.
  void apply(const domain::Event& event);
  // Groups that reached the rule since the last call.
  std::vector<std::pair<domain::IncidentId, domain::PromoteGroup>> take_promotions();

  // Figures of one open incident; feeds, presence and log are the caller's to add.
  domain::Pulse pulse(domain::IncidentId incident) const;

  struct Page {
    std::vector<domain::MentionView> mentions;  // newest first
    bool more = false;
  };
  Result<Page> page(domain::IncidentId incident, domain::ClaimId claim, domain::Ordinal before, std::size_t limit);

 private:
  struct Ruled {
    domain::ClaimId claim{};
    domain::MatchState state = domain::MatchState::confirmed;
  };
  struct Hearing {  // of one open incident
    fusion::Fusion fusion;
    Time ends_at{};
    domain::Ordinal last = 0;
    std::vector<domain::KeyedId> ids;                            // who stands at each ordinal, from 1
    std::unordered_map<domain::Ordinal, domain::Match> matches;  // newest of the machine
    std::unordered_map<domain::Ordinal, Ruled> ruled;            // newest of a person
    std::unordered_map<domain::ClaimId, std::set<domain::Ordinal>> by_claim;
    std::set<domain::Ordinal> to_judge;                          // suggested, and nobody said anything yet
    std::unordered_map<domain::KeyedId, domain::Ordinal> posts;
    std::unordered_set<domain::Ordinal> deleted;
    std::set<domain::Ordinal> unstored;                          // of matches
    std::deque<std::pair<Time, std::uint32_t>> heard;            // per hear() of the last minute
  };

  static domain::Ordinal place_of(const Hearing& hearing, const domain::MentionRef& mention);
  static std::vector<domain::Ordinal> places_of(const Hearing& hearing, const std::vector<domain::MentionRef>& mentions);
  static std::vector<domain::Ordinal> members(const Hearing& hearing, const domain::Claim& claim);
  Result<void> refill(domain::IncidentId id, const domain::State& state, Hearing& hearing, const StopFlag& stop);
  Result<void> keep_cursors(const Cursors& cursors);
  void take_in(domain::IncidentId id, const std::vector<StoredMention>& stored, std::vector<Counts>& counts);
  void push(Hearing& hearing, const StoredMention& stored);
  void keep(Hearing& hearing, const domain::Match& match);
  void rule(Hearing& hearing, domain::ClaimId claim, const domain::MentionRef& mention, std::optional<domain::MatchState> state);
  void undo(Hearing& hearing, const domain::Undone& event);
  void take_changes(domain::IncidentId id, Hearing& hearing);
  domain::MentionView view(const Hearing& hearing, const StoredMention& stored) const;

  MentionPort& store_;
  const Clock& clock_;
  std::map<domain::IncidentId, Hearing> hearings_;
  std::vector<std::pair<domain::IncidentId, domain::PromoteGroup>> promotions_;
};

}  // namespace voelspriet::engine
