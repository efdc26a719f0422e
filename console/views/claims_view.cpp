// SPDX-License-Identifier: Apache-2.0
// The board: Act now, Watch, Decided. The left edge is urgency; the third line of a hot row is why it is there.
#include <algorithm>
#include <array>
#include <cmath>

#include "console/model/words.hpp"
#include "console/views/signs.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "console/widgets/figures.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

// Where the columns of a row stand, from its right edge.
struct Columns {
  float words_x, words_w, plot_x, plot_w, growth_right, who_x;
  bool growth;
};

Columns columns(Rect at) {
  const bool roomy = at.w / scale() > 640;
  Columns found{};
  found.growth = at.w / scale() > 460;
  found.who_x = at.right() - px(44);
  found.growth_right = at.right() - px(52);
  found.plot_w = px(roomy ? 94 : 76);
  found.plot_x = at.right() - px(roomy ? 118 : found.growth ? 103 : 62) - found.plot_w;
  found.words_x = at.x + px(46);
  found.words_w = found.plot_x - found.words_x - px(16);
  return found;
}

bool hot(const ClaimRow& row) { return row.section == Section::act_now; }
Face face_of(const ClaimRow& row) {
  return hot(row) ? Face::heading_bold : row.section == Section::watch ? Face::body_bold : Face::body;
}

float second_line(ImVec2 at, float width, const ClaimRow& row, bool draw) {
  const char* status = tr(word_of(row.status));
  float used = text_width(Face::label_bold, status) + px(14) + text_width(Face::label, row.count);
  if (draw) {
    const float x = draw_text(at, Face::label_bold, color(sign_of(row.status).tone), status);
    draw_text({x + px(14), at.y}, Face::label, color(Tone::t2), row.count);
  }
  float y = at.y;
  const auto place = [&](float needed) {
    if (used + px(12) + needed > width) {
      y += px(20);
      used = -px(12);
    }
    const float x = at.x + used + px(12);
    used += px(12) + needed;
    return x;
  };
  if (!row.badge.empty()) {
    const float x = place(arrows_badge_width(row.badge));
    if (draw) arrows_badge({x, y - px(1)}, row.badge);
  }
  if (row.saving) {
    const float x = place(px(18) + text_width(Face::label, tr("saving.pending")));
    if (draw) draw_icon({x, y + px(2)}, px(13), Icon::clock, color(Tone::amber), color(Tone::bg1));
    if (draw) draw_text({x + px(18), y}, Face::label, color(Tone::amber), tr("saving.pending"));
  }
  return y - at.y + px(16);
}

float row_height(Rect at, const ClaimRow& row) {
  const Columns column = columns(at);
  const float words = flow_text({}, column.words_w, face_of(row), 0, row.assertion, false);
  const float second = second_line({}, column.words_w, row, false);
  const float content = words + px(2) + second + (row.why.empty() ? 0 : px(18));
  return std::max(content + px(hot(row) ? 24 : 16), px(hot(row) ? 84 : 56));
}

void draw_who(const Columns& column, Rect at, const ClaimRow& row) {
  const ImVec2 place{column.who_x, std::round(at.y + at.h / 2 - px(13))};
  if (!row.who.person && row.section == Section::decided) return;
  if (!row.who.person) return avatar(place, px(26), "–", Presence::nobody);
  const Presence presence = row.who.pending ? Presence::pending : row.who.me ? Presence::me : Presence::solid;
  avatar(place, px(26), row.who.initials, presence, row.who.me && row.status == domain::ClaimStatus::checking && !row.who.pending);
}

void draw_row(Rect at, const ClaimRow& row, bool chosen) {
  if (chosen) fill(at, Tone::bg3);
  horizontal_line(at.x, at.bottom() - px(1), at.w);
  fill({at.x, at.y, px(4), at.h - px(1)}, tone_of(row.edge));
  const Columns column = columns(at);
  const Sign sign = sign_of(row.status);
  const float content = flow_text({}, column.words_w, face_of(row), 0, row.assertion, false) + px(2) +
                        second_line({}, column.words_w, row, false) + (row.why.empty() ? 0 : px(18));
  float y = std::round(at.y + (at.h - content) / 2);
  draw_icon({at.x + px(21), std::round(at.y + at.h / 2 - px(8))}, px(16), sign.icon, color(sign.tone), color(chosen ? Tone::bg3 : Tone::bg1));
  y += flow_text({column.words_x, y}, column.words_w, face_of(row), color(row.status == domain::ClaimStatus::closed ? Tone::t3 : Tone::t1), row.assertion) + px(2);
  y += second_line({column.words_x, y}, column.words_w, row, true) + px(2);
  if (!row.why.empty()) draw_text({column.words_x, y}, Face::label, color(Tone::t3), row.why);
  const Tone ink = row.edge == Edge::red ? Tone::red : row.edge == Edge::amber ? Tone::amber : Tone::edge;
  const float plot_h = px(hot(row) ? 32 : 22);
  draw_sparkline({column.plot_x, std::round(at.y + at.h / 2 - plot_h / 2), column.plot_w, plot_h}, row.per_minute, color(ink));
  if (column.growth) {
    const bool loud = row.section != Section::decided;
    const float top = std::round(at.y + at.h / 2 - px(loud ? 18 : 10));
    draw_text_right({column.growth_right, top}, loud ? Face::body_bold : Face::body, color(loud ? Tone::t1 : Tone::t3), row.growth);
    if (loud) draw_text_right({column.growth_right, top + px(19)}, Face::label, color(Tone::t3), row.age);
  }
  draw_who(column, at, row);
}

