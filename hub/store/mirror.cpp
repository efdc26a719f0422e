// SPDX-License-Identifier: Apache-2.0
#include "hub/store/mirror.hpp"

#include <fcntl.h>

#include <algorithm>

#include "hub/base/limits.hpp"
#include "hub/wire/event_codec.hpp"

namespace voelspriet::store {
namespace {

std::string joined(std::span<const std::string> lines) {
  std::string bytes;
  for (const auto& line : lines) bytes.append(line).append("\n");
  return bytes;
}

}  // namespace

Result<Mirror> Mirror::open(const std::filesystem::path& path) {
  auto file = detail::File::open(path, O_RDWR | O_CREAT);
  if (!file) return tl::unexpected(file.error());
  Mirror mirror{std::move(*file)};
  if (auto found = mirror.find_last_line(); !found) return tl::unexpected(found.error());
  return mirror;
}

Result<void> Mirror::find_last_line() {
  const auto file_size = file_.size();
  if (!file_size) return tl::unexpected(file_size.error());
  file_size_ = *file_size;
  // Room for the line before a part of one, whatever their length.
  const std::uint64_t start = file_size_ - std::min<std::uint64_t>(file_size_, 2 * limits::kFrameBytesMax + 2);
  const auto tail = file_.read_at(start, file_size_ - start);
  if (!tail) return tl::unexpected(tail.error());
  const auto end = tail->rfind('\n');
  if (end == std::string::npos) {
    if (start != 0) return fail(Errc::kCorrupt, file_.path().string(), "ends in something that is no line");
    return {};  // empty, or part of the first line
  }
  const auto before = end == 0 ? std::string::npos : tail->rfind('\n', end - 1);
  const auto begin = before == std::string::npos ? 0 : before + 1;
  const std::string_view line{tail->data() + begin, end - begin};
  const auto event = wire::decode_event(line);
  if (!event) return fail(Errc::kCorrupt, file_.path().string(), "last line is no event: " + to_string(event.error()));
  head_ = {event->meta.seq, crypto::sha256(line)};
  size_ = start + end + 1;
  return {};
}

Result<void> Mirror::append(std::span<const std::string> lines) {
  const auto bytes = joined(lines);
  if (auto written = file_.write_at(size_, bytes); !written) {
    // Half a line stays half a line; whether cutting it off succeeds or not, the next append begins at the same place.
    static_cast<void>(file_.truncate(size_));
    return written;
  }
  size_ += bytes.size();
  if (size_ < file_size_) {
    if (auto cut = file_.truncate(size_); !cut) return cut;
  }
  file_size_ = size_;
  head_ = head_after(head_, lines);
  return {};
}

Result<bool> fill_mirror(Mirror& mirror, LogStore& log, const Head& head, std::size_t most) {
  const auto ahead = mirror.head().seq + (mirror.cut_short() ? 1 : 0);
  if (ahead > head.seq) {
    return fail(Errc::kMirrorAhead, "mirror",
                "holds event " + std::to_string(ahead) + ", the log ends at " + std::to_string(head.seq) +
                    ": the log has lost events. Nothing was changed; restore Redis from the mirror or move the mirror away");
  }
  if (mirror.head().seq > 0) {
    const auto same = log.read(mirror.head().seq, 1);
    if (!same) return tl::unexpected(same.error());
    if (same->empty() || crypto::sha256(same->front()) != mirror.head().hash) {
      return fail(Errc::kCorrupt, "mirror line " + std::to_string(mirror.head().seq), "is not what the log holds");
    }
  }
  for (std::size_t added = 0; mirror.head().seq < head.seq && added < most;) {
    const auto page = log.read(mirror.head().seq + 1, std::min<std::size_t>(limits::kStorePage, head.seq - mirror.head().seq));
    if (!page) return tl::unexpected(page.error());
    if (page->empty()) return fail(Errc::kCorrupt, "log", "ends before its head");
    if (auto written = mirror.append(*page); !written) return tl::unexpected(written.error());
    added += page->size();
  }
  return mirror.head() == head;
}

}  // namespace voelspriet::store
