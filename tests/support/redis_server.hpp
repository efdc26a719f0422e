// SPDX-License-Identifier: Apache-2.0
// A private Redis of a test: a unix socket in a folder of its own, no port, append-only file, never evicting - the
// settings our own two servers have. Started and ready after construction; killed with the object. One thread uses it
// at a time.
#pragma once

#include <signal.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/process.hpp"

namespace voelspriet::support {

struct RedisSettings {
  std::string appendfsync = "always";  // always | everysec | no
  std::uint64_t maxmemory_bytes = 0;   // 0: no limit
};

class RedisServer {
 public:
  // `directory` must exist; its name decides the socket's, which Linux limits to 107 bytes.
  explicit RedisServer(std::filesystem::path directory, RedisSettings settings = {});

  std::string socket_path() const { return directory_ / "redis.sock"; }
  const std::filesystem::path& directory() const { return directory_; }
  pid_t pid() const { return process_->pid(); }

  // Starts on what the folder holds and waits until it answers; throws with the tail of its log when it does not.
  void start();
  void stop() { process_->terminate(); }  // in good order
  void kill() { process_->kill(); }       // as by a power cut
  // SIGSTOP and SIGCONT: there, and not answering.
  void freeze() { process_->signal(SIGSTOP); }
  void thaw() { process_->signal(SIGCONT); }

 private:
  bool answers() const;

  std::filesystem::path directory_;
  RedisSettings settings_;
  std::optional<Process> process_;
};

}  // namespace voelspriet::support
