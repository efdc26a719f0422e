// SPDX-License-Identifier: Apache-2.0
#include "tests/support/redis_server.hpp"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include <memory>
#include <stdexcept>
#include <string_view>

#include "tests/support/temp_dir.hpp"

namespace voelspriet::support {
namespace {

constexpr milliseconds kReadyWithin = std::chrono::seconds(30);  // a large append-only file is read first
constexpr std::size_t kSocketPathMax = 107;                      // sun_path less its NUL

struct Free {
  void operator()(redisContext* context) const { redisFree(context); }
  void operator()(void* reply) const { freeReplyObject(reply); }
};

}  // namespace

RedisServer::RedisServer(std::filesystem::path directory, RedisSettings settings)
    : directory_(std::move(directory)), settings_(std::move(settings)) {
  if (socket_path().size() > kSocketPathMax) throw std::length_error(socket_path() + " is too long for a unix socket");
  start();
}

void RedisServer::start() {
  const std::filesystem::path log = directory_ / "redis.log";
  const std::filesystem::path settings = directory_ / "redis.conf";
  write_file(
      settings,
      fmt::format("port 0\nunixsocket \"{}\"\nunixsocketperm 600\ndir \"{}\"\nlogfile \"{}\"\nsave \"\"\n"
                  "appendonly yes\nauto-aof-rewrite-percentage 0\nappendfsync {}\nmaxmemory {}\nmaxmemory-policy noeviction\n",
                  socket_path(), directory_.string(), log.string(), settings_.appendfsync, settings_.maxmemory_bytes));
  Command command{{"redis-server", settings}, {}};
  command.stderr_file = log;  // wrong settings are told before the log is open
  process_.emplace(command);
  const bool ready = eventually(kReadyWithin, [this] { return answers() || !process_->running(); }) && answers();
  if (ready) return;
  const std::string text = read_file(log);
  throw std::runtime_error("redis-server is not ready: " +
                           text.substr(text.size() - std::min<std::size_t>(text.size(), 1000)));
}

bool RedisServer::answers() const {
  const std::unique_ptr<redisContext, Free> context(redisConnectUnix(socket_path().c_str()));
  if (!context || context->err) return false;
  const std::unique_ptr<void, Free> reply(redisCommand(context.get(), "PING"));
  const auto* answer = static_cast<const redisReply*>(reply.get());
  return answer && answer->type == REDIS_REPLY_STATUS && std::string_view(answer->str, answer->len) == "PONG";
}

}  // namespace voelspriet::support
