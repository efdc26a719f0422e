// SPDX-License-Identifier: Apache-2.0
// A child process of a test: started, spoken to by lines, ended by its own pid. It is killed with the object, and by
// the kernel when the thread that started it ends, so a test that crashes leaves nothing behind. One thread uses a
// Process at a time. What cannot be done throws std::system_error: in a test that is the failure to report.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace voelspriet::support {

using std::chrono::milliseconds;

// An open descriptor, closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;

  int get() const { return fd_; }
  void reset();

 private:
  int fd_;
};

struct Command {
  std::vector<std::string> argv;                   // argv[0] is looked up in PATH unless it has a slash
  std::map<std::string, std::string> environment = {};  // added to ours
  std::filesystem::path directory = {};            // where it runs; empty: where we are
  std::filesystem::path stdin_file = {};           // read from; empty: from write()
  std::filesystem::path stderr_file = {};          // appended to; empty: our own stderr
};

class Process {
 public:
  explicit Process(const Command& command);
  ~Process();
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;

  pid_t pid() const { return pid_; }
  bool running() { return !wait(milliseconds(0)); }

  void write(std::string_view text);
  void close_input() { stdin_.reset(); }
  // The next line of its stdout without the newline (a last one may lack it); nothing when the output ended or the time
  // is up. A child whose output nobody reads blocks after 64 KiB.
  std::optional<std::string> read_line(milliseconds timeout);
  // All that is left of its stdout; throws when it has not ended by then.
  std::string read_rest(milliseconds timeout);

  // Its exit status, or 128 + the signal that ended it; nothing while it runs.
  std::optional<int> wait(milliseconds timeout);
  void signal(int number);
  // SIGTERM and its status; throws when it has not ended by then.
  int terminate(milliseconds timeout = std::chrono::seconds(10));
  // SIGKILL, as a power cut would end it; returns when it is gone.
  void kill();

 private:
  bool fill(std::chrono::steady_clock::time_point deadline);

  pid_t pid_ = -1;
  Descriptor pidfd_;  // readable once the process has ended
  Descriptor stdin_;
  Descriptor stdout_;
  std::string buffer_;
  std::optional<int> status_;
};

struct Outcome {
  int status = 0;
  std::string out;
  std::string err;
};
// Runs a command to its end; throws (and kills it) when it has not ended by then.
Outcome run(Command command, std::string_view input = {}, milliseconds timeout = std::chrono::seconds(30));

// Our own programs: "voelspriet-hub" is the one just built.
std::string program(std::string_view name);

// A TCP port of the loopback that was free a moment ago.
int free_port();

// Waits until `done` holds, asking every few milliseconds, for what has no event of its own (a file, another process's
// state).
template <class Predicate>
bool eventually(milliseconds timeout, Predicate done);
void pause_briefly();

template <class Predicate>
bool eventually(milliseconds timeout, Predicate done) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (!done()) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    pause_briefly();
  }
  return true;
}

}  // namespace voelspriet::support
