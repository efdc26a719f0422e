// SPDX-License-Identifier: Apache-2.0
// Mentions and machine matches in their own Redis, apart from the log: a flood of mentions must never stop an approval.
// `mentions:<incident>` (entry <ordinal>-0, field `m`: a MentionRecord as JSON), `matches:<incident>` (entry <position>-0, one Match each),
// hash `cursors` (feed -> its own cursor), hash `mentions:bytes` (incident -> bytes written) and `mentions:writer`
// (the newest hub). Owned and called by the intake thread; state() by any.
//
// An incident has a budget; over it the store refuses before Redis would, so that one incident never takes another's room.
// The server may be away at the start and at any time; it is taken with the first word that reaches it. An entry that cannot be read is
// set aside, counted and named in the operators' log, and everything else goes on.
// Incident keys are made with the first mention; where there are mentions and no key it was destroyed, and nothing is added.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "hub/store/detail/writer.hpp"
#include "hub/store/sealing.hpp"

namespace voelspriet::store {

class MentionStore final : public engine::MentionPort {
 public:
  struct Settings {
    std::string socket_path;
    std::filesystem::path keys;                          // folder of the incidents' keys
    std::uint64_t epoch = 0;                             // of the log, which numbers hubs: an earlier one never takes over from a later
    std::uint64_t budget_bytes = std::uint64_t{1} << 30; // per incident, of records and matches as written
    std::chrono::milliseconds timeout = std::chrono::seconds{2};
  };
  // `random` outlives the store.
  MentionStore(const Settings& settings, crypto::Random& random);

  // Besides the port's errors: kConflict, the server has other mentions than this hub wrote (it lost some, or is another one): start
  // again; kExpired, the incident's key was destroyed. What was stored by a call that ended in kStoreAway comes first in the answer of
  // the next one.
  Result<std::vector<engine::StoredMention>> store(domain::IncidentId incident, const std::vector<engine::IncomingMention>& batch,
                                                   const engine::Cursors& cursors) override;
  Result<void> store_matches(domain::IncidentId incident, const std::vector<domain::Match>& matches) override;
  Result<engine::Cursors> cursors() override;
  // `text` is empty where the incident's key is gone.
  Result<std::vector<engine::StoredMention>> range(domain::IncidentId incident, domain::Ordinal after, std::size_t limit) override;
  Result<std::vector<domain::Match>> matches(domain::IncidentId incident, std::uint64_t& next, std::size_t limit) override;
  Result<std::vector<engine::StoredMention>> by_ordinal(domain::IncidentId incident, const std::vector<domain::Ordinal>& ordinals) override;
  Result<domain::Ordinal> ordinal_of(domain::IncidentId incident, const domain::HeardMention& mention) override;
  domain::StoreState state(domain::IncidentId incident) const override;
  std::uint64_t unreadable() const override { return unreadable_; }

 private:
  using Stored = std::vector<engine::StoredMention>;
  // What is known of one incident without asking.
  struct Shelf {
    std::optional<MentionSealer> sealer;         // none: no mention yet, or the key is gone
    std::unordered_map<crypto::KeyedId, domain::Ordinal> seen;  // identities of all records
    domain::Ordinal last = 0;
    std::uint64_t last_match = 0;
    std::uint64_t bytes = 0;
    bool in_doubt = false;                       // more may be stored than is known here
    Stored unanswered;                           // stored by a call whose answer got lost
  };

  Result<void> take_epoch();
  Result<Shelf*> shelf_of(domain::IncidentId incident);
  Result<void> catch_up(domain::IncidentId incident, Shelf& shelf);
  Result<Stored> add(domain::IncidentId incident, Shelf& shelf, const std::vector<engine::IncomingMention>& batch, const engine::Cursors& cursors);
  Result<void> write(domain::IncidentId incident, Shelf& shelf, const std::string& stream, std::uint64_t before,
                     const std::vector<std::string>& entries, const engine::Cursors& cursors);
  Result<engine::StoredMention> opened(const Shelf& shelf, ReplyView entry) const;
  template <class T, class Read>
  Result<std::vector<T>> readable(const std::string& stream, std::uint64_t& after, std::size_t limit, Read read);
  void set_aside(const std::string& stream, std::uint64_t entry, const Error& why);
  template <class Attempt>
  auto attempt(domain::IncidentId incident, Attempt once) -> decltype(once(std::declval<Shelf&>()));
  template <class T>
  Result<T> asked(Result<T> outcome);
  template <class T>
  Result<T> noted(domain::IncidentId incident, Result<T> outcome);

  // constant after construction
  const crypto::Keyring keyring_;
  const std::uint64_t budget_bytes_, epoch_;
  crypto::Random& random_;
  // owned by the intake thread
  Redis redis_;
  detail::Writer writer_{"mentions"};
  Script write_script_;
  std::map<domain::IncidentId, Shelf> shelves_;
  std::map<std::string, std::unordered_set<std::uint64_t>> aside_;  // entries that cannot be read, by stream
  // own synchronisation
  std::atomic<std::uint64_t> unreadable_ = 0;
  mutable std::mutex states_mutex_;
  domain::StoreState server_ = domain::StoreState::well;        // guarded by states_mutex_
  std::map<domain::IncidentId, domain::StoreState> incidents_;  // guarded by states_mutex_; what is known while the server is well
};

}  // namespace voelspriet::store
