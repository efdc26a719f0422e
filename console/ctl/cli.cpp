// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/cli.hpp"

#include <algorithm>

#include "console/ctl/detail/options.hpp"

namespace voelspriet::console::ctl {
namespace {

constexpr const char* kVersion = "voelspriet-ctl 0.1.0";

void add_options(CLI::App& app, Options& options) {
  app.add_option("--desk", options.desk, "Folder of the desk: its hub.pub says where the hub is");
  app.add_option("--hub", options.hub, "Endpoint of the hub, ipc:///… or tcp://…, instead of the one in hub.pub");
  app.add_option("--hub-key", options.hub_key_file, "A copy of hub.pub, without a folder of the desk");
  app.add_option("--key", options.key, "Your key file, or its name in the folder `keys` of the desk");
  app.add_option("--passphrase-file", options.passphrase_file,
                 "Holds the passphrase in its first line; else VOELSPRIET_PASSPHRASE, else you are asked");
  app.add_flag("--json", options.json, "One JSON object on standard output");
  app.add_option_function<std::string>(
         "--lang", [&options](const std::string& lang) { options.english = lang == "en"; }, "nl or en")
      ->check(CLI::IsMember({"nl", "en"}));
  app.add_flag("--timing", options.timing, "With status --json: how long unlocking the key took");
  detail::add_id(&app, "--incident", options.incident, "Its number; without it the newest that is open");
  app.add_option("--base", options.base, "Version of what is changed as you saw it; without it the one it has now");
  app.add_option_function<unsigned>(
      "--timeout", [&options](unsigned seconds) { options.timeout = std::chrono::seconds{seconds}; }, "Seconds to wait for the hub");
}

}  // namespace

Result<Asked> parse_cli(std::vector<std::string> args, Time now) {
  CLI::App app{"Everything a desk can do, from a terminal.", "voelspriet-ctl"};
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.fallthrough();
  Asked asked;
  add_options(app, asked.options);
  detail::add_incident_verbs(app, asked.act, now);
  detail::add_claim_verbs(app, asked.act);
  detail::add_statement_verbs(app, asked.act);
  detail::add_delivery_verbs(app, asked.act);
  detail::add_desk_verbs(app, asked.act);
  detail::add_drill_verbs(app, asked.act, now);

  std::reverse(args.begin(), args.end());  // as CLI11 wants them
  try {
    app.parse(std::move(args));
  } catch (const CLI::CallForHelp&) {
    const CLI::App* chosen = &app;
    while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
    return Asked{{}, ShowText{chosen->help()}};
  } catch (const CLI::CallForVersion&) {
    return Asked{{}, ShowText{std::string{kVersion} + "\n"}};
  } catch (const CLI::ParseError& error) {
    return fail(Errc::kBadValue, "voelspriet-ctl", error.what());
  }
  return asked;
}

}  // namespace voelspriet::console::ctl
