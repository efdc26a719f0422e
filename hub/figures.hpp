// SPDX-License-Identifier: Apache-2.0
// What several threads of the hub show of themselves: the newest pulse of each incident, the health of feeds, who is present.
// Thread-safe; hands out copies.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/domain/contradiction.hpp"
#include "hub/domain/pulse.hpp"

namespace voelspriet::hub {

class Figures {
 public:
  void set_pulse(domain::Pulse pulse);
  void drop_pulse(domain::IncidentId incident);
  std::vector<domain::Pulse> pulses() const;
  std::optional<domain::Pulse> pulse(domain::IncidentId incident) const;
  // Claims that fusion holds to contradict each other.
  std::vector<domain::ClaimPair> contradicted() const;

  void joined(domain::SessionId session, domain::PersonId person);
  void feed_joined(domain::SessionId session, const std::vector<std::string>& feeds);
  void feed_report(domain::SessionId session, std::vector<domain::FeedHealth> feeds);
  void gone(domain::SessionId session);
  std::vector<domain::Presence> present() const;
  std::vector<domain::FeedHealth> feeds() const;

  void log_is(domain::StoreState state, bool mirror_behind, domain::Sequence seq, bool braked);
  struct Log {
    domain::StoreState state = domain::StoreState::well;
    bool mirror_behind = false, braked = false;
    domain::Sequence seq = 0;
  };
  Log log() const;

  // The server of the mentions, whichever incident is asked about; entries it set aside are counted as "mentions.set_aside".
  void mentions_are(domain::StoreState state, std::uint64_t set_aside);
  domain::StoreState mentions() const;

  // How the last snapshot ended; a failure is counted as "snapshot.failed".
  void snapshot_ended(const Result<void>& outcome);
  std::string snapshot_trouble() const;  // "" = none

  // A person's command that was refused. As counters: "engine.refused.own_work".
  void refused(Errc why);
  std::map<std::string, std::uint64_t> counters() const;

 private:
  struct FeedSeat {
    domain::SessionId session = 0;
    domain::FeedHealth health;
  };

  mutable std::mutex mutex_;
  // guarded by mutex_
  std::map<domain::IncidentId, domain::Pulse> pulses_;
  std::map<domain::SessionId, domain::PersonId> sessions_;
  std::map<std::string, FeedSeat> feeds_;  // by name; one that left stays, as away
  Log log_;
  domain::StoreState mentions_ = domain::StoreState::well;
  std::string snapshot_trouble_;
  std::map<std::string, std::uint64_t> counters_;
};

}  // namespace voelspriet::hub
