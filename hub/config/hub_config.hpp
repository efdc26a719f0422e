// SPDX-License-Identifier: Apache-2.0
// What the operator of a hub sets, read once at start. Relative paths are taken from the folder of the file. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"

namespace voelspriet::config {

enum class ChannelKind { kWeb, kWebhook, kManual };

struct ChannelConfig {
  ChannelKind kind = ChannelKind::kManual;
  std::string name;
  std::string audience;               // to whom, as people read it; part of what is approved
  std::string url;                    // web: where page_dir is served; webhook: where it is posted
  std::filesystem::path page_dir;     // web
  std::filesystem::path secret_file;  // webhook
  std::filesystem::path ca_file;      // webhook; empty: the system's authorities
  std::int64_t characters_max = 0;    // manual; 0: no limit
};

struct HubConfig {
  std::string desk;
  bool exercise = false;
  std::string language;
  std::filesystem::path data_dir;
  std::filesystem::path log_socket, mentions_socket;
  std::int64_t mentions_budget_mib = 0;  // per incident
  std::string console_endpoint, feeds_endpoint;
  std::string gateway_listen;
  std::string log_level;
  std::vector<ChannelConfig> channels;
};

// The error lists every mistake, one per line with its place; `file` names the text.
Result<HubConfig> parse_hub_config(std::string_view yaml, const std::filesystem::path& file);
Result<HubConfig> load_hub_config(const std::filesystem::path& file);
// The reference of all settings, in Markdown.
std::string describe_hub_config();

}  // namespace voelspriet::config
