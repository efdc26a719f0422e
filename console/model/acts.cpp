// SPDX-License-Identifier: Apache-2.0
// What each key means where the person is.
#include <algorithm>

#include "console/model/closed.hpp"
#include "console/model/console_model.hpp"
#include "console/model/words.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

// The id `step` rows further, staying inside.
template <class Rows, class Id, class Get>
Id stepped(const Rows& rows, Id id, int step, Get get) {
  if (rows.empty()) return id;
  const auto at = std::ranges::find(rows, id, get);
  const auto index = at == rows.end() ? 0 : (at - rows.begin()) + step;
  return std::invoke(get, rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(index, 0, std::ssize(rows) - 1))]);
}

void append_utf8(std::string& text, char32_t character) {
  const auto byte = [&](char32_t bits) { text.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0 | (character >> 6));
  } else if (character < 0x10000) {
    byte(0xE0 | (character >> 12));
    byte(0x80 | ((character >> 6) & 0x3F));
  } else {
    byte(0xF0 | (character >> 18));
    byte(0x80 | ((character >> 12) & 0x3F));
    byte(0x80 | ((character >> 6) & 0x3F));
  }
  byte(0x80 | (character & 0x3F));
}

}  // namespace

// Text typed before the window has given the keyboard to a field that was just opened goes into that field all the same.
bool ConsoleModel::press_key(const KeyPress& press) {
  const Where at = where();
  if (const auto meant = act_for(press, at)) {
    act(*meant);
    return *meant != Act::undo_words;
  }
  if (!at.field || field_ready || press.character == 0) return false;
  std::string* typed = focused_text();
  if (typed) append_utf8(*typed, press.character);
  return typed != nullptr;
}

std::string* ConsoleModel::focused_text() {
  if (locked_) return sign_in.focus == 0 ? &sign_in.key_file : &sign_in.passphrase;
  if (strip.open()) return strip.in_field() ? &strip.fields[strip.focus].text : nullptr;
  if (!editor.open) return nullptr;
  return editor.focus == 0 ? &editor.wording.title : &editor.wording.body;
}

void ConsoleModel::act(Act act) {
  dirty_ = true;
  field_ready = false;
  if (place.help && (act == Act::help || act == Act::back)) {
    place.help = false;
    return;
  }
  if (act <= Act::brake) return act_anywhere(act);
  if (locked_) return act_in_sign_in(act);
  if (strip.open()) return act_in_strip(act);
  switch (act) {
    case Act::show_situation: place.screen = Screen::situation, place.pane = Pane::claims; return;
    case Act::show_statements: place.screen = Screen::statements, place.pane = Pane::statements; return;
    case Act::show_sent: place.screen = Screen::sent, place.pane = Pane::sent; return;
    case Act::next_row: return move(1);
    case Act::previous_row: return move(-1);
    case Act::back: return go_back();
    case Act::open: return open_row();
    case Act::undo: return undo();
    case Act::proof: return copy_proof();
    default: break;
  }
  if (place.screen == Screen::statements) return act_on_statement(act);
  if (place.screen != Screen::situation) return;
  if (place.pane == Pane::mentions) return act_on_mentions(act);
  act_on_claim(act);
}

void ConsoleModel::act_anywhere(Act act) {
  switch (act) {
    case Act::help: place.help = true; return;
    case Act::lock:
      locked_ = true;
      strip = {};
      notice_.reset();
      sign_in.trouble.clear();
      sign_in.focus = sign_in.key_file.empty() ? 0 : 1;
      sign_in.take_focus = true;
      return;
    case Act::reconnect: orders_.push_back(Reconnect{}); return;
    case Act::next_pane: return next_pane();
    case Act::zoom_in: return set_zoom(zoom_ + 10);
    case Act::zoom_out: return set_zoom(zoom_ - 10);
    case Act::zoom_reset: return set_zoom(100);
    default: return pull_brake();
  }
}

void ConsoleModel::act_in_sign_in(Act act) {
  if (act == Act::next_field) {
    sign_in.focus = 1 - sign_in.focus;
    sign_in.take_focus = true;
  }
  if (act != Act::enter || sign_in.busy || sign_in.key_file.empty()) return;
  sign_in.busy = true;
  ++sign_in.attempt;
  sign_in.trouble.clear();
  orders_.push_back(SignIn{sign_in.key_file, std::exchange(sign_in.passphrase, {})});
}

void ConsoleModel::act_in_strip(Act act) {
  if (strip.kind == StripKind::raise && (act == Act::next_row || act == Act::previous_row)) {
    strip.other = stepped(rows_.claims, strip.other, act == Act::next_row ? 1 : -1, &ClaimRow::id);
    return;
  }
  switch (press(strip, act)) {
    case StripAnswer::waits: return;
    case StripAnswer::cancelled:
      strip = {};
      editor.take_focus = editor.open;
      return;
    case StripAnswer::go: return finish_strip();
  }
}

void ConsoleModel::next_pane() {
  if (locked_ || strip.open()) return;
  switch (place.pane) {
    case Pane::mentions: place.pane = Pane::claims; held_at_ = 0; return;
    case Pane::claims: place.pane = Pane::claim; return;
    case Pane::claim:
      place.pane = Pane::mentions;
      held_at_ = heard_.empty() ? 0 : heard_.front().ordinal;
      return;
    case Pane::statements:
      if (editor.open) place.pane = Pane::editor, editor.take_focus = true;
      return;
    case Pane::editor: place.pane = Pane::statements; return;
    case Pane::sent: return;
  }
}

void ConsoleModel::go_back() {
  if (place.pane == Pane::editor) {
    if (!editor.changed()) return leave_editor();
    place.pane = Pane::statements;
    return say(text::tr("notice.not_saved"));
  }
  if (place.screen != Screen::situation) return act(Act::show_situation);
  if (!place.selected.empty()) return place.selected.clear();
  if (place.pane == Pane::mentions) held_at_ = 0;
  place.pane = Pane::claims;
  notice_.reset();
}

