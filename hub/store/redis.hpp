// SPDX-License-Identifier: Apache-2.0
// One synchronous connection to a Redis on a unix socket (RESP2, hiredis). Owned and used by one thread.
// Without a connection a command first makes one; when and how often to come back when that fails is the owner's. A server that let a
// command time out is only knocked at once a second, shortly: in between every command hears at once that it is away.
//
// Errors: kStoreAway = not sent or not taken, nothing changed (no server, still loading); kClosed and kTimeout = sent, and nobody
// knows whether it was done (in_doubt()); kStoreFull = memory or disk; kStoreReadOnly = a replica; kInternal = refused otherwise.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"

struct redisContext;
struct redisReply;

namespace voelspriet::store {

// What Redis answered; never an error. A view into a Reply.
class ReplyView {
 public:
  explicit ReplyView(const redisReply* reply) : reply_{reply} {}

  bool is_nil() const;
  std::int64_t integer() const;      // 0 when it is none
  std::string_view text() const;     // "" when it is none
  std::size_t size() const;          // elements of an array
  ReplyView operator[](std::size_t i) const;  // REQUIRES i < size()

 private:
  const redisReply* reply_;
};

class Reply {
 public:
  explicit Reply(redisReply* reply) : owned_{reply, &free} {}
  ReplyView operator*() const { return ReplyView{owned_.get()}; }

 private:
  static void free(redisReply* reply);
  std::unique_ptr<redisReply, void (*)(redisReply*)> owned_;
};

// A script is sent whole once per server and called by its SHA-1 afterwards.
struct Script {
  std::string source;
  std::string sha1;  // "" until loaded
};

inline bool in_doubt(const Error& error) { return error.code == Errc::kClosed || error.code == Errc::kTimeout; }

class Redis {
 public:
  using Words = std::vector<std::string_view>;

  explicit Redis(std::string socket_path, std::chrono::milliseconds timeout = std::chrono::seconds{2});

  Result<Reply> command(const Words& words);
  // For what changes nothing, and so can be asked again when the server went away in between. Never in doubt: kStoreAway.
  Result<Reply> query(const Words& words);
  // In one round trip; the first error ends it. Commands before it were done.
  Result<std::vector<Reply>> pipeline(std::span<const Words> commands);
  Result<Reply> run(Script& script, std::initializer_list<std::string_view> keys, const Words& arguments);

  const std::string& socket_path() const { return socket_path_; }

 private:
  Result<void> connect();
  Result<void> dial(std::chrono::milliseconds patience);
  Result<void> knock();
  void append(const Words& words);
  Result<Reply> receive();
  Error lose(Errc code);

  const std::string socket_path_;
  const std::chrono::milliseconds timeout_;
  std::unique_ptr<redisContext, void (*)(redisContext*)> context_;  // null: not connected
  std::optional<std::chrono::steady_clock::time_point> knock_at_;   // it did not answer in time, and is tried again then
};

}  // namespace voelspriet::store
