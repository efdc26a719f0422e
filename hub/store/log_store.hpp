// SPDX-License-Identifier: Apache-2.0
// The log in Redis: stream `log` (entry <seq>-0, one field `e`: the exact bytes of the event), hash `log:head` (seq and hash of the last
// entry) and `log:writer` (the newest hub). One script appends a batch or nothing, and only for the newest hub on the
// head it knows (design.md, "The log is the truth"; why not XADD ids, MULTI or WAIT: facts.md). Owned by the engine's thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hub/engine/ports.hpp"
#include "hub/store/detail/writer.hpp"

namespace voelspriet::store {

using engine::Head;

class LogStore {
 public:
  explicit LogStore(std::string socket_path, std::chrono::milliseconds timeout = std::chrono::seconds{2});

  // Takes the epoch: from here on every hub that started earlier is fenced. Checks that the head is the hash of the last entry
  // (kCorrupt). REQUIRES: called before anything else but read().
  Result<Head> open();

  // All lines or none after `before`, durable when it returns (the server runs with appendfsync always). Lines carry no newline.
  //   kFenced      a newer hub has started: exit
  //   kConflict    the log has a head this hub did not write: stop
  //   kTooLarge, kStoreAway, kStoreFull, kStoreReadOnly   nothing was changed
  //   kTimeout     nobody knows: settle() before anything else
  Result<void> append(std::span<const std::string> lines, const Head& before);
  // Where an append in doubt ended: true at `intended`, false at `before`. What may still be on its way can do nothing afterwards.
  Result<bool> settle(const Head& before, const Head& intended);

  Result<Head> head();
  std::uint64_t epoch() const { return writer_.epoch(); }
  // At most `most` lines, beginning with event `from`; fewer at the end of the log. kCorrupt: a hole.
  Result<std::vector<std::string>> read(domain::Sequence from, std::size_t most);

 private:
  Redis redis_;
  detail::Writer writer_{"log"};
  Script append_script_;
};

// SHA-256 of the last line, as the head after it.
Head head_after(const Head& before, std::span<const std::string> lines);

}  // namespace voelspriet::store
