// SPDX-License-Identifier: Apache-2.0
// The status line: the keys that work now, what is not saved yet, the state of the line to the hub. And the line about the last act.
#include <cmath>
#include <algorithm>
#include <fmt/format.h>

#include "console/model/words.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

float right_part(Rect box, const ConsoleModel& model) {
  const float y = box.y + px(5);
  float x = box.right() - px(12) - key_hint_width("F1", tr("key.help"));
  key_hint({x, y}, "F1", tr("key.help"));
  const Connection& connection = model.connection();
  const bool lost = connection.link == LinkState::lost;
  const std::string line = lost ? tr("status.lost") : tr("status.connected", connection.line);
  x = draw_text_right({x - px(16), y + px(1)}, Face::label, color(lost ? Tone::red : Tone::t2), line);
  ImGui::GetWindowDrawList()->AddCircleFilled({x - px(10), y + px(9)}, px(3), color(lost ? Tone::red : Tone::green));
  x -= px(18);
  if (const std::size_t pending = model.ledger().pending().size(); pending > 0) {
    x = draw_text_right({x - px(12), y + px(1)}, Face::label, color(Tone::amber), tr("status.pending", pending));
    draw_icon({x - px(19), y + px(2)}, px(13), Icon::clock, color(Tone::amber), color(Tone::bg1));
    x -= px(19);
  }
  return x;
}

bool verdict_open(const ConsoleModel& model, domain::Verdict verdict) {
  const auto& claim = model.rows().claim;
  return claim && std::ranges::any_of(claim->verdicts, [&](const VerdictChoice& one) { return one.verdict == verdict && one.closed.empty(); });
}

// What the rules would refuse now has no place in the line.
bool works_now(const ConsoleModel& model, Act act) {
  if (sends(act) && !model.can_send()) return false;
  const auto& statement = model.rows().statement;
  const auto& claim = model.rows().claim;
  switch (act) {
    case Act::check: return claim && claim->row.status == domain::ClaimStatus::new_;
    case Act::take: return claim && !claim->row.who.me;
    case Act::refute: return verdict_open(model, domain::Verdict::false_);
    case Act::confirm: return verdict_open(model, domain::Verdict::confirmed);
    case Act::submit: return model.editor.open || (statement && statement->submit_closed.empty());
    case Act::approve: return statement && statement->approve_closed.empty();
    case Act::send_back: return statement && statement->return_closed.empty();
    case Act::edit: return statement && statement->edit_closed.empty();
    case Act::undo: return model.notice() && model.notice()->undo != 0;
    default: return true;
  }
}

}  // namespace

void draw_status(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  horizontal_line(box.x, box.y, box.w);
  const float end = right_part(box, model) - px(16);
  float x = box.x + px(12);
  const float y = box.y + px(5);
  const Where where = model.where();
  const auto hint = [&](const char* cap, const char* word) {
    if (x + key_hint_width(cap, word) > end) return;
    x = key_hint({x, y}, cap, word) + px(16);
  };
  if (where.strip) {
    hint("↵", tr("key.second_act"));
    hint("Esc", tr("act.no"));
    if (model.strip.fields.size() > 1) hint("Tab", tr("key.next_field"));
    if (!model.strip.in_field() && model.strip.choices() > 0) hint(tr("cap.space"), tr("key.toggle"));
    return;
  }
  if (!where.field) x = keycap({x, y}, "j") + px(5);
  if (!where.field) hint("k", tr("key.choose"));
  for (const Binding* binding : working(where))
    if (binding->in_status && works_now(model, binding->act)) hint(tr(binding->cap), tr(binding->word));
  if (where.field) hint("Esc", tr("key.back"));
}

float draw_notice(Rect box, ConsoleModel& model, bool draw) {
  const auto& notice = model.notice();
  if (!notice) return 0;
  const Button take_back{tr("act.undo"), "u"};
  const float button_room = notice->undo != 0 ? button_width(take_back) + px(16) : 0;
  const float room = box.w - px(notice->bad ? 44 : 22) - button_room;
  const float words = flow_text({}, room, Face::body, 0, notice->text, false);
  const float height = std::max(words + px(16), px(notice->undo != 0 ? 44 : 36));
  if (!draw) return height;
  box.h = height;
  fill(box, notice->bad ? Tone::red_ground : Tone::bg2, 4);
  if (!notice->bad) frame(box, Tone::edge, 4);
  float x = box.x + px(11);
  const float y = std::round(box.y + (height - words) / 2);
  if (notice->bad) {
    draw_icon({x, y + px(3)}, px(14), Icon::barred, color(Tone::red), color(Tone::red_ground));
    x += px(22);
  }
  flow_text({x, y}, room, Face::body, color(Tone::t1), notice->text);
  if (notice->undo != 0) {
    const float width = button_width(take_back);
    if (button({box.right() - width - px(8), std::round(box.y + (height - px(30)) / 2), width, px(30)}, 3, take_back)) model.act(Act::undo);
  }
  return height;
}

}  // namespace voelspriet::console
