// SPDX-License-Identifier: Apache-2.0
#include "hub/config/hub_config.hpp"

#include "hub/base/limits.hpp"
#include "hub/config/detail/table.hpp"

namespace voelspriet::config {
namespace {

using namespace detail;

const Table<ChannelConfig>& channel_table() {
  using C = ChannelConfig;
  static const Table<C> table{
      setting("kind", &C::kind,
              choice<ChannelKind>(
                  {{"web", ChannelKind::kWeb}, {"webhook", ChannelKind::kWebhook}, {"manual", ChannelKind::kManual}}),
              kRequired, "how it goes out: static pages, a signed POST, or a person who posts it"),
      setting("name", &C::name, text(limits::kNameMax), kRequired,
              "name on screen; part of what is approved, so keep it"),
      setting("audience", &C::audience, text(limits::kNameMax), kRequired,
              "to whom, as people read it; part of what is approved"),
      setting("url", &C::url, link({"http", "https"}), kRequired, "where the pages are served, or where is posted to",
              {"web", "webhook"}),
      setting("page_dir", &C::page_dir, path(), kRequired, "folder that the web server serves", {"web"}),
      setting("secret_file", &C::secret_file, path(), kRequired,
              "file of mode 0600 with the 64 hex digits of the HMAC key", {"webhook"}),
      setting("ca_file", &C::ca_file, path(), kAbsent, "certificate authorities to trust instead of the system's",
              {"webhook"}),
      setting("characters_max", &C::characters_max, count(0, 100'000), "0",
              "longest text as people count characters; 0 is no limit", {"manual"}),
  };
  return table;
}

const Table<HubConfig>& hub_table() {
  using C = HubConfig;
  static const Table<C> table{
      setting("desk", &C::desk, text(limits::kNameMax), kRequired, "name of the organisation, on every page"),
      setting("exercise", &C::exercise, flag(), kRequired,
              "true: a hub for drills, which reaches nobody and marks all as OEFENING"),
      setting("language", &C::language, one_of({"nl", "en"}), "nl", "language of what the desk says by default"),
      setting("data_dir", &C::data_dir, path(), kRequired, "folder of mirror, snapshots and keys"),
      setting("log_socket", &C::log_socket, path(), kRequired, "unix socket of the Redis that holds the log"),
      setting("mentions_socket", &C::mentions_socket, path(), kRequired,
              "unix socket of the Redis that holds mentions"),
      setting("mentions_budget_mib", &C::mentions_budget_mib, count(16, 65'536), "512",
              "memory for the mentions of one incident"),
      setting("console_endpoint", &C::console_endpoint, endpoint(), kRequired, "where consoles and ctl connect"),
      setting("feeds_endpoint", &C::feeds_endpoint, endpoint(), kRequired, "where feeds connect"),
      setting("gateway_listen", &C::gateway_listen, listener(), "127.0.0.1:8790",
              "where /health and /metrics are served"),
      setting("log_level", &C::log_level, one_of({"trace", "debug", "info", "warn", "error"}), "info",
              "least level of log lines"),
      list_of("channels", &C::channels, channel_table(), limits::kChannelsMax, "the ways out"),
  };
  return table;
}

}  // namespace

Result<HubConfig> parse_hub_config(std::string_view yaml, const std::filesystem::path& file) {
  return parse(yaml, file, hub_table());
}

Result<HubConfig> load_hub_config(const std::filesystem::path& file) {
  return read_text_file(file).and_then([&file](const std::string& yaml) { return parse_hub_config(yaml, file); });
}

std::string describe_hub_config() { return describe_table(hub_table()); }

}  // namespace voelspriet::config
