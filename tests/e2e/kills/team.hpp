// SPDX-License-Identifier: Apache-2.0
// The people of a desk at work, whatever happens to it: twenty commands a second, statements from draft to approval among them, so that
// deliveries are on their way all the time. A command without an answer is sent again with its id until it has one. A thread of its own;
// what was answered may be asked from any thread.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "console/link/ask.hpp"
#include "hub/base/stop.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::support {

struct Acknowledged {
  domain::CommandId id;
  domain::Sequence seq = 0;  // of its last event
};
struct Answers {
  std::vector<Acknowledged> acknowledged;
  std::vector<domain::CommandId> refused;
  std::size_t store_away = 0;                // of the refused: because the log could not be reached
  std::vector<std::string> unexpected;       // refusals that no killed process explains
  std::size_t sent_again = 0;
};

// The words of statement n, without a figure that would want a fact.
std::string words_of(std::uint32_t statement);

class Team {
 public:
  // Needs "analyst", "editor" and "spokesperson". Works until stop().
  Team(std::map<std::string, console::HubAddress> addresses, domain::IncidentId incident);
  ~Team();

  // Returns when the last command has its answer or is given up.
  void stop();
  Answers answers() const;
  std::size_t acknowledged() const;

 private:
  void work();
  void statement();
  void claim();
  // Until it is answered; refused for the store's sake: anew, as a person does. Nothing: refused for good, or the team stops.
  std::optional<wire::Done> insist(const std::string& person, domain::CommandBody body, domain::Sequence base = 0);
  Result<wire::Done> once(const std::string& person, const domain::Command& command);
  void expect_refusal(const std::string& person, domain::CommandBody body, domain::Sequence base);
  template <class Answer, class Question>
  std::optional<Answer> ask(const std::string& person, Question question);
  console::Asker* as(const std::string& person);
  void keep_pace();

  // constant after construction
  const std::map<std::string, console::HubAddress> addresses_;
  const domain::IncidentId incident_;
  // owned by the thread
  crypto::SystemRandom random_;
  std::map<std::string, console::Asker> askers_;
  console::Asker::Deadline next_;
  std::uint32_t statements_ = 0;
  // own synchronisation
  mutable std::mutex mutex_;
  Answers answers_;  // guarded by mutex_
  StopFlag stop_;
  std::thread thread_;
};

}  // namespace voelspriet::support
