// SPDX-License-Identifier: Apache-2.0
#include "feeds/cli.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "hub/config/feeds_config.hpp"

namespace voelspriet::feeds {
namespace {

constexpr const char* kVersion = "voelspriet-feeds 0.1.0";

}  // namespace

Result<Asked> parse_cli(std::vector<std::string> args) {
  CLI::App app{"Hears sources for a Voelspriet desk. What matches no watch profile never leaves this process.",
               "voelspriet-feeds"};
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);

  PrintJetstream print;
  bool to_stdout = false, all = false;
  auto* jetstream = app.add_subcommand("jetstream", "Print new Bluesky posts, one JSON object per line");
  jetstream->add_option("--url", print.url, "ws:// or wss:// address of /subscribe")->required();
  jetstream->add_option("--ca-file", print.ca_file, "PEM of authorities to trust instead of the system's");
  jetstream->add_option("--cursor", print.cursor, "Where to begin; without it with what comes now");
  jetstream->add_flag("--stdout", to_stdout, "Write to standard output instead of a hub")->required();
  auto* every = jetstream->add_flag("--all", all, "Every post");
  auto* terms = jetstream->add_option("--term", print.terms,
                                      "Only posts with this word or phrase, and their threads; may be repeated");
  every->excludes(terms);

  RunFeeds run;
  bool describe = false;
  auto* feeds = app.add_subcommand("run", "Feed a hub from everything a configuration names");
  auto* config = feeds->add_option("--config", run.config, "YAML");
  feeds->add_flag("--verify", run.verify_only, "Only read the configuration and name all its faults")->needs(config);
  feeds->add_flag("--describe", describe, "Print what a configuration may hold")->excludes(config);
  feeds->add_option("--speed", run.speed, "Drill seconds per second, of playbooks")->check(CLI::Range(0.01, 10'000.0));

  std::reverse(args.begin(), args.end());  // as CLI11 wants them
  try {
    app.parse(std::move(args));
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return ShowText{chosen.empty() ? app.help() : chosen.front()->help()};
  } catch (const CLI::CallForVersion&) {
    return ShowText{std::string{kVersion} + "\n"};
  } catch (const CLI::ParseError& error) {
    return fail(Errc::kBadValue, "voelspriet-feeds", error.what());
  }
  if (describe) return ShowText{config::describe_feeds_config()};
  if (feeds->parsed()) {
    if (run.config.empty()) return fail(Errc::kBadValue, "voelspriet-feeds run", "say --config FILE, or --describe");
    return run;
  }
  if (!all && print.terms.empty())
    return fail(Errc::kBadValue, "voelspriet-feeds jetstream", "say --all, or --term WORD");
  return print;
}

}  // namespace voelspriet::feeds
