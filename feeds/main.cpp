// SPDX-License-Identifier: Apache-2.0
// voelspriet-feeds: composes a source, a filter and a sink, and runs them until they end or a signal comes.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <variant>

#include "feeds/cli.hpp"
#include "feeds/core/filter.hpp"
#include "feeds/core/print_sink.hpp"
#include "feeds/core/runner.hpp"
#include "feeds/jetstream/source.hpp"
#include "feeds/run.hpp"
#include "hub/base/log.hpp"
#include "hub/base/signals.hpp"
#include "hub/base/stop.hpp"
#include "hub/base/time.hpp"
#include "hub/config/feeds_config.hpp"
#include "hub/crypto/random.hpp"
#include "hub/net/egress.hpp"
#include "hub/net/url.hpp"

namespace voelspriet::feeds {
namespace {

constexpr const char* kProgram = "voelspriet-feeds";
constexpr int kUsage = 2;

int usage(const Error& error) {
  fmt::print(stderr, "{}\nvoelspriet-feeds --help tells more.\n", to_string(error));
  return kUsage;
}

// One line per fault.
int broken(const Error& error) {
  fmt::print(stderr, "{}\n", to_string(error));
  return 1;
}

int perform(const ShowText& show, StopFlag&) {
  fmt::print("{}", show.text);
  return 0;
}

// There is no incident here: the terms asked for stand as the profile of one.
int perform(const PrintJetstream& asked, StopFlag& stop) {
  const auto url = net::parse_url(asked.url);
  if (!url) return usage(url.error());
  auto egress = net::EgressPolicy::live();
  egress.allow(url->host, url->port);  // typed by whoever runs this
  std::vector<IncidentProfile> profiles;
  if (!asked.terms.empty()) profiles.push_back({domain::IncidentId{1}, {asked.terms, {}, {}, {}}});
  crypto::SystemRandom random;
  const SystemClock clock;
  start_logging(kProgram, "info");
  Filter filter{asked.terms.empty() ? Filter::Keep::kAll : Filter::Keep::kMatching, random};
  if (const auto watched = filter.watch(profiles); !watched) return usage(watched.error());
  JetstreamSource source{{asked.url, egress, asked.ca_file, true}};
  PrintSink sink{stdout, asked.cursor, std::move(profiles)};
  Runner{"jetstream", source, sink, filter, clock, random}.run(stop);
  return 0;
}

int perform(const RunFeeds& asked, StopFlag& stop) {
  const auto config = config::load_feeds_config(asked.config);
  if (!config) return broken(config.error());
  if (asked.verify_only) return 0;
  start_logging(kProgram, config->log_level);
  const auto ran = run_feeds(*config, asked.speed, stop);
  return ran ? 0 : broken(ran.error());
}

}  // namespace
}  // namespace voelspriet::feeds

int main(int argc, char** argv) try {
  using namespace voelspriet;
  const auto asked = feeds::parse_cli({argv + 1, argv + argc});
  if (!asked) return feeds::usage(asked.error());
  StopFlag stop;
  const StopOnSignals signals{stop};
  return std::visit([&](const auto& one) { return feeds::perform(one, stop); }, *asked);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-feeds: {}\n", error.what());
  return 1;
}
