// SPDX-License-Identifier: Apache-2.0
#include "hub/config/feeds_config.hpp"

#include "hub/base/limits.hpp"
#include "hub/config/detail/table.hpp"

namespace voelspriet::config {
namespace {

using namespace detail;
using std::chrono::hours;
using std::chrono::seconds;

std::string lack_of(const SourceConfig& source) {
  const bool has_url = !source.url.empty();
  const bool has_path = !source.path.empty();
  switch (source.kind) {
    case SourceKind::kJetstream:
    case SourceKind::kRss:
      return has_url ? "" : "needs a url";
    case SourceKind::kCap:
      return has_url != has_path ? "" : "needs either a url or a path";
    case SourceKind::kReplay:
      return has_path ? "" : "needs a path";
  }
  return "";
}

const Table<SourceConfig>& source_table() {
  using C = SourceConfig;
  static const Table<C> table{
      setting("kind", &C::kind,
              choice<SourceKind>({{"jetstream", SourceKind::kJetstream},
                                  {"cap", SourceKind::kCap},
                                  {"rss", SourceKind::kRss},
                                  {"replay", SourceKind::kReplay}}),
              kRequired, "Bluesky's Jetstream, CAP 1.2 alerts, RSS or Atom, or a playbook"),
      setting("name", &C::name, text(limits::kNameMax), kRequired, "name on screen"),
      setting("url", &C::url, link({"ws", "wss", "http", "https"}), kAbsent, "where to read",
              {"jetstream", "cap", "rss"}),
      setting("path", &C::path, path(), kAbsent, "file or folder of alerts, or the playbook", {"cap", "replay"}),
      setting("account", &C::account, text(limits::kNameMax), kAbsent,
              "registered account that speaks here; none: news", {"cap", "rss"}),
      setting("interval", &C::interval, duration(seconds{1}, hours{24}), "60s", "time between two looks",
              {"cap", "rss"}),
      setting("ca_file", &C::ca_file, path(), kAbsent, "certificate authorities to trust instead of the system's",
              {"jetstream", "cap", "rss"}),
  };
  return table;
}

const Table<FeedsConfig>& feeds_table() {
  using C = FeedsConfig;
  static const Table<C> table{
      setting("hub_endpoint", &C::hub_endpoint, endpoint(), kRequired, "feeds_endpoint of the hub"),
      setting("hub_public_key", &C::hub_public_key, curve_key(), kRequired, "public key of the hub"),
      setting("key_file", &C::key_file, path(), kRequired, "key file of this process, made by `ctl keys new`"),
      setting("passphrase_file", &C::passphrase_file, path(), kRequired, "file of mode 0600 with its passphrase"),
      setting("log_level", &C::log_level, one_of({"trace", "debug", "info", "warn", "error"}), "info",
              "least level of log lines"),
      list_of("sources", &C::sources, source_table(), limits::kSourcesMax, "what to listen to", lack_of),
  };
  return table;
}

}  // namespace

Result<FeedsConfig> parse_feeds_config(std::string_view yaml, const std::filesystem::path& file) {
  return parse(yaml, file, feeds_table());
}

Result<FeedsConfig> load_feeds_config(const std::filesystem::path& file) {
  return read_text_file(file).and_then([&file](const std::string& yaml) { return parse_feeds_config(yaml, file); });
}

std::string describe_feeds_config() { return describe_table(feeds_table()); }

}  // namespace voelspriet::config
