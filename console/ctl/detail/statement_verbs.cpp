// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/options.hpp"

namespace voelspriet::console::ctl::detail {
namespace {

void add_relation(CLI::App* app, const char* name, domain::Relation relation, WordingChange& change) {
  app->add_option_function<std::uint32_t>(
      name,
      [relation, &change](std::uint32_t target) {
        change.relation = relation;
        change.target = {target};
      },
      "The statement it does that to");
}

void add_wording(CLI::App* app, WordingChange& change) {
  app->add_option("--title", change.title);
  auto* const text = app->add_option("--text", change.text);
  app->add_option("--text-file", change.text_file, "A file with the text; - is standard input")->excludes(text);
  app->add_option("--language", change.language, "nl without it");
  app->add_option_function<std::vector<std::string>>(
      "--goal",
      [&change](const auto& words) {
        change.goals.emplace();
        for (const auto& word : words) change.goals->push_back(parse_word<domain::Goal>(word));
      },
      "inform, instruct or give_meaning; may be repeated");
  add_ids(app, "--claim", change.claims, "Claim it is about; may be repeated");
  add_ids(app, "--fact", change.facts, "Fact it rests on; may be repeated");
  add_relation(app, "--corrects", domain::Relation::corrects, change);
  add_relation(app, "--supplements", domain::Relation::supplements, change);
  add_relation(app, "--withdraws", domain::Relation::withdraws, change);
  app->add_option("--channel", change.channels, "Only on this channel; may be repeated");
  app->add_option_function<std::vector<std::string>>(
      "--variant",
      [&change](const auto& pairs) {
        for (const std::string& pair : pairs) {
          const auto split = pair.find('=');
          if (split == std::string::npos) throw CLI::ValidationError(pair + " is not CHANNEL=TEXT");
          change.texts.push_back({pair.substr(0, split), "nl", pair.substr(split + 1)});
        }
      },
      "CHANNEL=TEXT, other words for one channel; may be repeated");
}

void add_approval(CLI::App& group, Act& act, const char* name, const char* help, bool release) {
  const auto verb = act_verb(group, name, help, act, Approve{{}, release, "", false, {}});
  add_id(verb.app, "statement", verb->statement, "Its number")->required();
  auto* const words = verb.app->add_option("--words", verb->words, "The six check words, as you heard or read them");
  verb.app->add_flag("--yes", verb->yes, "You have read exactly these bytes")->excludes(words);
  verb.app->add_option("--channel", verb->channels, "Only on this channel; may be repeated");
}

}  // namespace

void add_statement_verbs(CLI::App& app, Act& act) {
  auto& fact = *app.add_subcommand("fact", "A value the team stands for");
  fact.require_subcommand(1);
  act_verb(fact, "list", "All of the incident", act, List{List::What::facts, 0, 0, 0});
  const auto add = command_verb<domain::RegisterFact>(fact, "add", "Stand for one", act);
  add_word(add.app, "kind", add->kind, "phone, link, address, time, amount or text")->required();
  add.app->add_option("value", add->value)->required();
  add.app->add_option("--label", add->label);
  add.app->add_option("--source", add->source)->required();
  add_time(add.app, "--until", add->valid_until, "When it stops to hold");
  const auto withdraw = command_verb<domain::WithdrawFact>(fact, "withdraw", "It does not hold any more", act);
  add_id(withdraw.app, "fact", withdraw->fact, "Its number")->required();
  withdraw.app->add_option("--reason", withdraw->reason)->required();

  auto& group = *app.add_subcommand("statement", "What we say");
  group.require_subcommand(1);
  act_verb(group, "list", "All of the incident", act, List{List::What::statements, 0, 0, 0});
  const auto show = act_verb(group, "show", "One, with the bytes per channel", act, List{List::What::statements, 0, 0, 0});
  show.app->add_option("statement", show->number)->required();
  const auto draft = act_verb<Write>(group, "draft", "Begin one", act);
  add_wording(draft.app, draft->change);
  const auto edit = act_verb<Write>(group, "edit", "What is given; the rest stays", act);
  add_id(edit.app, "statement", edit->statement, "Its number")->required();
  add_wording(edit.app, edit->change);
  const auto submit = command_verb<domain::SubmitStatement>(group, "submit", "Freeze the bytes per channel; somebody else approves", act);
  add_id(submit.app, "statement", submit->statement, "Its number")->required();
  const auto back = command_verb<domain::ReturnStatement>(group, "return", "Back to its authors", act);
  add_id(back.app, "statement", back->statement, "Its number")->required();
  back.app->add_option("--reason", back->reason)->required();
  add_approval(group, act, "approve", "Shows the exact bytes and their six check words; sends with --words or --yes", false);
  add_approval(group, act, "release", "The same as an earlier author, after a spokesperson mended a word", true);
}

void add_delivery_verbs(CLI::App& app, Act& act) {
  auto& group = *app.add_subcommand("delivery", "On their way, and arrived");
  group.require_subcommand(1);
  const auto list = act_verb(group, "list", "All of the incident", act, List{List::What::deliveries, 0, 0, 0});
  list.app->add_option("--statement", list->number, "Only of this one");
  const auto retry = command_verb<domain::RetryDelivery>(group, "retry", "What failed, or was not there", act);
  add_id(retry.app, "delivery", retry->delivery, "Its number")->required();
  retry.app->add_option("--reason", retry->reason);
  const auto report = command_verb<domain::ReportDelivery>(group, "report", "Posted by hand, or looked at", act);
  add_id(report.app, "delivery", report->delivery, "Its number")->required();
  report.app->add_flag("--arrived,!--missing", report->arrived, "It is there, or it is not")->required();
  report.app->add_option("--proof", report->proof, "Link where everybody can see it");
  report.app->add_option("--reason", report->reason);
  const auto look = command_verb<domain::LookDelivery>(group, "look", "Ask the channel whether it is there", act);
  add_id(look.app, "delivery", look->delivery, "Its number")->required();

  auto& brake = *app.add_subcommand("brake", "Stop of all channels");
  brake.require_subcommand(1);
  const auto pull = command_verb<domain::PullBrake>(brake, "pull", "Nothing leaves any more", act);
  pull.app->add_option("--reason", pull->reason)->required();
  const auto release = command_verb<domain::ReleaseBrake>(brake, "release", "What is approved leaves again", act);
  release.app->add_option("--reason", release->reason)->required();
}

}  // namespace voelspriet::console::ctl::detail
