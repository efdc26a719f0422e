// SPDX-License-Identifier: Apache-2.0
// The stream: newest on top, still while it has the keyboard. Each row says which claim it goes to and why.
#include <cmath>
#include <fmt/format.h>

#include <array>

#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr float kPad = 12;

struct Choice {
  MentionFilter filter;
  std::string words;
};

void draw_filters(Rect at, ConsoleModel& model) {
  const Rows& rows = model.rows();
  const std::array<Choice, 3> choices{{
      {MentionFilter::to_judge, fmt::format("{} {}", tr("board.to_judge"), rows.to_judge)},
      {MentionFilter::all, tr("mentions.all")},
      {MentionFilter::without_claim, fmt::format("{} {}", tr("board.no_claim"), rows.without_claim)},
  }};
  float x = at.x;
  for (const Choice& one : choices) {
    if (x + text_width(Face::label, one.words) + px(16) > at.right()) return;
    bool pressed = false;
    x = choice({x, at.y}, static_cast<int>(one.filter), one.words, model.place.filter == one.filter, pressed) + px(6);
    if (pressed) model.place.filter = one.filter, model.show_newest();
  }
}

// Claim and reason: on one line where they fit, else the reason below.
float claim_line(Rect at, const MentionRow& row, bool draw) {
  const std::string claim = row.claim ? (row.match == domain::MatchState::suggested ? "? " : "") + row.claim_words : "";
  const std::string& reason = row.reason;
  if (claim.empty() && reason.empty()) return 0;
  const std::array spans{Span{claim, Face::label_bold, color(Tone::t2)}, Span{claim.empty() || reason.empty() ? "" : "  ", Face::label, 0},
                         Span{reason, Face::label, color(Tone::t3)}};
  return flow_text(at.min(), at.w, spans, draw) + px(2);
}

float row_height(Rect at, const MentionRow& row, bool chosen) {
  const float words = flow_text({}, at.w - px(2 * kPad), Face::body, 0, row.text, false);
  return px(10) + px(20) + px(2) + words + px(2) + claim_line({0, 0, at.w - px(2 * kPad), 0}, row, false) + (chosen ? px(38) : 0) + px(8);
}

void draw_row(Rect at, const MentionRow& row, bool chosen, bool focused, ConsoleModel& model) {
  const bool selected = model.place.selected.contains(row.ref.ordinal);
  if (chosen || selected) {
    fill(at, selected ? Tone::bg3 : Tone::bg2);
    fill({at.x, at.y, px(3), at.h}, selected ? Tone::accent : Tone::edge);
  }
  horizontal_line(at.x, at.bottom() - px(1), at.w);
  Rect inside = at.inset(px(kPad), px(10));
  const Rect head = inside.cut_top(px(22));
  const float right = tag({head.x, head.y}, row.source);
  const float time = text_tabular_width(Face::label, row.time);
  draw_text_elided({right + px(8), head.y + px(1)}, head.right() - right - time - px(16), Face::label, color(Tone::t3), row.who);
  draw_text_tabular({head.right() - time, head.y + px(1)}, Face::label, color(Tone::t3), row.time);
  inside.cut_top(flow_text(inside.min(), inside.w, Face::body, color(Tone::t1), row.text) + px(2));
  inside.cut_top(claim_line(inside, row, true));
  if (chosen) {
    const bool closed = !model.can_send() || row.saving;
    const Button match{tr("act.match"), "b", closed ? ButtonKind::closed : ButtonKind::secondary, Icon::none, Tone::t1, true, !focused};
    const Button reject{tr("act.not_this_one"), "x", closed || !row.claim ? ButtonKind::closed : ButtonKind::secondary, Icon::none, Tone::t1, false, !focused};
    const Rect first{inside.x, inside.y + px(6), button_width(match), px(28)};
    if (button(first, 1, match)) model.place.pane = Pane::mentions, model.act(Act::match);
    if (button({first.right() + px(6), first.y, button_width(reject), px(28)}, 2, reject)) model.place.pane = Pane::mentions, model.act(Act::not_this_one);
  }
  if (row.saving) draw_icon({at.right() - px(26), at.bottom() - px(26)}, px(13), Icon::clock, color(Tone::amber), color(Tone::bg2));
}

void draw_empty(Rect box, const ConsoleModel& model) {
  draw_icon({box.x + box.w / 2 - px(14), box.y + px(40)}, px(28), Icon::antenna, color(Tone::edge), color(Tone::bg1));
  const std::string line = tr("mentions.empty", model.pulse().feeds.size());
  flow_text({box.x + px(kPad), box.y + px(84)}, box.w - px(2 * kPad), Face::body, color(Tone::t2), line);
}

void draw_rows(Rect box, ConsoleModel& model, bool focused) {
  const Rect content = begin_scroll(box, 11);
  float y = content.y;
  const float top = box.y, bottom = box.bottom();
  for (const MentionRow& row : model.rows().mentions) {
    const bool chosen = row.ref.ordinal == model.place.mention;
    const float height = row_height({0, 0, content.w, 0}, row, chosen);
    const Rect at{content.x, y, content.w, height};
    if (chosen && focused && model.place.moved) scroll_to(y, height);
    if (at.bottom() >= top && at.y <= bottom) {
      ImGui::PushID(static_cast<int>(row.ref.ordinal));
      draw_row(at, row, chosen, focused, model);
      if (clicked(at, 0)) model.place.pane = Pane::mentions, model.place.mention = row.ref.ordinal;
      ImGui::PopID();
    }
    y += height;
  }
  end_scroll(content, y - content.y);
}

}  // namespace

void draw_mentions(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const bool focused = model.place.pane == Pane::mentions;
  const Rect head = box.cut_top(px(44));
  const float title = draw_pane_head(head, tr("noun.mentions"), focused);
  draw_text({title + px(10), head.y + px(14)}, Face::label, color(Tone::t3), tr("mentions.rate", model.pulse().per_minute));
  if (model.rows().newer > 0) {
    const std::string words = tr("mentions.newer", model.rows().newer);
    const float x = draw_text_right({head.right() - px(kPad), head.y + px(14)}, Face::label_bold, color(Tone::accent), words);
    draw_icon({x - px(15), head.y + px(16)}, px(12), Icon::up, color(Tone::accent), color(Tone::bg1));
    if (clicked({x - px(16), head.y + px(8), head.right() - x, px(28)}, 12)) model.show_newest();
  }
  draw_filters(box.cut_top(px(34)).inset(px(kPad), 0), model);
  horizontal_line(box.x, box.y - px(1), box.w);
  if (model.rows().mentions.empty()) return draw_empty(box, model);
  draw_rows(box, model, focused);
}

void draw_mentions_rail(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const float middle = box.x + box.w / 2;
  draw_icon({middle - px(9), box.y + px(12)}, px(18), Icon::speech, color(Tone::t2), color(Tone::bg1));
  const std::string count = text::number(static_cast<std::int64_t>(model.rows().to_judge));
  draw_text({std::round(middle - text_width(Face::body_bold, count) / 2), box.y + px(38)}, Face::body_bold, color(Tone::t1), count);
  keycap({std::round(middle - keycap_width("Tab") / 2), box.y + px(68)}, "Tab");
  if (clicked({box.x, box.y, box.w, px(96)}, 13)) model.place.pane = Pane::mentions;
}

}  // namespace voelspriet::console
