// SPDX-License-Identifier: Apache-2.0
#include "hub/store/snapshot.hpp"

#include <fcntl.h>

#include <algorithm>

#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/store/detail/file.hpp"
#include "hub/wire/event_codec.hpp"
#include "hub/wire/state_codec.hpp"

namespace voelspriet::store {

Result<engine::SnapshotPort::Loaded> SnapshotFile::read() {
  const auto file = detail::File::open(path_, O_RDONLY);
  if (!file) return tl::unexpected(file.error());
  const auto size = file->size();
  if (!size) return tl::unexpected(size.error());
  const auto text = file->read_at(0, *size);
  if (!text) return tl::unexpected(text.error());
  auto snapshot = wire::decode_snapshot(*text);
  if (!snapshot) return tl::unexpected(snapshot.error());
  const auto seq = snapshot->state.seq;
  const auto line = log_.read(seq, 1);
  if (!line) return tl::unexpected(line.error());
  if (line->empty() || crypto::sha256(line->front()) != snapshot->hash) {
    return fail(Errc::kConflict, "event " + std::to_string(seq), "is another one in the log");
  }
  return Loaded{std::move(snapshot->state), {seq, snapshot->hash}};
}

std::optional<engine::SnapshotPort::Loaded> SnapshotFile::load() {
  if (!std::filesystem::exists(path_)) return std::nullopt;
  auto loaded = read();
  if (loaded) return std::move(*loaded);
  log_warn("store", "snapshot ignored: " + to_string(loaded.error()));
  return std::nullopt;
}

Result<engine::SnapshotPort::Loaded> SnapshotFile::replayed(const engine::Head& head) {
  Loaded now = load().value_or(Loaded{});
  while (now.head.seq < head.seq) {
    const auto lines = log_.read(now.head.seq + 1, std::min<std::size_t>(limits::kStorePage, head.seq - now.head.seq));
    if (!lines) return tl::unexpected(lines.error());
    if (lines->empty()) return fail(Errc::kConflict, "log", "ends before event " + std::to_string(head.seq));
    for (const std::string& line : *lines) {
      const auto event = wire::decode_event(line);
      if (!event) return tl::unexpected(event.error());
      domain::evolve(now.state, *event);
    }
    now.head = head_after(now.head, *lines);
  }
  if (now.head != head) return fail(Errc::kConflict, "event " + std::to_string(head.seq), "is another one in the log");
  return now;
}

Result<void> SnapshotFile::write(const domain::State& state, const engine::Head& head) const {
  return detail::replace_file(path_, wire::encode_snapshot(state, head.hash));
}

Result<void> SnapshotFile::save(const domain::State&, const engine::Head& head) {
  if (writing_.exchange(true)) return fail(Errc::kBusy, path_.string(), "the last snapshot is still being written");
  writer_ = std::jthread{[this, head] {
    ended_(replayed(head).and_then([&](const Loaded& now) { return write(now.state, head); }));
    writing_ = false;
  }};
  return {};
}

}  // namespace voelspriet::store
