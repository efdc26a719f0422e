// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/options.hpp"

namespace voelspriet::console::ctl::detail {
namespace {

void add_profile(CLI::App* app, domain::WatchProfile& profile) {
  app->add_option("--term", profile.terms, "Word or phrase to listen for; may be repeated");
  app->add_option("--hashtag", profile.hashtags, "Without '#'; may be repeated");
  app->add_option("--account", profile.accounts, "Kept whatever it says; may be repeated");
  app->add_option("--exclude", profile.exclusions, "A text with this is dropped; may be repeated");
}

}  // namespace

void add_incident_verbs(CLI::App& app, Act& act, Time now) {
  auto& group = *app.add_subcommand("incident", "What the team works on");
  group.require_subcommand(1);
  act_verb(group, "list", "All of them", act, List{List::What::incidents, 0, 0, 0});

  domain::OpenIncident fresh;
  fresh.ends_at = now + std::chrono::hours{24};
  const auto open = command_verb(group, "open", "Begin one; listening needs a reason, a ground and an end", act, std::move(fresh));
  open.app->add_option("--title", open->title)->required();
  open.app->add_option("--place", open->place.name);
  open.app->add_option("--lat", open->place.lat, "Degrees, WGS 84");
  open.app->add_option("--lon", open->place.lon, "Degrees, WGS 84");
  open.app->add_option("--level", open->level, "\"GRIP 2\"");
  open.app->add_option("--reason", open->reason, "The concrete occasion")->required();
  open.app->add_option("--ground", open->ground, "The legal ground to listen")->required();
  open.app->add_option_function<unsigned>(
      "--hours", [now, body = open.value](unsigned hours) { body->ends_at = now + std::chrono::hours{hours}; },
      "Until it ends by itself; 24 without it");
  add_profile(open.app, open->profile);

  const auto change = command_verb<domain::ChangeIncident>(group, "change", "What is given; the rest stays", act);
  change.app->add_option("--title", change->title);
  change.app->add_option("--level", change->level);
  change.app->add_option_function<std::string>(
      "--place", [body = change.value](const std::string& name) { body->place = domain::Place{name, {}, {}}; });
  add_time(change.app, "--until", change->ends_at, "When it ends by itself");

  const auto profile = command_verb<domain::SetProfile>(group, "profile", "What to listen for from now on, as a whole", act);
  add_profile(profile.app, profile->profile);

  const auto close = command_verb<domain::CloseIncident>(group, "close", "End it", act);
  close.app->add_option("--reason", close->reason)->required();

  const auto reopen = command_verb<domain::ReopenIncident>(group, "reopen", "Take up one that was closed; say which with --incident", act);
  reopen.app->add_option("--reason", reopen->reason)->required();
  add_time(reopen.app, "--until", reopen->ends_at, "When it ends by itself, if what was set has passed");
}

}  // namespace voelspriet::console::ctl::detail
