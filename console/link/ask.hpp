// SPDX-License-Identifier: Apache-2.0
// A conversation with the hub for programs that wait: one question or act at a time, each with a deadline. Comes back after a break and
// sends again what has no answer; a command keeps its id, so it is done once. One thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "console/link/chain.hpp"
#include "console/link/hub_address.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::console {

class Asker {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  // What to follow the log from; without it nothing comes unasked.
  struct Follow {
    Chain have;
  };

  // Connected and welcome. kUnreachable: nobody answered in time. kRefused: the hub does not know our key.
  static Result<Asker> connect(const HubAddress& address, std::string program, Deadline deadline, const Follow* follow = nullptr);
  ~Asker();
  Asker(Asker&&) noexcept;
  Asker& operator=(Asker&&) noexcept;

  const wire::Welcome& welcome() const;

  // The answer to Do or Note. A refusal is an error with the hub's own code, place and words; kTimeout: it may have been done.
  Result<wire::Done> act(const wire::FromConsole& message, Deadline deadline);

  template <class Answer, class Question>
  Result<Answer> ask(Question question, Deadline deadline) {
    question.ask = next_number();
    auto answer = exchange(question, deadline);
    if (!answer) return tl::unexpected(answer.error());
    if (auto* const right = std::get_if<Answer>(&*answer)) return std::move(*right);
    return fail(Errc::kUnsupported, "hub", "answered something else than was asked");
  }

  // The exact bytes of the events after `after`, at most `limit`.
  Result<std::vector<std::string>> events(domain::Sequence after, std::uint32_t limit, Deadline deadline);
  // With Follow: the exact bytes of the next events, checked against the chain; empty when the deadline passes first.
  Result<std::vector<std::string>> next_events(Deadline deadline);

 private:
  struct Impl;
  explicit Asker(std::unique_ptr<Impl> impl);
  std::uint64_t next_number();
  Result<wire::ToConsole> exchange(const wire::FromConsole& message, Deadline deadline);

  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::console
