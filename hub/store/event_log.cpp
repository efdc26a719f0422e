// SPDX-License-Identifier: Apache-2.0
#include "hub/store/event_log.hpp"

#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/base/time.hpp"
#include "hub/store/detail/state.hpp"

namespace voelspriet::store {
namespace {

constexpr std::size_t kLinesPerMend = 10 * limits::kStorePage;  // some tens of milliseconds, between two appends

}  // namespace

Result<std::unique_ptr<EventLog>> EventLog::open(const Settings& settings) {
  LogStore log{settings.socket_path, settings.timeout};
  const auto head = log.open();
  if (!head) return tl::unexpected(head.error());
  auto mirror = Mirror::open(settings.mirror);
  if (!mirror) return tl::unexpected(mirror.error());
  const auto filled = fill_mirror(*mirror, log, *head);
  const bool full = !filled && filled.error().code == Errc::kStoreFull;
  if (!filled && !full) return tl::unexpected(filled.error());
  std::unique_ptr<EventLog> opened{new EventLog{std::move(log), std::move(*mirror)}};
  opened->mirror_behind_ = full;
  return opened;
}

EventLog::~EventLog() {
  if (auto synced = mirror_.sync(); !synced) log_error("store", to_string(synced.error()));
}

template <class T>
Result<T> EventLog::noted(Result<T> outcome) {
  state_ = detail::state_after(outcome);
  return outcome;
}

Result<void> EventLog::append(const std::vector<std::string>& events, const Head& head) {
  auto appended = noted(log_.append(events, head));
  if (appended) follow(events, head);
  return appended;
}

Result<bool> EventLog::settle(const Head& before, const Head& intended) {
  auto settled = noted(log_.settle(before, intended));
  if (settled && *settled) mend(intended);
  return settled;
}

Result<std::vector<std::string>> EventLog::read(domain::Sequence after, std::size_t limit) { return noted(log_.read(after + 1, limit)); }

Result<Head> EventLog::head() { return noted(log_.head()); }

void EventLog::follow(const std::vector<std::string>& events, const Head& head) {
  const auto now = steady_now();
  if (mirror_.head() != head) {
    if (now >= mended_at_ + limits::kMirrorSyncEvery) mend(head_after(head, events));
    return;
  }
  auto written = mirror_.append(events);
  if (written && now >= synced_at_ + limits::kMirrorSyncEvery) {
    synced_at_ = now;
    written = mirror_.start_sync();
  }
  if (written) return;
  mended_at_ = now;
  mirror_behind_ = mirror_.head() != head_after(head, events);
  log_error("store", "mirror: " + to_string(written.error()));
}

void EventLog::mend(const Head& head) {
  mended_at_ = steady_now();
  const auto filled = fill_mirror(mirror_, log_, head, kLinesPerMend);
  mirror_behind_ = !filled || !*filled;
  if (!filled) log_error("store", "mirror: " + to_string(filled.error()));
}

}  // namespace voelspriet::store
