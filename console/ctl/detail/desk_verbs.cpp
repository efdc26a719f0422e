// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/options.hpp"

namespace voelspriet::console::ctl::detail {
namespace {

void add_persons(CLI::App& app, Act& act) {
  auto& group = *app.add_subcommand("persons", "Who acts");
  group.require_subcommand(1);
  act_verb(group, "list", "All of the desk", act, List{List::What::persons, 0, 0, 0});
  const auto add = command_verb<domain::AddPerson>(group, "add", "A person of the team", act);
  add.app->add_option("name", add->name)->required();
  add_words(add.app, "--role", add->roles, "analyst, editor, spokesperson, lead, observer, exercise_control; may be repeated")->required();
  const auto roles = command_verb<domain::ChangeRoles>(group, "roles", "All roles from now on", act);
  add_id(roles.app, "person", roles->person, "Their number")->required();
  add_words(roles.app, "--role", roles->roles, "May be repeated")->required();
}

void add_keys(CLI::App& app, Act& act) {
  auto& group = *app.add_subcommand("keys", "What persons and feeds prove themselves with");
  group.require_subcommand(1);
  act_verb(group, "list", "All of the desk", act, List{List::What::keys, 0, 0, 0});
  const auto fresh = act_verb<NewKey>(group, "new", "Made here; only the public half leaves this machine", act);
  auto* const person = add_id(fresh.app, "--person", fresh->person, "For this person");
  auto* const feed = fresh.app->add_option_function<std::string>(
      "--feed",
      [value = fresh.value](const std::string& name) {
        if (!value->feed) value->feed.emplace();
        value->feed->feed = name;
      },
      "For the feeds process of this name");
  feed->excludes(person);
  const auto rights = [&fresh](const char* name, auto domain::FeedRights::*list, auto parse, const char* help) {
    return fresh.app->add_option_function<std::vector<std::string>>(
        name,
        [value = fresh.value, list, parse](const auto& texts) {
          if (!value->feed) value->feed.emplace();
          for (const auto& text : texts) ((*value->feed).*list).push_back(parse(text));
        },
        help);
  };
  const auto as_is = [](const std::string& text) { return text; };
  rights("--source", &domain::FeedRights::sources, as_is, "It may deliver: bluesky, rss, cap, drill; may be repeated")->needs(feed);
  rights("--genre", &domain::FeedRights::genres, [](const std::string& text) { return parse_word<domain::Genre>(text); },
         "It may deliver: post, news, alert, bulletin; may be repeated")
      ->needs(feed);
  rights("--account", &domain::FeedRights::accounts, as_is, "It may speak for, in alerts and bulletins; may be repeated")->needs(feed);
  fresh.app->add_option("--label", fresh->label, "For people: \"Sanne de Wit, laptop\"")->required();
  fresh.app->add_option("--out", fresh->out, "The key file to write")->required();
  fresh.app->add_option("--new-passphrase-file", fresh->passphrase_file, "Holds the passphrase of the new key; else you are asked");
  const auto revoke = command_verb<domain::RevokeKey>(group, "revoke", "Nothing is heard from it or sent to it any more", act);
  revoke.app->add_option("public-key", revoke->public_key)->required();
  revoke.app->add_option("--reason", revoke->reason)->required();
}

void add_locks(CLI::App& app, Act& act) {
  auto& group = *app.add_subcommand("lock", "Who is on what");
  group.require_subcommand(1);
  const auto take = command_verb<domain::TakeLock>(group, "take", "You are on it", act);
  add_word(take.app, "kind", take->kind, "claim, statement or fact")->required();
  take.app->add_option("number", take->object)->required();
  take.app->add_flag("--take-over", take->take_over, "From whoever is");
  const auto release = command_verb<domain::ReleaseLock>(group, "release", "You are not any more", act);
  add_word(release.app, "kind", release->kind, "claim, statement or fact")->required();
  release.app->add_option("number", release->object)->required();
  const auto undo = command_verb<domain::Undo>(app, "undo", "Take an act back, by its line in the log", act);
  undo.app->add_option("line", undo->act)->required();
}

}  // namespace

void add_desk_verbs(CLI::App& app, Act& act) {
  act_verb<ShowStatus>(app, "status", "How the desk fares", act);
  add_persons(app, act);
  add_keys(app, act);
  add_locks(app, act);
  const auto tail = act_verb<Tail>(app, "tail", "The log as it grows: one event per line, its exact bytes", act);
  tail.app->add_option("--after", tail->after, "Begin behind this line; without it at the end");
  tail.app->add_option("--count", tail->count, "Stop after so many");
  const auto verify = act_verb<Verify>(app, "verify", "Check the mirror's chain, then compare it with the hub's head", act);
  verify.app->add_option("--mirror", verify->mirror, "log.jsonl")->required();
}

}  // namespace voelspriet::console::ctl::detail