void draw_head(Rect box, ConsoleModel& model, bool focused) {
  const float title = draw_pane_head(box, tr("noun.claims"), focused);
  std::size_t open = 0, alone = 0;
  for (const ClaimRow& row : model.rows().claims) {
    open += row.section != Section::decided;
    alone += row.section != Section::decided && !row.who.person;
  }
  const std::string counts = tr("claims.open", open) + (alone > 0 ? " · " + tr("claims.alone", alone) : "");
  const float counts_end = draw_text({title + px(12), box.y + px(14)}, Face::label, color(Tone::t3), counts);
  const std::array<std::pair<ClaimOrder, const char*>, 3> orders{
      {{ClaimOrder::owner, tr("order.owner")}, {ClaimOrder::newest, tr("order.newest")}, {ClaimOrder::urgency, tr("board.urgency")}}};
  float x = box.right() - px(12);
  float all = 0;
  for (const auto& [order, words] : orders) all += text_width(Face::label, words) + px(24);
  const bool only_chosen = x - all < counts_end + px(8);
  for (const auto& [order, words] : orders) {
    const float left = x - text_width(Face::label, words) - px(16);
    const bool here = model.place.order == order;
    if (only_chosen && !here) continue;
    bool pressed = false;
    choice({left, box.y + px(10)}, static_cast<int>(order), words, here, pressed);
    if (pressed) model.place.order = order, model.choose_claim(model.place.claim);
    x = left - px(8);
  }
  const char* by = tr("order.by");
  if (!only_chosen && x - text_width(Face::label, by) > counts_end + px(16)) draw_text_right({x, box.y + px(14)}, Face::label, color(Tone::t3), by);
}

void draw_column_names(Rect at) {
  const Columns column = columns(at);
  const ImU32 ink = color(Tone::t3);
  draw_text({column.words_x, at.y + px(4)}, Face::label, ink, tr("claims.column.claim"));
  draw_text({column.plot_x, at.y + px(4)}, Face::label, ink, tr("claims.column.minutes"));
  if (column.growth) draw_text_right({column.growth_right, at.y + px(4)}, Face::label, ink, tr("board.growth"));
  draw_text_right({at.right() - px(19), at.y + px(4)}, Face::label, ink, tr("board.who"));
}

void draw_section(Rect at, Section section, std::size_t count) {
  const ImU32 ink = color(section == Section::act_now ? Tone::red : Tone::t2);
  const float y = at.y + px(9);
  float x = draw_text({at.x + px(12), y}, Face::label_bold, ink, tr(word_of(section)));
  x = draw_text({x + px(9), y}, Face::label_bold, ink, text::number(static_cast<std::int64_t>(count)));
  horizontal_line(x + px(10), at.y + px(17), at.right() - px(12) - x - px(10));
}

void draw_empty(Rect box, const ConsoleModel& model) {
  const float middle = box.x + box.w / 2;
  draw_icon({middle - px(15), box.y + px(56)}, px(30), Icon::antenna, color(Tone::edge), color(Tone::bg1));
  const auto centred = [&](float y, Face face, Tone tone, std::string_view words) {
    draw_text({std::round(middle - text_width(face, words) / 2), box.y + px(y)}, face, color(tone), words);
  };
  centred(102, Face::heading_bold, Tone::t1, tr("claims.empty"));
  centred(132, Face::body, Tone::t2, tr("claims.empty_line", model.pulse().feeds.size(), model.pulse().mentions));
  const float width = key_hint_width("g", tr("key.make_claim"));
  key_hint({std::round(middle - width / 2), box.y + px(162)}, "g", tr("key.make_claim"));
}

}  // namespace

void draw_claims(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const bool focused = model.place.pane == Pane::claims;
  draw_head(box.cut_top(px(44)), model, focused);
  horizontal_line(box.x, box.y, box.w);
  if (model.rows().claims.empty()) return draw_empty(box, model);
  draw_column_names(box.cut_top(px(26)));
  const Rect content = begin_scroll(box, 21);
  float y = content.y;
  Section section = Section::count;
  for (const ClaimRow& row : model.rows().claims) {
    if (row.section != section) {
      section = row.section;
      const auto count = std::ranges::count(model.rows().claims, section, &ClaimRow::section);
      draw_section({content.x, y, content.w, px(34)}, section, static_cast<std::size_t>(count));
      y += px(34);
    }
    const Rect at{content.x, y, content.w, row_height({content.x, 0, content.w, 0}, row)};
    const bool chosen = row.id == model.place.claim;
    if (chosen && focused && model.place.moved) scroll_to(at.y, at.h);
    if (at.bottom() >= box.y && at.y <= box.bottom()) {
      draw_row(at, row, chosen);
      if (clicked(at, static_cast<int>(row.id.value))) model.place.pane = Pane::claims, model.choose_claim(row.id);
    }
    y = at.bottom();
  }
  end_scroll(content, y - content.y);
}

}  // namespace voelspriet::console
