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
#include "hub/base/log.hpp"
#include "hub/base/signals.hpp"
#include "hub/base/stop.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/random.hpp"
#include "hub/net/egress.hpp"
#include "hub/net/url.hpp"

namespace voelspriet::feeds {
namespace {

constexpr int kUsage = 2;

int usage(const Error& error) {
  fmt::print(stderr, "{}\nvoelspriet-feeds --help tells more.\n", to_string(error));
  return kUsage;
}

int perform(const ShowText& show, const StopFlag&) {
  fmt::print("{}", show.text);
  return 0;
}

// There is no incident here: the terms asked for stand as the profile of one.
int perform(const PrintJetstream& asked, const StopFlag& stop) {
  const auto url = net::parse_url(asked.url);
  if (!url) return usage(url.error());
  auto egress = net::EgressPolicy::live();
  egress.allow(url->host, url->port);  // typed by whoever runs this
  std::vector<IncidentProfile> profiles;
  if (!asked.terms.empty()) profiles.push_back({domain::IncidentId{1}, {asked.terms, {}, {}, {}}});
  crypto::SystemRandom random;
  const SystemClock clock;
  Filter filter{asked.terms.empty() ? Filter::Keep::kAll : Filter::Keep::kMatching, random};
  if (const auto watched = filter.watch(profiles); !watched) return usage(watched.error());
  JetstreamSource source{{asked.url, egress, asked.ca_file, true}};
  PrintSink sink{stdout, asked.cursor, std::move(profiles)};
  Runner{"jetstream", source, sink, filter, clock, random}.run(stop);
  return 0;
}

}  // namespace
}  // namespace voelspriet::feeds

int main(int argc, char** argv) try {
  using namespace voelspriet;
  const auto asked = feeds::parse_cli({argv + 1, argv + argc});
  if (!asked) return feeds::usage(asked.error());
  start_logging("voelspriet-feeds", "info");
  StopFlag stop;
  const StopOnSignals signals{stop};
  return std::visit([&](const auto& one) { return feeds::perform(one, stop); }, *asked);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-feeds: {}\n", error.what());
  return 1;
}
