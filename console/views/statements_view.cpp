// SPDX-License-Identifier: Apache-2.0
// Screen 2: the statements and the words of one, what each channel will carry, and who may let it go.
#include <algorithm>
#include <cmath>

#include "console/model/words.hpp"
#include "console/views/signs.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "console/widgets/field.hpp"
#include "hub/base/limits.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr float kPad = 16;
constexpr float kRow = 48;
constexpr float kListShare = 0.3F;  // of the height, at most

// A statement that is not saved yet is being written: nothing of the list is chosen.
bool writes_new(const ConsoleModel& model) { return model.place.pane == Pane::editor && model.editor.open && !model.editor.statement; }

void draw_list_row(Rect at, const StatementRow& row, bool chosen) {
  if (chosen) fill(at, Tone::bg3);
  horizontal_line(at.x, at.bottom() - px(1), at.w);
  const Sign sign = sign_of(row.status);
  draw_icon({at.x + px(kPad), at.y + px(9)}, px(14), row.saving ? Icon::clock : sign.icon, color(row.saving ? Tone::amber : sign.tone), color(Tone::bg1));
  const float state = draw_text_right({at.right() - px(kPad), at.y + px(7)}, Face::label_bold, color(sign.tone), row.state);
  const float x = at.x + px(kPad + 24);
  draw_text_elided({x, at.y + px(5)}, state - x - px(12), Face::body_bold, color(Tone::t1), row.title);
  draw_text_elided({x, at.y + px(26)}, at.right() - x - px(kPad), Face::label, color(Tone::t3), row.saving ? tr("saving.pending") : row.note);
}

void draw_list(Rect box, ConsoleModel& model) {
  const Rect content = begin_scroll(box, 41);
  float y = content.y;
  for (const StatementRow& row : model.rows().statements) {
    const Rect at{content.x, y, content.w, px(kRow)};
    const bool chosen = row.id == model.place.statement && !writes_new(model);
    if (chosen && model.place.moved) scroll_to(at.y, at.h);
    draw_list_row(at, row, chosen);
    if (clicked(at, static_cast<int>(row.id.value)) && model.place.pane != Pane::editor) model.choose_statement(row.id);
    y = at.bottom();
  }
  end_scroll(content, y - content.y);
}

std::vector<Span> spans_of(const std::vector<MarkedText>& body) {
  std::vector<Span> spans;
  for (const MarkedText& part : body)
    spans.push_back({part.text, Face::heading, color(Tone::t1), part.mark == TextMark::fact ? Mark::fact : Mark::none});
  return spans;
}

float draw_about(Rect at, const StatementDetail& detail) {
  if (detail.claims.empty()) return 0;
  float x = draw_text({at.x, at.y + px(3)}, Face::label, color(Tone::t3), tr("statement.over")) + px(8);
  for (const std::string& claim : detail.claims) {
    const float width = std::min(text_width(Face::label, claim), at.right() - x - px(16));
    if (width < px(40)) break;
    const Rect chip{x, at.y, std::ceil(width + px(16)), px(22)};
    frame(chip, Tone::line, 3);
    draw_text_elided({x + px(8), at.y + px(3)}, width, Face::label, color(Tone::t2), claim);
    x = chip.right() + px(6);
  }
  return px(32);
}

float draw_lock(Rect at, const StatementDetail& detail, ConsoleModel& model) {
  if (detail.lock.empty()) return 0;
  const Rect box{at.x, at.y, at.w, px(42)};
  fill(box, Tone::amber_ground);
  fill({box.x, box.y, px(3), box.h}, Tone::amber);
  avatar({box.x + px(11), box.y + px(8)}, px(26), detail.lock_initials, Presence::solid, true);
  const Button take{tr("act.take_over"), "w"};
  const float width = button_width(take);
  draw_text_elided({box.x + px(48), box.y + px(11)}, box.w - px(60) - width, Face::body, color(Tone::t1), detail.lock);
  if (button({box.right() - width - px(8), box.y + px(6), width, px(30)}, 45, take)) model.act(Act::take_over);
  return px(52);
}