void ConsoleModel::move(int step) {
  place.moved = true;
  switch (place.pane) {
    case Pane::mentions: {
      const auto ordinal = [](const MentionRow& row) { return row.ref.ordinal; };
      const bool at_top = !rows_.mentions.empty() && rows_.mentions.front().ref.ordinal == place.mention;
      if (at_top && step < 0 && rows_.newer > 0) return show_newest();
      place.mention = stepped(rows_.mentions, place.mention, step, ordinal);
      return;
    }
    case Pane::claims: return choose_claim(stepped(rows_.claims, place.claim, step, &ClaimRow::id));
    case Pane::claim:
      if (rows_.claim) place.evidence = stepped(rows_.claim->evidence, place.evidence, step, &EvidenceRow::id);
      return;
    case Pane::statements:
    case Pane::editor: return choose_statement(stepped(rows_.statements, place.statement, step, &StatementRow::id));
    case Pane::sent: place.delivery = stepped(rows_.deliveries, place.delivery, step, &DeliveryRow::id); return;
  }
}

void ConsoleModel::open_row() {
  if (place.pane == Pane::claims) {
    place.pane = Pane::claim;
  } else if (place.pane == Pane::mentions) {
    const auto row = std::ranges::find(rows_.mentions, place.mention, [](const MentionRow& one) { return one.ref.ordinal; });
    if (row == rows_.mentions.end() || !row->claim) return;
    choose_claim(row->claim);
    place.pane = Pane::claim;
    held_at_ = 0;
  } else if (place.pane == Pane::sent) {
    ask_delivery();
  }
}

void ConsoleModel::copy_proof() {
  std::string link;
  if (place.pane == Pane::sent) {
    const auto row = std::ranges::find(rows_.deliveries, place.delivery, &DeliveryRow::id);
    if (row != rows_.deliveries.end()) link = row->proof;
  } else if (place.pane != Pane::mentions && rows_.claim && !rows_.claim->evidence.empty()) {
    const auto row = std::ranges::find(rows_.claim->evidence, place.evidence, &EvidenceRow::id);
    link = row == rows_.claim->evidence.end() ? rows_.claim->evidence.front().link : row->link;
  }
  if (link.empty()) return say(text::tr("notice.no_proof"));
  say(text::tr("notice.copied", link));
  orders_.push_back(CopyText{std::move(link)});
}

void ConsoleModel::pull_brake() {
  if (!can_send()) return say(text::tr("notice.brake_by_phone"), true);
  if (state_.brake) return open_strip(make_strip(StripKind::release_brake), closed(context(), domain::ReleaseBrake{"?"}, 0));
  send(domain::PullBrake{}, 0);
}

void ConsoleModel::act_on_mentions(Act act) {
  switch (act) {
    case Act::match: return rule(domain::MatchState::confirmed);
    case Act::not_this_one: return rule(domain::MatchState::rejected);
    case Act::select:
      if (!place.selected.erase(place.mention)) place.selected.insert(place.mention);
      return;
    case Act::make_claim: return ask_claim(chosen_mentions());
    default: return;
  }
}

void ConsoleModel::act_on_claim(Act act) {
  if (act == Act::make_claim) return ask_claim({});
  const domain::Claim* claim = chosen_claim();
  if (!claim) return;
  const auto strip_for = [&](StripKind kind, domain::CommandBody dry) {
    Strip asked = make_strip(kind);
    asked.claim = claim->id;
    asked.base = claim->version;
    open_strip(std::move(asked), closed(context(), std::move(dry), claim->version));
  };
  const auto at_once = [&](domain::CommandBody body) {
    if (const std::string why = closed(context(), body, claim->version); !why.empty()) return say(text::tr("notice.closed", why), true);
    send(std::move(body), claim->version);
  };
  switch (act) {
    case Act::check: return at_once(domain::CheckClaim{claim->id});
    case Act::take: return at_once(domain::TakeClaim{claim->id});
    case Act::confirm: return ask_verdict(domain::Verdict::confirmed);
    case Act::refute: return ask_verdict(domain::Verdict::false_);
    case Act::mislead: return ask_verdict(domain::Verdict::misleading);
    case Act::undetermined: return ask_verdict(domain::Verdict::undetermined);
    case Act::close: return strip_for(StripKind::close_claim, domain::CloseClaim{claim->id, ""});
    case Act::reopen: return strip_for(StripKind::reopen_claim, domain::ReopenClaim{claim->id, ""});
    case Act::evidence: return strip_for(StripKind::evidence, domain::AddEvidence{claim->id, "?", "?", "", "", {}, false, {}, {}});
    case Act::contradiction: return ask_contradiction();
    case Act::make_statement: return start_statement(claim->id);
    default: return;
  }
}

void ConsoleModel::act_on_statement(Act act) {
  switch (act) {
    case Act::new_statement: return start_statement({});
    case Act::edit: return edit_statement();
    case Act::save: return save_statement();
    case Act::submit: return submit_statement();
    case Act::approve: return ask_approval();
    case Act::send_back:
      if (const domain::Statement* statement = chosen_statement()) {
        Strip asked = make_strip(StripKind::send_back);
        asked.statement = statement->id;
        asked.base = statement->version;
        open_strip(std::move(asked), closed(context(), domain::ReturnStatement{statement->id, "?"}, statement->version));
      }
      return;
    case Act::take_over:
      if (place.statement) send(domain::TakeLock{domain::Lockable::statement, place.statement.value, true}, 0);
      return;
    default: return;
  }
}

}  // namespace voelspriet::console
