// SPDX-License-Identifier: Apache-2.0
#include "feeds/cap/source.hpp"

#include <fmt/format.h>

#include <fstream>

#include "feeds/cap/heard.hpp"
#include "hub/base/limits.hpp"

namespace voelspriet::feeds::cap {
namespace {

namespace fs = std::filesystem;

// At most one byte more than may be read, so that the parser says what is too large.
std::optional<std::string> bytes_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) return std::nullopt;
  std::string bytes(limits::kCapBytesMax + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

bool refuse(Reading& reading, const std::string& name, const Error& error) {
  ++reading.refused[error.code == Errc::kTooLarge ? "too_large" : "malformed"];
  reading.trouble = fmt::format("{}: {}", name, to_string(error));
  return false;
}

// True when the message was read, whether or not it is to be heard.
bool add(Reading& reading, const std::string& name, std::string_view bytes, Time now, const std::string& account) {
  const auto message = parse_cap(bytes);
  if (!message) return refuse(reading, name, message.error());
  if (!message->doubts.empty()) reading.trouble = fmt::format("{}: {}", name, message->doubts.front());
  reading.items.push_back(to_item(*message, now));
  if (auto& mention = reading.items.back().mention; mention && !account.empty()) mention->account = account;
  return true;
}

}  // namespace

Result<void> CapFileSource::connect(const Resume& resume, const StopFlag&) {
  std::error_code error;
  const auto status = fs::status(path_, error);
  folder_ = fs::is_directory(status);
  if (!folder_ && !fs::is_regular_file(status)) return fail(Errc::kNotFound, path_.string(), "is no file or folder");
  seen_ = resume.again ? SeenHashes{} : SeenHashes::parse(resume.cursor);
  known_.clear();
  return {};
}

Result<CapFileSource::Listing> CapFileSource::list(Reading& reading) const {
  Listing listing;
  std::error_code error;
  const auto add_entry = [&](const fs::directory_entry& entry) {
    std::error_code gone;  // between listing and asking: not there
    const Stamp stamp{entry.file_size(gone), entry.last_write_time(gone)};
    if (!gone) listing.emplace(entry.path().filename().string(), stamp);
  };
  if (!folder_) {
    add_entry(fs::directory_entry{path_, error});
  } else {
    for (const auto& entry : fs::directory_iterator{path_, error}) {
      std::error_code unknown;
      if (entry.path().filename().native().starts_with('.') || !entry.is_regular_file(unknown)) continue;
      if (listing.size() == limits::kCapFilesMax) {
        reading.trouble = fmt::format("{} holds more than {} files: move old ones away", path_.string(), limits::kCapFilesMax);
        break;
      }
      add_entry(entry);
    }
  }
  if (error) return fail(Errc::kIo, path_.string(), error.message());
  return listing;
}

CapFileSource::Known CapFileSource::look_at(const std::string& name, const Stamp& stamp, Reading& reading) {
  const auto bytes = bytes_of(folder_ ? path_ / name : path_);
  if (!bytes) {
    ++reading.refused["unreadable"];
    reading.trouble = name + ": cannot be opened";
    return {stamp, 0};
  }
  const auto hash = short_hash(name + '\n' + *bytes);
  const bool fine = seen_.contains(hash) || add(reading, name, *bytes, clock_.now(), account_);
  return {stamp, fine ? hash : 0};
}

Result<Reading> CapFileSource::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  Reading reading;
  auto listing = list(reading);
  if (!listing) return tl::unexpected(listing.error());
  std::map<std::string, Known> now_known;
  std::vector<std::uint64_t> hashes;
  for (const auto& [name, stamp] : *listing) {
    const auto before = known_.find(name);
    const bool same = before != known_.end() && before->second.stamp == stamp;
    const Known known = same ? before->second : look_at(name, stamp, reading);
    if (known.hash != 0) hashes.push_back(known.hash);
    now_known.emplace(name, known);
  }
  known_ = std::move(now_known);
  seen_.renew(hashes);
  if (!reading.items.empty()) reading.cursor = seen_.text();
  if (reading.items.empty() && reading.refused.empty()) stop.wait_until(deadline);
  return reading;
}

CapPageSource::CapPageSource(const net::HttpClient& client, PageOptions options, const Clock& clock, std::string account)
    : page_(client, std::move(options)), clock_(clock), account_(std::move(account)) {}

Result<void> CapPageSource::connect(const Resume& resume, const StopFlag&) {
  page_.resume(resume.again ? std::string_view{} : resume.cursor);
  return {};
}

Result<Reading> CapPageSource::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  auto page = page_.next(deadline, stop);
  if (!page) return tl::unexpected(page.error());
  Reading reading;
  reading.ended = page_.gone();
  if (page_.gone()) reading.trouble = "the page is gone for good (410)";
  if (*page) {
    add(reading, (*page)->url, (*page)->body, clock_.now(), account_);
    reading.cursor = page_.state();
  }
  return reading;
}

}  // namespace voelspriet::feeds::cap
