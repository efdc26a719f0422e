// SPDX-License-Identifier: Apache-2.0
// Where items come from: a socket, a file, a page that is asked again and again. Owned by main, lent to one Runner,
// called by its thread only. A source parses; it does not judge, remember or wait longer than it is told.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/stop.hpp"
#include "hub/domain/mention.hpp"

namespace voelspriet::feeds {

// One event of the source. Not every event is a mention: the others only show that the feed lives.
struct Item {
  std::string key;  // equal for repeats of the same event, and only for those; "" = cannot repeat
  std::optional<domain::HeardMention> mention;
  std::string line;         // the mention as one line of the source's own JSON, if the source was asked for it
  const char* reason = "";  // why there is no mention, as counted: "collection", "identity", ...
};

struct Reading {
  std::vector<Item> items;  // in order; may be empty: nothing came in time
  std::map<std::string, std::uint64_t>
      refused;          // what could not be read at all, by reason: "malformed", "too_large", ...
  std::string trouble;  // the last of those in one line, with its place
  std::string cursor;   // stands behind the last item; "" = no change
  bool ended = false;   // a file is at its end: nothing more will come. It has given a cursor.
};

// Where to go on, and what the last connections were good for.
struct Resume {
  std::string cursor;         // as an earlier Reading gave it; "" = where the source begins by itself
  std::size_t fruitless = 0;  // connections since then that brought nothing new; behind the first those that brought repeats
  bool again = false;         // somebody listens who was not there before: what still lies there is to be given once more
};

class Source {
 public:
  virtual ~Source() = default;
  // Any error makes the runner back off and connect again. Returns within its own time-outs, and within 100 ms once
  // `stop` is set.
  virtual Result<void> connect(const Resume& resume, const StopFlag& stop) = 0;
  // What is there now, or comes by `deadline`. An error ends the connection; what came before it was returned before
  // it.
  virtual Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) = 0;
  virtual void disconnect() = 0;
  // False for a stream, whose past is gone, and for a drill, whose clock runs once: they pay no heed to Resume::again.
  virtual bool can_give_again() const { return false; }
};

}  // namespace voelspriet::feeds
