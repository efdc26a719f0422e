// SPDX-License-Identifier: Apache-2.0
#include "feeds/run.hpp"

#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include "feeds/cap/source.hpp"
#include "feeds/core/filter.hpp"
#include "feeds/core/hub_sink.hpp"
#include "feeds/core/runner.hpp"
#include "feeds/jetstream/source.hpp"
#include "feeds/replay/replay_source.hpp"
#include "feeds/rss/source.hpp"
#include "hub/base/limits.hpp"
#include "hub/base/log.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/crypto/random.hpp"
#include "hub/net/address.hpp"
#include "hub/net/egress.hpp"
#include "hub/net/http_client.hpp"
#include "hub/net/url.hpp"
#include "hub/playbook/playbook.hpp"

namespace voelspriet::feeds {
namespace {

using config::SourceConfig;
using config::SourceKind;

struct Feed {
  std::unique_ptr<net::HttpClient> client;  // of pages; outlives the source
  std::unique_ptr<Source> source;
  Filter::Keep keep = Filter::Keep::kAll;
  const char* provenance = "";  // as its mentions name their source
};

// What an exercise may hear: drills, files, and servers on this machine.
bool fits_exercise(const SourceConfig& config) {
  if (config.url.empty()) return true;
  const auto url = net::parse_url(config.url);
  if (!url) return false;
  const auto address = net::parse_address(url->host);
  return address ? net::is_loopback(*address) : url->host == "localhost";
}

// Any global address, and what the operator wrote down.
net::EgressPolicy egress_for(const SourceConfig& config) {
  auto egress = net::EgressPolicy::live();
  if (const auto url = net::parse_url(config.url)) egress.allow(url->host, url->port);
  return egress;
}

Feed make_jetstream(const SourceConfig& config) {
  JetstreamOptions options{config.url, egress_for(config), config.ca_file, false};
  return {nullptr, std::make_unique<JetstreamSource>(std::move(options)), Filter::Keep::kMatching, "bluesky"};
}

Feed make_cap(const SourceConfig& config, const Clock& clock) {
  if (!config.path.empty()) {
    return {nullptr, std::make_unique<cap::CapFileSource>(config.path, clock, config.account), Filter::Keep::kAll, "cap"};
  }
  auto client = std::make_unique<net::HttpClient>(egress_for(config), config.ca_file);
  PageOptions page{config.url, config.interval, "application/cap+xml, application/xml, text/xml", limits::kCapBytesMax};
  auto source = std::make_unique<cap::CapPageSource>(*client, std::move(page), clock, config.account);
  return {std::move(client), std::move(source), Filter::Keep::kAll, "cap"};
}

// News is what others write; a bulletin is a partner's, whatever its words.
Feed make_rss(const SourceConfig& config, const Clock& clock) {
  auto client = std::make_unique<net::HttpClient>(egress_for(config), config.ca_file);
  const auto keep = config.account.empty() ? Filter::Keep::kMatching : Filter::Keep::kAll;
  rss::RssOptions options{
      {config.url, config.interval, "application/atom+xml, application/rss+xml, application/xml, text/xml",
       limits::kSyndicationBytesMax},
      config.account};
  auto source = std::make_unique<rss::RssSource>(*client, std::move(options), clock);
  return {std::move(client), std::move(source), keep, "rss"};
}

Result<Feed> make_replay(const SourceConfig& config, double speed, const Clock& clock) {
  std::ifstream file{config.path};
  if (!file) return fail(Errc::kIo, config.path, "cannot be read");
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  auto book = playbook::parse_playbook(text, config.path.string());
  if (!book) return tl::unexpected(book.error());
  return Feed{nullptr, std::make_unique<replay::ReplaySource>(std::move(*book), speed, clock), Filter::Keep::kAll,
              "drill"};
}

Result<Feed> make_feed(const SourceConfig& config, double speed, const Clock& clock) {
  switch (config.kind) {
    case SourceKind::kJetstream:
      return make_jetstream(config);
    case SourceKind::kCap:
      return make_cap(config, clock);
    case SourceKind::kRss:
      return make_rss(config, clock);
    case SourceKind::kReplay:
      return make_replay(config, speed, clock);
  }
  return fail(Errc::kInternal, config.name, "no such kind of source");
}

Result<crypto::CurveKeyPair> unlock(const config::FeedsConfig& config) {
  const auto file = crypto::load_key_file(config.key_file);
  if (!file) return tl::unexpected(file.error());
  const auto passphrase = crypto::load_passphrase(config.passphrase_file);
  if (!passphrase) return tl::unexpected(passphrase.error());
  return crypto::unlock_key(*file, *passphrase);
}

// What a thread of a feed does. A feed that breaks takes the process along: whoever watches it starts it again.
void run_one(const std::string& name, Feed& feed, Sink& sink, const Clock& clock, StopFlag& stop) try {
  crypto::SystemRandom random;
  Filter filter{feed.keep, random};
  Runner{name, *feed.source, sink, filter, clock, random}.run(stop);
} catch (const std::exception& error) {
  log_error(name, error.what());
  stop.request();
}

}  // namespace

Result<void> run_feeds(const config::FeedsConfig& config, double speed, StopFlag& stop) {
  const SystemClock clock;
  HubLineSettings settings{config.hub_endpoint, config.hub_public_key, {}, "feeds 0.1.0", {}};
  std::vector<Feed> feeds;
  for (const auto& source : config.sources) {
    auto feed = make_feed(source, speed, clock);
    if (!feed) return tl::unexpected(feed.error());
    settings.feeds.push_back({source.name, feed->provenance, source.kind != SourceKind::kReplay, fits_exercise(source)});
    feeds.push_back(std::move(*feed));
  }
  auto keys = unlock(config);
  if (!keys) return tl::unexpected(keys.error());
  settings.keys = std::move(*keys);
  const auto line = HubLine::start(std::move(settings));
  if (!line) return tl::unexpected(line.error());
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    threads.emplace_back([&, i] { run_one(config.sources[i].name, feeds[i], (*line)->sink(i), clock, stop); });
  }
  for (auto& thread : threads) thread.join();
  return {};
}

}  // namespace voelspriet::feeds
