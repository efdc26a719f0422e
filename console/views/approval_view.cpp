// SPDX-License-Identifier: Apache-2.0
// Who may let a statement go: the six check words of the text on screen, the two acts, and what became of it on each channel.
#include <cmath>
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "console/model/words.hpp"
#include "console/views/signs.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr float kPad = 16;

float draw_words(Rect at, const StatementDetail& detail) {
  if (detail.words.empty()) return 0;
  const float inside = at.w - px(24);
  const char* line = tr("statement.read_aloud");
  const float explained = flow_text({}, inside, Face::label, 0, line, false);
  const float height = px(12) + px(28) + px(42) + px(46) + explained + px(14);
  fill({at.x, at.y, at.w, height}, Tone::bg2, 4);
  frame({at.x, at.y, at.w, height}, Tone::line, 4);
  draw_text({at.x + px(12), at.y + px(12)}, Face::body_bold, color(Tone::t1), tr("statement.check_words"));
  draw_text_right({at.right() - px(12), at.y + px(14)}, Face::label, color(Tone::t3), detail.digest);
  const float width = std::floor((inside - px(12)) / 3);
  for (std::size_t i = 0; i < detail.words.size(); ++i) {
    const Rect cell{at.x + px(12) + static_cast<float>(i % 3) * (width + px(6)), at.y + px(40) + (i < 3 ? 0 : px(44)), width, px(38)};
    fill(cell, Tone::bg1, 4);
    frame(cell, Tone::edge, 4);
    const std::string number = fmt::format("{}", i + 1);
    const float used = text_width(Face::label, number) + px(6) + text_width(Face::heading_bold, detail.words[i]);
    const float x = draw_text({std::round(cell.x + (cell.w - used) / 2), cell.y + px(11)}, Face::label, color(Tone::t3), number);
    draw_text({x + px(6), cell.y + px(8)}, Face::heading_bold, color(Tone::t1), detail.words[i]);
  }
  flow_text({at.x + px(12), at.y + px(126)}, inside, Face::label, color(Tone::t2), line);
  return height + px(12);
}

float two_buttons(Rect at, ConsoleModel& model, const Button& first, Act first_act, const Button& second, Act second_act) {
  const float width = std::floor((at.w - px(8)) / 2);
  if (button({at.x, at.y, width, px(40)}, 70, first)) model.act(first_act);
  if (button({at.x + width + px(8), at.y, width, px(40)}, 71, second)) model.act(second_act);
  return px(48);
}

ButtonKind open_if(bool open, ButtonKind kind) { return open ? kind : ButtonKind::closed; }

float draw_acts(Rect at, const StatementDetail& detail, ConsoleModel& model) {
  float y = at.y;
  std::string why;
  if (detail.row.status == domain::StatementStatus::draft) {
    y += two_buttons({at.x, y, at.w, 0}, model,
                     {tr("act.submit"), "Ctrl ↵", open_if(detail.submit_closed.empty() && model.can_send(), ButtonKind::primary)}, Act::submit,
                     {tr("act.edit"), "↵", open_if(detail.edit_closed.empty(), ButtonKind::secondary)}, Act::edit);
    why = detail.submit_closed.empty() ? "" : tr("statement.submit_closed", detail.submit_closed);
  } else if (detail.to_approve) {
    y += two_buttons({at.x, y, at.w, 0}, model,
                     {tr(detail.release ? "act.release" : "act.approve"), "a", open_if(detail.approve_closed.empty() && model.can_send(), ButtonKind::primary)},
                     Act::approve, {tr("act.return"), "x", open_if(detail.return_closed.empty() && model.can_send(), ButtonKind::secondary)}, Act::send_back);
    why = detail.approve_closed.empty() ? "" : tr("statement.approve_closed", detail.approve_closed);
  }
  if (!why.empty()) y += flow_text({at.x, y}, at.w, Face::label, color(Tone::t3), why) + px(8);
  return y - at.y;
}

float draw_deliveries(Rect at, const StatementDetail& detail) {
  if (detail.deliveries.empty()) return 0;
  float y = at.y;
  draw_text({at.x, y}, Face::body_bold, color(Tone::t1), tr("noun.deliveries"));
  y += px(26);
  for (const DeliveryRow& row : detail.deliveries) {
    horizontal_line(at.x, y, at.w);
    const Sign sign = sign_of(row);
    const float x = at.x + std::round(at.w * 0.4F);
    draw_text_elided({at.x, y + px(5)}, x - at.x - px(10), Face::body, color(Tone::t1), row.channel);
    draw_icon({x, y + px(8)}, px(14), sign.icon, color(sign.tone), color(Tone::bg1));
    const float end = draw_text({x + px(21), y + px(5)}, Face::body, color(sign.tone), tr(row.wrong ? "delivery_state.wrong_short" : word_of(row.status)));
    draw_text_elided({end + px(8), y + px(7)}, std::max(at.right() - end - px(8), 0.0F), Face::label, color(Tone::t3), row.reason.empty() ? row.time : row.reason);
    y += px(31);
  }
  return y - at.y;
}

const char* line_of(domain::StatementStatus status) {
  switch (status) {
    case domain::StatementStatus::draft: return "approval.draft";
    case domain::StatementStatus::submitted: return "approval.submitted";
    default: return "approval.done";
  }
}

}  // namespace

void draw_approval(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const Rect head = box.cut_top(px(44));
  draw_text({head.x + px(kPad), head.y + px(11)}, Face::heading_bold, color(Tone::t1), tr("approval.title"));
  horizontal_line(box.x, box.y - px(1), box.w);
  if (model.place.pane == Pane::editor && !model.editor.statement) {
    flow_text({box.x + px(kPad), box.y + px(12)}, box.w - px(2 * kPad), Face::body, color(Tone::t2), tr("approval.draft"));
    return;
  }
  if (!model.rows().statement) return;
  const StatementDetail& detail = *model.rows().statement;
  const Rect content = begin_scroll(box, 44);
  Rect at{content.x + px(kPad), content.y + px(12), content.w - px(2 * kPad), 0};
  at.y += flow_text(at.min(), at.w, Face::body, color(Tone::t2), tr(line_of(detail.row.status))) + px(10);
  at.y += draw_words(at, detail);
  if (model.place.pane != Pane::editor) {
    if (const float height = draw_notice(at, model, false); height > 0) at.y += draw_notice(at, model, true) + px(10);
  }
  if (model.strip.open()) {
    const float height = draw_strip({at.x + px(12), 0, at.w - px(24), 0}, model, false) + px(24);
    fill({at.x, at.y, at.w, height}, Tone::bg2, 4);
    frame({at.x, at.y, at.w, height}, Tone::edge, 4);
    draw_strip({at.x + px(12), at.y + px(12), at.w - px(24), 0}, model, true);
    at.y += height + px(12);
  } else {
    at.y += draw_acts(at, detail, model) + px(6);
  }
  at.y += draw_deliveries(at, detail);
  end_scroll(content, at.y - content.y + px(12));
}

}  // namespace voelspriet::console
