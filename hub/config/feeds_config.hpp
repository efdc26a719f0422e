// SPDX-License-Identifier: Apache-2.0
// What the operator of a feeds process sets, read once at start. Relative paths are taken from the folder of the file.
// Pure; any thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"

namespace voelspriet::config {

enum class SourceKind { kJetstream, kCap, kRss, kReplay };

struct SourceConfig {
  SourceKind kind = SourceKind::kJetstream;
  std::string name;
  std::string url;                  // jetstream, cap, rss
  std::filesystem::path path;       // cap: a file or a directory; replay: a playbook
  std::string account;              // cap, rss: the registered account whose alerts or bulletins these are; empty: news
  std::chrono::seconds interval{};  // cap, rss: between two looks
  std::filesystem::path ca_file;    // empty: the system's authorities
};

struct FeedsConfig {
  std::string hub_endpoint;
  std::string hub_public_key;
  std::filesystem::path key_file, passphrase_file;
  std::string log_level;
  std::vector<SourceConfig> sources;
};

// The error lists every mistake, one per line with its place; `file` names the text.
Result<FeedsConfig> parse_feeds_config(std::string_view yaml, const std::filesystem::path& file);
Result<FeedsConfig> load_feeds_config(const std::filesystem::path& file);
// The reference of all settings, in Markdown.
std::string describe_feeds_config();

}  // namespace voelspriet::config
