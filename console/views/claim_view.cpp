// SPDX-License-Identifier: Apache-2.0
// One claim: both sides of a contradiction, how it grows, evidence, matches; the verdict keys are pinned at the bottom, and what is
// above them scrolls. A closed button says why.
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

constexpr float kPad = 16;
constexpr std::size_t kHotMinutes = 10;
constexpr std::size_t kMentionsShown = 20;

float draw_title(Rect at, const ClaimDetail& detail) {
  const Sign sign = sign_of(detail.row.status);
  draw_icon({at.x, at.y + px(8)}, px(15), sign.icon, color(sign.tone), color(Tone::bg1));
  float x = draw_text({at.x + px(22), at.y + px(5)}, Face::body_bold, color(sign.tone), tr(word_of(detail.row.status)));
  x = draw_text({x + px(9), at.y + px(7)}, Face::label, color(Tone::t3), detail.number);
  float right = draw_text_right({at.right(), at.y + px(7)}, Face::label, color(Tone::t2), detail.owner);
  if (detail.row.who.person && right - px(32) > x) {
    const Presence presence = detail.row.who.pending ? Presence::pending : detail.row.who.me ? Presence::me : Presence::solid;
    avatar({right - px(32), at.y + px(3)}, px(24), detail.row.who.initials, presence);
  }
  float y = at.y + px(34);
  y += flow_text({at.x, y}, at.w, Face::figure, color(Tone::t1), detail.row.assertion) + px(2);
  draw_text({at.x, y}, Face::body, color(Tone::t2), detail.row.count);
  y += px(20);
  if (!detail.proposal.empty()) y += flow_text({at.x, y + px(2)}, at.w, Face::body_bold, color(Tone::amber), detail.proposal) + px(2);
  return y - at.y;
}

// What takes more than one line stands to the left on either side.
float draw_side(Rect at, const Side& side, bool on_the_right) {
  const bool right = on_the_right && text_width(Face::body_bold, side.assertion) <= at.w;
  const float words = flow_text(at.min(), at.w, Face::body_bold, color(Tone::t1), side.assertion, !right);
  if (right) draw_text_right({at.right(), at.y}, Face::body_bold, color(Tone::t1), side.assertion);
  const auto line = [&](float y, Face face, Tone tone, std::string_view text) {
    if (right) draw_text_right({at.right(), y}, face, color(tone), text);
    else draw_text({at.x, y}, face, color(tone), text);
  };
  line(at.y + words + px(1), Face::label, Tone::t2, text_width(Face::label, side.count) <= at.w ? side.count : side.origins);
  line(at.y + words + px(17), side.official ? Face::label_bold : Face::label, side.official ? Tone::green : Tone::t3,
       tr(side.official ? "side.official" : "side.not_official"));
  return words + px(34);
}

float draw_contradiction(Rect at, const std::pair<Side, Side>& sides) {
  const float width = (at.w - px(24) - px(44)) / 2;
  const Rect left{at.x + px(11), at.y + px(9), width, 0};
  const Rect right{at.right() - px(11) - width, at.y + px(9), width, 0};
  const float height = std::max(draw_side(left, sides.first, false), draw_side(right, sides.second, true)) + px(18);
  frame({at.x, at.y, at.w, height}, Tone::edge, 4);
  arrows_badge({std::round(at.x + at.w / 2 - px(14)), std::round(at.y + height / 2 - px(11))}, "");
  return height;
}

float draw_growth(Rect at, const ClaimDetail& detail) {
  if (detail.row.per_minute.empty()) return 0;
  draw_plot({at.x, at.y, at.w, px(84)}, detail.row.per_minute, detail.denials, kHotMinutes);
  draw_text({at.x, at.y + px(90)}, Face::label, color(Tone::t3), detail.first);
  draw_text_right({at.right(), at.y + px(90)}, Face::label, color(Tone::t3), detail.last);
  return px(108);
}

float draw_part_head(Rect at, const char* title, std::string_view count, const char* key, const char* word, bool dimmed) {
  const float x = draw_text({at.x, at.y}, Face::body_bold, color(Tone::t1), title);
  draw_text({x + px(10), at.y + px(2)}, Face::label, color(Tone::t3), count);
  if (key) key_hint({at.right() - key_hint_width(key, word), at.y + px(1)}, key, word, dimmed);
  horizontal_line(at.x, at.y + px(25), at.w);
  return px(26);
}

float draw_evidence(Rect at, const ClaimDetail& detail, ConsoleModel& model) {
  const bool dimmed = model.place.pane == Pane::mentions;
  float y = at.y + draw_part_head(at, tr("noun.evidence"), text::number(static_cast<std::int64_t>(detail.evidence.size())), "e", tr("key.evidence"), dimmed);
  for (const EvidenceRow& row : detail.evidence) {
    const Rect line{at.x, y, at.w, px(50)};
    if (row.id == model.place.evidence && model.place.pane == Pane::claim) fill({line.x - px(8), line.y, line.w + px(16), line.h}, Tone::bg3);
    const Sign sign = sign_of(row.stance);
    draw_icon({line.x, y + px(9)}, px(14), sign.icon, color(sign.tone), color(Tone::bg1));
    const float time = draw_text_right({line.right(), y + px(7)}, Face::label, color(Tone::t3), row.time);
    draw_text_elided({line.x + px(24), y + px(6)}, time - line.x - px(36), Face::body, color(Tone::t1), row.title);
    draw_text_elided({line.x + px(24), y + px(26)}, line.w - px(24), Face::label, color(Tone::t3), row.note + (row.link.empty() ? "" : " · " + row.link));
    horizontal_line(line.x, line.bottom() - px(1), line.w);
    if (clicked(line, 1000 + static_cast<int>(row.id.value))) model.place.pane = Pane::claim, model.place.evidence = row.id;
    y += line.h;
  }
  if (detail.evidence.empty()) {
    draw_text({at.x, y + px(6)}, Face::body, color(Tone::t3), tr("evidence.empty"));
    y += px(32);
  }
  return y - at.y;
}

