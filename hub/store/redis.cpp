// SPDX-License-Identifier: Apache-2.0
#include "hub/store/redis.hpp"

#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>

#include "hub/base/assert.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::store {
namespace {

constexpr std::chrono::milliseconds kKnockEvery{1'000}, kKnockPatience{200};

Errc code_of(std::string_view refusal) {
  if (refusal.starts_with("OOM") || refusal.starts_with("MISCONF")) return Errc::kStoreFull;
  if (refusal.starts_with("READONLY")) return Errc::kStoreReadOnly;
  if (refusal.starts_with("LOADING") || refusal.starts_with("BUSY")) return Errc::kStoreAway;
  return Errc::kInternal;
}

// The server has gone since the last answer: what was not yet sent is then known not to be there.
bool hung_up(int fd) {
  pollfd watched{fd, POLLRDHUP, 0};
  return poll(&watched, 1, 0) > 0;
}

}  // namespace

bool ReplyView::is_nil() const { return reply_->type == REDIS_REPLY_NIL; }
std::int64_t ReplyView::integer() const { return reply_->type == REDIS_REPLY_INTEGER ? reply_->integer : 0; }
std::string_view ReplyView::text() const { return reply_->str ? std::string_view{reply_->str, reply_->len} : std::string_view{}; }
std::size_t ReplyView::size() const { return reply_->type == REDIS_REPLY_ARRAY ? reply_->elements : 0; }
ReplyView ReplyView::operator[](std::size_t i) const {
  VOELSPRIET_ASSERT(i < size(), "an element that Redis did not send");
  return ReplyView{reply_->element[i]};
}

void Reply::free(redisReply* reply) { freeReplyObject(reply); }

Redis::Redis(std::string socket_path, std::chrono::milliseconds timeout)
    : socket_path_{std::move(socket_path)}, timeout_{timeout}, context_{nullptr, &redisFree} {}

Error Redis::lose(Errc code) {
  Error error{code, "redis " + socket_path_, context_ && context_->errstr[0] ? context_->errstr : "no memory"};
  context_.reset();
  return error;
}

Result<void> Redis::connect() {
  if (knock_at_) {
    if (auto back = knock(); !back) return back;
  }
  if (context_ && !hung_up(context_->fd)) return {};
  return dial(timeout_);
}

Result<void> Redis::dial(std::chrono::milliseconds patience) {
  const timeval timeout{static_cast<time_t>(patience.count() / 1000), static_cast<suseconds_t>(patience.count() % 1000 * 1000)};
  context_.reset(redisConnectUnixWithTimeout(socket_path_.c_str(), timeout));
  if (!context_ || context_->err || redisSetTimeout(context_.get(), timeout) != REDIS_OK) {
    return tl::unexpected(lose(Errc::kStoreAway));
  }
  return {};
}

Result<void> Redis::knock() {
  if (steady_now() < *knock_at_) return fail(Errc::kStoreAway, "redis " + socket_path_, "does not answer");
  knock_at_ = steady_now() + kKnockEvery;
  if (auto dialled = dial(std::min(timeout_, kKnockPatience)); !dialled) return dialled;
  append({"PING"});
  const auto answer = receive();
  if (!context_) return fail(Errc::kStoreAway, answer.error().where, answer.error().what);
  context_.reset();  // made for knocking, with little patience
  knock_at_.reset();
  return {};
}

void Redis::append(const Words& words) {
  std::vector<const char*> starts;
  std::vector<std::size_t> sizes;
  for (const auto word : words) {
    starts.push_back(word.data() ? word.data() : "");
    sizes.push_back(word.size());
  }
  redisAppendCommandArgv(context_.get(), static_cast<int>(words.size()), starts.data(), sizes.data());
}

Result<Reply> Redis::receive() {
  void* raw = nullptr;
  if (redisGetReply(context_.get(), &raw) != REDIS_OK) {
    const bool late = context_->err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (late) knock_at_ = steady_now() + kKnockEvery;
    return tl::unexpected(lose(late ? Errc::kTimeout : Errc::kClosed));
  }
  Reply reply{static_cast<redisReply*>(raw)};
  if (static_cast<redisReply*>(raw)->type == REDIS_REPLY_ERROR) {
    const std::string refusal{(*reply).text()};
    return fail(code_of(refusal), "redis " + socket_path_, refusal);
  }
  return reply;
}

Result<Reply> Redis::command(const Words& words) {
  auto replies = pipeline({&words, 1});
  if (!replies) return tl::unexpected(std::move(replies.error()));
  return std::move(replies->front());
}

Result<Reply> Redis::query(const Words& words) {
  auto reply = command(words);
  if (!reply && reply.error().code == Errc::kClosed) reply = command(words);
  if (!reply && in_doubt(reply.error())) reply.error().code = Errc::kStoreAway;
  return reply;
}

Result<std::vector<Reply>> Redis::pipeline(std::span<const Words> commands) {
  if (auto connected = connect(); !connected) return tl::unexpected(std::move(connected.error()));
  for (const Words& words : commands) append(words);
  std::vector<Reply> replies;
  std::optional<Error> first;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    auto reply = receive();
    if (reply) {
      replies.push_back(std::move(*reply));
    } else if (!first) {
      first = std::move(reply.error());
    }
    if (!context_) break;
  }
  if (first) return tl::unexpected(std::move(*first));
  return replies;
}

Result<Reply> Redis::run(Script& script, std::initializer_list<std::string_view> keys, const Words& arguments) {
  for (bool loaded = false;; loaded = true) {
    if (script.sha1.empty()) {
      const auto sha1 = query({"SCRIPT", "LOAD", script.source});
      if (!sha1) return tl::unexpected(sha1.error());
      script.sha1 = (**sha1).text();
    }
    const auto key_count = std::to_string(keys.size());
    Words words{"EVALSHA", script.sha1, key_count};
    words.insert(words.end(), keys);
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto reply = command(words);
    if (reply || loaded || !reply.error().what.starts_with("NOSCRIPT")) return reply;
    script.sha1.clear();  // another server, or the same one started again
  }
}

}  // namespace voelspriet::store