float draw_returned(Rect at, const StatementDetail& detail) {
  if (detail.returned.empty()) return 0;
  const std::string words = tr("statement.returned", detail.returned);
  const float height = flow_text({}, at.w - px(30), Face::body, 0, words, false) + px(16);
  fill({at.x, at.y, at.w, height}, Tone::amber_ground);
  fill({at.x, at.y, px(3), height}, Tone::amber);
  flow_text({at.x + px(15), at.y + px(8)}, at.w - px(30), Face::body, color(Tone::t1), words);
  return height + px(10);
}

void draw_read(Rect box, ConsoleModel& model) {
  if (!model.rows().statement) return;
  const StatementDetail& detail = *model.rows().statement;
  const Rect content = begin_scroll(box, 42);
  Rect at{content.x + px(kPad), content.y + px(10), content.w - px(2 * kPad), 0};
  const Sign sign = sign_of(detail.row.status);
  const float number = draw_text(at.min(), Face::heading_bold, color(Tone::t1), detail.number);
  draw_icon({number + px(12), at.y + px(4)}, px(14), sign.icon, color(sign.tone), color(Tone::bg1));
  const float end = draw_text({number + px(32), at.y + px(1)}, Face::body, color(Tone::t2), detail.revision);
  const float room = at.right() - end - px(16);
  if (text_width(Face::label, detail.authors) < room) draw_text_right({at.right(), at.y + px(3)}, Face::label, color(Tone::t3), detail.authors);
  at.y += px(32);
  at.y += draw_lock(at, detail, model);
  at.y += draw_returned(at, detail);
  at.y += draw_about(at, detail);
  const std::vector<Span> spans = spans_of(detail.body);
  const float words = at.w - px(32);
  const float title = flow_text({}, words, Face::heading_bold, 0, detail.row.title, false);
  const float body = flow_text({}, words, spans, false);
  frame({at.x, at.y, at.w, title + body + px(36)}, Tone::edge, 4);
  flow_text({at.x + px(16), at.y + px(14)}, words, Face::heading_bold, color(Tone::t1), detail.row.title);
  flow_text({at.x + px(16), at.y + title + px(20)}, words, spans);
  at.y += title + body + px(48);
  end_scroll(content, at.y - content.y);
}

void edit_field(Rect at, ConsoleModel& model, std::size_t index) {
  Editor& editor = model.editor;
  const FieldLook look{.hint = tr(index == 0 ? "editor.title" : "editor.body"), .secret = false, .take_focus = editor.take_focus && editor.focus == index};
  const FieldAnswer answer = index == 0 ? line_field(at, 46, editor.wording.title, limits::kNameMax, look)
                                        : text_field(at, 47, editor.wording.body, limits::kStatementBodyMax, look);
  if (look.take_focus) editor.take_focus = false;
  if (answer.clicked) editor.focus = index;
  if (answer.focused && editor.focus == index) model.field_ready = true;
}

// Dear ImGui's field does not wrap: what is written stands below it once more, as it will be read.
void draw_editor(Rect box, ConsoleModel& model) {
  Editor& editor = model.editor;
  model.field_ready = false;
  Rect inside = box.inset(px(kPad), px(10));
  const Rect head = inside.cut_top(px(32));
  const float end = draw_text(head.min(), Face::heading_bold, color(Tone::t1),
                              editor.statement ? tr("statement.number", editor.statement.value) : std::string{tr("statement.new")});
  draw_text({end + px(12), head.y + px(3)}, Face::label, color(editor.changed() ? Tone::amber : Tone::t3),
            tr(editor.changed() ? "editor.changed" : "editor.saved"));
  edit_field(inside.cut_top(px(34)), model, 0);
  inside.cut_top(px(8));
  const float notice = draw_notice(inside, model, false);
  if (notice > 0) draw_notice(inside.cut_bottom(notice), model, true), inside.cut_bottom(px(8));
  edit_field(inside.cut_top(std::max(px(120), inside.h * 0.45F)), model, 1);
  inside.cut_top(px(10));
  draw_text(inside.min(), Face::label, color(Tone::t3), tr("editor.preview"));
  inside.cut_top(px(20));
  const Rect content = begin_scroll(inside, 48);
  const float used = flow_text(content.min(), content.w - px(8), Face::heading, color(Tone::t1), editor.wording.body);
  end_scroll(content, used);
}