float draw_matches(Rect at, const ClaimDetail& detail) {
  float y = at.y + draw_part_head(at, tr("noun.matches"), detail.matches, nullptr, nullptr, false);
  for (std::size_t i = 0; i < std::min(detail.mentions.size(), kMentionsShown); ++i) {
    const MentionRow& row = detail.mentions[i];
    y += px(8);
    const std::array spans{Span{"“", Face::body, color(Tone::t2)}, Span{row.text, Face::body, color(Tone::t2)}, Span{"”", Face::body, color(Tone::t2)}};
    y += flow_text({at.x, y}, at.w, spans);
    const std::string note = row.source + " · " + tr(word_of(row.match)) + (row.reason.empty() ? "" : " · " + row.reason);
    y += flow_text({at.x, y}, at.w, Face::label, color(Tone::t3), note) + px(8);
    horizontal_line(at.x, y, at.w);
  }
  return y - at.y;
}

Act act_of(domain::Verdict verdict) {
  static constexpr std::array kActs{Act::confirm, Act::refute, Act::mislead, Act::undetermined};
  return kActs[static_cast<std::size_t>(verdict)];
}

// The first reason why a verdict is closed, with the word of its button.
std::string closed_line(const ClaimDetail& detail) {
  for (const VerdictChoice& choice : detail.verdicts)
    if (!choice.closed.empty()) return tr("claim.closed", tr(word_of(choice.verdict)), choice.closed);
  return {};
}

float buttons_height(Rect box, const ClaimDetail& detail) {
  const std::string why = closed_line(detail);
  const float words = why.empty() ? 0 : flow_text({}, box.w - px(2 * kPad), Face::label, 0, why, false) + px(8);
  return px(12) + px(36) + px(10) + px(36) + px(10) + words + px(40) + px(12);
}

void draw_buttons(Rect box, const ClaimDetail& detail, ConsoleModel& model) {
  Rect inside = box.inset(px(kPad), px(12));
  const float width = std::floor((inside.w - px(8)) / 2);
  const bool dimmed = model.place.pane == Pane::mentions;
  for (std::size_t i = 0; i < detail.verdicts.size(); ++i) {
    const VerdictChoice& choice = detail.verdicts[i];
    const Sign sign = sign_of(choice.verdict);
    const bool open = choice.closed.empty() && model.can_send();
    const Button what{tr(word_of(choice.verdict)), cap_of(act_of(choice.verdict), Group::claims), open ? ButtonKind::secondary : ButtonKind::closed,
                      sign.icon, sign.tone, true, dimmed};
    const Rect at{inside.x + (i % 2 == 0 ? 0 : width + px(8)), inside.y + (i < 2 ? 0 : px(46)), width, px(36)};
    if (button(at, 30 + static_cast<int>(i), what)) model.place.pane = Pane::claims, model.act(act_of(choice.verdict));
  }
  inside.cut_top(px(92));
  if (const std::string why = closed_line(detail); !why.empty())
    inside.cut_top(flow_text(inside.min(), inside.w, Face::label, color(Tone::t3), why) + px(8));
  const Button make{tr("act.make_statement"), "n", model.can_send() ? ButtonKind::primary : ButtonKind::closed, Icon::document, Tone::t1, true, false};
  if (button({inside.x, inside.y, inside.w, px(40)}, 40, make)) model.place.pane = Pane::claims, model.act(Act::make_statement);
}

// The strip, or the verdict buttons; above them the line about the last act.
void draw_pinned(Rect& box, ConsoleModel& model) {
  const auto& detail = model.rows().claim;
  const bool asks = model.strip.open();
  const Rect wide{box.x + px(kPad), 0, box.w - px(2 * kPad), 0};
  const float notice = draw_notice(wide, model, false);
  const float buttons = asks ? draw_strip(wide, model, false) + px(24) : detail ? buttons_height(box, *detail) : 0;
  const float height = buttons + (notice > 0 ? notice + px(12) : 0);
  if (height <= 0) return;
  Rect pinned = box.cut_bottom(height);
  fill(pinned, Tone::bg2);
  horizontal_line(pinned.x, pinned.y, pinned.w);
  if (notice > 0) draw_notice(pinned.cut_top(notice + px(12)).inset(px(kPad), px(12)), model, true);
  if (asks) draw_strip(pinned.inset(px(kPad), px(12)), model, true);
  else if (detail) draw_buttons(pinned, *detail, model);
}

}  // namespace

void draw_claim(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  if (model.place.pane == Pane::claim) fill({box.x, box.y, box.w, px(2)}, Tone::accent);
  draw_pinned(box, model);
  if (!model.rows().claim) return;
  const ClaimDetail& detail = *model.rows().claim;
  const Rect content = begin_scroll(box, 31);
  const Rect at{content.x + px(kPad), content.y, content.w - px(2 * kPad), 0};
  float y = content.y + px(8);
  y += draw_title({at.x, y, at.w, 0}, detail) + px(10);
  for (const auto& sides : detail.contradictions) y += draw_contradiction({at.x, y, at.w, 0}, sides) + px(10);
  y += draw_growth({at.x, y + px(4), at.w, 0}, detail) + px(10);
  y += draw_evidence({at.x, y, at.w, 0}, detail, model) + px(8);
  y += draw_matches({at.x, y, at.w, 0}, detail) + px(12);
  end_scroll(content, y - content.y);
}

}  // namespace voelspriet::console
