// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/options.hpp"

namespace voelspriet::console::ctl::detail {
namespace {

void add_claims(CLI::App& app, Act& act) {
  act_verb(app, "claims", "All claims of the incident, with figures", act, List{List::What::claims, 0, 0, 0});
  auto& group = *app.add_subcommand("claim", "One checkable assertion");
  group.require_subcommand(1);
  const auto show = act_verb(group, "show", "One, with its evidence", act, List{List::What::claims, 0, 0, 0});
  show.app->add_option("claim", show->number)->required();

  const auto make = command_verb<domain::MakeClaim>(group, "make", "Put one on the board", act);
  make.app->add_option("assertion", make->assertion)->required();
  add_mentions(make.app, "--mention", make->mentions, "Ordinal of one that says so; may be repeated");
  const auto take = command_verb<domain::TakeClaim>(group, "take", "Work on it", act);
  add_id(take.app, "claim", take->claim, "Its number")->required();
  const auto check = command_verb<domain::CheckClaim>(group, "check", "Begin to find out", act);
  add_id(check.app, "claim", check->claim, "Its number")->required();
  const auto reword = command_verb<domain::RewordClaim>(group, "reword", "Say better what is claimed", act);
  add_id(reword.app, "claim", reword->claim, "Its number")->required();
  reword.app->add_option("assertion", reword->assertion)->required();
  const auto close = command_verb<domain::CloseClaim>(group, "close", "Done with it", act);
  add_id(close.app, "claim", close->claim, "Its number")->required();
  close.app->add_option("--reason", close->reason)->required();
  const auto reopen = command_verb<domain::ReopenClaim>(group, "reopen", "Not done with it", act);
  add_id(reopen.app, "claim", reopen->claim, "Its number")->required();
  reopen.app->add_option("--reason", reopen->reason)->required();
  const auto merge = command_verb<domain::MergeClaims>(group, "merge", "One assertion after all", act);
  add_id(merge.app, "claim", merge->claim, "What goes")->required();
  add_id(merge.app, "into", merge->into, "What stays")->required();
  const auto split = command_verb<domain::SplitClaim>(group, "split", "Two assertions after all", act);
  add_id(split.app, "claim", split->claim, "Its number")->required();
  split.app->add_option("assertion", split->assertion, "Of the new one")->required();
  add_mentions(split.app, "--mention", split->mentions, "Ordinal of one that goes with it; may be repeated")->required();
}

void add_mentions_and_matches(CLI::App& app, Act& act) {
  const auto list = act_verb(app, "mentions", "What people say, newest first", act, List{List::What::mentions, 0, 0, 100});
  list.app->add_option("--claim", list->number, "Only of this claim");
  list.app->add_option("--before", list->before, "Only older than this ordinal");
  list.app->add_option("--limit", list->limit);

  auto& mention = *app.add_subcommand("mention", "One thing somebody said");
  mention.require_subcommand(1);
  const auto note = act_verb<TakeNote>(mention, "note", "Type one in: a call, the desk, the scene, a link", act);
  add_word(note.app, "--genre", note->genre, "phone, desk, scene or link");
  note.app->add_option("--text", note->text)->required();
  note.app->add_option("--caller", note->caller);
  note.app->add_option("--link", note->link);
  add_time(note.app, "--said-at", note->said_at, "When it was said; without it now");

  auto& match = *app.add_subcommand("match", "Mentions and claims");
  match.require_subcommand(1);
  for (const auto state : {domain::MatchState::confirmed, domain::MatchState::rejected}) {
    const bool confirm = state == domain::MatchState::confirmed;
    const auto rule = command_verb(match, confirm ? "confirm" : "reject", confirm ? "They say this" : "They do not say this", act,
                                   domain::RuleMatches{{}, {}, state});
    add_id(rule.app, "claim", rule->claim, "Its number")->required();
    add_mentions(rule.app, "mentions", rule->mentions, "Ordinals")->required();
  }
}

void add_evidence_and_verdicts(CLI::App& app, Act& act) {
  auto& evidence = *app.add_subcommand("evidence", "What a verdict rests on");
  evidence.require_subcommand(1);
  const auto add = command_verb<domain::AddEvidence>(evidence, "add", "Attach a piece", act);
  add_id(add.app, "claim", add->claim, "Its number")->required();
  add.app->add_option("--source", add->source, "Who or what says so")->required();
  add.app->add_option("--text", add->text, "What it says")->required();
  add.app->add_option("--origin", add->origin, "The independent first source; without it the source itself");
  add.app->add_option("--link", add->link);
  add.app->add_flag("--official", add->official);
  add.app->add_flag_callback("--against", [body = add.value] { body->stance = domain::Stance::contradicts; }, "It contradicts the claim");
  add.app->add_option_function<domain::Ordinal>(
      "--mention", [body = add.value](domain::Ordinal ordinal) { body->mention = domain::MentionRef{ordinal, {}}; }, "It is this mention");

  auto& verdict = *app.add_subcommand("verdict", "What is found of a claim");
  verdict.require_subcommand(1);
  const auto propose = command_verb<domain::ProposeVerdict>(verdict, "propose", "Somebody else signs", act);
  add_id(propose.app, "claim", propose->claim, "Its number")->required();
  add_word(propose.app, "verdict", propose->verdict, "confirmed, false, misleading or undetermined")->required();
  add_ids(propose.app, "--evidence", propose->evidence, "It rests on this piece; may be repeated; without it on all");
  propose.app->add_option("--note", propose->note);
  const auto sign = command_verb<domain::SignVerdict>(verdict, "sign", "What another proposed", act);
  add_id(sign.app, "claim", sign->claim, "Its number")->required();
  const auto decline = command_verb<domain::DeclineVerdict>(verdict, "decline", "What another proposed", act);
  add_id(decline.app, "claim", decline->claim, "Its number")->required();
  decline.app->add_option("--reason", decline->reason)->required();

  auto& contradiction = *app.add_subcommand("contradiction", "Two claims that cannot both hold");
  contradiction.require_subcommand(1);
  const auto raise = command_verb<domain::RaiseContradiction>(contradiction, "raise", "Say that they cannot", act);
  add_id(raise.app, "claim", raise->claim, "The one")->required();
  add_id(raise.app, "with", raise->with, "The other")->required();
  raise.app->add_option("--note", raise->note);
  const auto resolve = command_verb<domain::ResolveContradiction>(contradiction, "resolve", "Say how it is", act);
  add_id(resolve.app, "contradiction", resolve->contradiction, "Its number")->required();
  resolve.app->add_option("--resolution", resolve->resolution)->required();
}

}  // namespace

void add_claim_verbs(CLI::App& app, Act& act) {
  add_claims(app, act);
  add_mentions_and_matches(app, act);
  add_evidence_and_verdicts(app, act);
}

}  // namespace voelspriet::console::ctl::detail
