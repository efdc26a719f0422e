// SPDX-License-Identifier: Apache-2.0
// Where warnings come in: a file, a folder that somebody moves files into, or a page that always holds the latest. A message that is
// wrong is counted and named, and stands in nobody's way. They speak for the registered account named for this place; without one,
// each for the sender it names. Each source is called by its runner's thread only.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "feeds/core/polled_page.hpp"
#include "feeds/core/seen_hashes.hpp"
#include "feeds/core/source.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds::cap {

// A file or a folder, watched: what lies there is given to every incident, also to one that is opened later. Files are expected to be
// moved in by rename; in a folder one whose name begins with a dot is left alone. The cursor holds what was read of what lies there,
// by name and content.
class CapFileSource final : public Source {
 public:
  CapFileSource(std::filesystem::path path, const Clock& clock, std::string account = {})
      : path_(std::move(path)), clock_(clock), account_(std::move(account)) {}

  Result<void> connect(const Resume& resume, const StopFlag& stop) override;
  Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override;
  void disconnect() override {}
  bool can_give_again() const override { return true; }

 private:
  struct Stamp {
    std::uintmax_t size = 0;
    std::filesystem::file_time_type changed{};
    bool operator==(const Stamp&) const = default;
  };
  struct Known {
    Stamp stamp;
    std::uint64_t hash = 0;  // 0 = set aside: read again when it changes
  };
  using Listing = std::map<std::string, Stamp>;

  Result<Listing> list(Reading& reading) const;
  Known look_at(const std::string& name, const Stamp& stamp, Reading& reading);

  const std::filesystem::path path_;
  const Clock& clock_;
  const std::string account_;
  bool folder_ = false;
  SeenHashes seen_;
  std::map<std::string, Known> known_;  // what lay there at the last look
};

class CapPageSource final : public Source {
 public:
  CapPageSource(const net::HttpClient& client, PageOptions options, const Clock& clock, std::string account = {});

  Result<void> connect(const Resume& resume, const StopFlag& stop) override;
  Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override;
  void disconnect() override {}
  bool can_give_again() const override { return true; }

 private:
  PolledPage page_;
  const Clock& clock_;
  const std::string account_;
};

}  // namespace voelspriet::feeds::cap
