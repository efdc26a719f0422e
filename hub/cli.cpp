// SPDX-License-Identifier: Apache-2.0
#include "hub/cli.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "hub/config/hub_config.hpp"

namespace voelspriet::hub {
namespace {

constexpr const char* kVersion = "voelspriet-hub 0.1.0";

}  // namespace

Result<Asked> parse_cli(std::vector<std::string> args) {
  CLI::App app{"Holds the log of a Voelspriet desk, decides commands, hears feeds and sends what was approved.", "voelspriet-hub"};
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);

  Init init;
  auto* found = app.add_subcommand("init", "Found a desk: make the hub's key and the first lead's key, write line 1 of the log");
  found->add_option("--desk", init.desk, "Folder of the desk, with hub.yaml")->required();
  found->add_option("--lead", init.lead, "Name of the first lead")->required();
  found->add_option("--key", init.key_file, "File to write the lead's key to")->required();
  found->add_option("--passphrase-file", init.passphrase_file, "File whose first line locks that key")->required();

  Serve serve;
  std::string drill_start;
  auto* run = app.add_subcommand("serve", "Run the hub of a desk until SIGTERM");
  run->add_option("--desk", serve.desk, "Folder of the desk, with hub.yaml")->required();
  auto* start = run->add_option("--drill-start", drill_start, "Wall time at which the drill clock stands at zero (RFC 3339)");
  run->add_option("--drill-speed", serve.drill_speed, "Drill seconds per second")->needs(start)->check(CLI::PositiveNumber);

  Verify verify;
  auto* check = app.add_subcommand("verify", "Check the configuration of a desk and say all that is wrong with it");
  check->add_option("--desk", verify.desk, "Folder of the desk, with hub.yaml")->required();
  auto* describe = app.add_subcommand("describe", "Print the reference of all settings in hub.yaml");

  std::reverse(args.begin(), args.end());  // as CLI11 wants them
  try {
    app.parse(std::move(args));
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return ShowText{chosen.empty() ? app.help() : chosen.front()->help()};
  } catch (const CLI::CallForVersion&) {
    return ShowText{std::string{kVersion} + "\n"};
  } catch (const CLI::ParseError& error) {
    return fail(Errc::kBadValue, "voelspriet-hub", error.what());
  }
  if (describe->parsed()) return ShowText{config::describe_hub_config()};
  if (check->parsed()) return verify;
  if (found->parsed()) return init;
  if (!drill_start.empty()) {
    serve.drill_start = parse_rfc3339(drill_start);
    if (!serve.drill_start) return fail(Errc::kBadValue, "--drill-start", "is not a time like 2026-11-21T13:52:00Z");
  }
  return serve;
}

}  // namespace voelspriet::hub