void draw_none(Rect box) {
  draw_icon({box.x + box.w / 2 - px(14), box.y + px(40)}, px(28), Icon::document, color(Tone::edge), color(Tone::bg1));
  const auto centred = [&](float y, Face face, Tone tone, std::string_view words) {
    draw_text({std::round(box.x + (box.w - text_width(face, words)) / 2), box.y + px(y)}, face, color(tone), words);
  };
  centred(84, Face::heading_bold, Tone::t1, tr("statements.empty"));
  const float width = key_hint_width("n", tr("key.new_statement"));
  key_hint({std::round(box.x + (box.w - width) / 2), box.y + px(118)}, "n", tr("key.new_statement"));
}

}  // namespace

void draw_writing(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const Rect head = box.cut_top(px(44));
  const float title = draw_pane_head(head, tr("screen.statements"), true);
  draw_text({title + px(10), head.y + px(14)}, Face::label, color(Tone::t3), text::number(std::ssize(model.rows().statements)));
  horizontal_line(box.x, box.y - px(1), box.w);
  const bool editing = model.editor.open && (model.place.pane == Pane::editor || model.editor.statement == model.place.statement);
  if (model.rows().statements.empty() && !editing) return draw_none(box);
  const float most = std::max(std::floor(box.h * kListShare / px(kRow)), 1.0F);
  const float list = px(kRow) * std::min(static_cast<float>(model.rows().statements.size()), most);
  if (list > 0) draw_list(box.cut_top(list), model);
  if (editing && model.place.pane == Pane::editor && !model.strip.open()) return draw_editor(box, model);
  draw_read(box, model);
}

void draw_variants(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const Rect head = box.cut_top(px(44));
  const float title = draw_pane_head(head, tr("noun.variants"), false);
  horizontal_line(box.x, box.y - px(1), box.w);
  if (writes_new(model)) {
    flow_text({box.x + px(12), box.y + px(10)}, box.w - px(24), Face::body, color(Tone::t3), tr("variants.at_submit"));
    return;
  }
  if (!model.rows().statement) return;
  const StatementDetail& detail = *model.rows().statement;
  if (!detail.variants.empty())
    draw_text({title + px(10), head.y + px(14)}, Face::label, color(Tone::t3), tr("variants.channels", detail.variants.size()));
  const Rect content = begin_scroll(box, 43);
  Rect at{content.x + px(12), content.y + px(10), content.w - px(24), 0};
  if (detail.variants.empty()) at.y += flow_text(at.min(), at.w, Face::body, color(Tone::t3), tr("variants.at_submit"));
  for (const VariantRow& row : detail.variants) {
    draw_text(at.min(), Face::body_bold, color(Tone::t1), row.channel);
    draw_text_right({at.right(), at.y + px(2)}, Face::label, color(Tone::t2), row.size);
    at.y += px(24);
    if (!row.title.empty()) at.y += flow_text(at.min(), at.w, Face::body_bold, color(Tone::t1), row.title) + px(2);
    at.y += flow_text(at.min(), at.w, Face::body, color(Tone::t2), row.text) + px(4);
    for (const std::string& claim : row.claims) at.y += flow_text(at.min(), at.w, Face::label_bold, color(Tone::t2), claim) + px(4);
    at.y += flow_text(at.min(), at.w, Face::label, color(Tone::t3), row.note) + px(10);
    horizontal_line(content.x, at.y, content.w);
    at.y += px(10);
  }
  end_scroll(content, at.y - content.y);
}

void draw_statements(Rect box, ConsoleModel& model, Ui& ui) {
  const Layout layout = layout_for(box.w / scale(), box.h / scale(), ui.splits);
  if (layout.width == Width::one_pane) return draw_writing(box, model);
  const bool narrow = layout.width == Width::rail;
  const Rect right = box.cut_right(std::round(box.w * (narrow ? 0.42F : 0.315F)));
  if (narrow) {
    draw_writing(box, model);
  } else {
    const Rect middle = box.cut_right(std::round(box.w * 0.43F));
    draw_writing(box, model);
    draw_variants(middle, model);
    vertical_line(middle.x, middle.y, middle.h);
  }
  draw_approval(right, model);
  vertical_line(right.x, right.y, right.h);
}

}  // namespace voelspriet::console
