// SPDX-License-Identifier: Apache-2.0
// Screen 3: every delivery, what asks for a person first; on the right what can be done with the chosen one.
#include <algorithm>
#include <cmath>

#include "console/model/words.hpp"
#include "console/views/signs.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr float kRow = 56, kPad = 16;

struct Columns {
  float channel, state, time;
};
Columns columns(Rect at) { return {at.x + std::round(at.w * 0.44F), at.x + std::round(at.w * 0.62F), at.right() - px(kPad)}; }

const char* state_word(const DeliveryRow& row) { return tr(row.wrong ? "delivery_state.wrong_short" : word_of(row.status)); }

void draw_row(Rect at, const DeliveryRow& row, bool chosen) {
  const bool bad = row.wrong || row.status == domain::DeliveryStatus::failed;
  fill(at, chosen ? Tone::bg3 : bad ? Tone::red_ground : Tone::bg1);
  if (bad) fill({at.x, at.y, px(4), at.h - px(1)}, Tone::red);
  horizontal_line(at.x, at.bottom() - px(1), at.w);
  const Columns column = columns(at);
  draw_text_elided({at.x + px(kPad), at.y + px(8)}, column.channel - at.x - px(kPad + 12), Face::body_bold, color(Tone::t1), row.statement);
  const std::string note = row.reason.empty() ? (row.proof.empty() ? row.promise : row.proof) : row.reason;
  draw_text_elided({at.x + px(kPad), at.y + px(30)}, column.channel - at.x - px(kPad + 12), Face::label, color(bad ? Tone::red : Tone::t3), note);
  draw_text_elided({column.channel, at.y + px(8)}, column.state - column.channel - px(12), Face::body, color(Tone::t1), row.channel);
  draw_text_elided({column.channel, at.y + px(30)}, column.state - column.channel - px(12), Face::label, color(Tone::t3), row.recipient);
  const Sign sign = sign_of(row);
  draw_icon({column.state, at.y + px(11)}, px(14), sign.icon, color(sign.tone), color(Tone::bg1));
  draw_text({column.state + px(21), at.y + px(8)}, Face::body_bold, color(sign.tone), state_word(row));
  if (row.saving) draw_text({column.state + px(21), at.y + px(30)}, Face::label, color(Tone::amber), tr("saving.pending"));
  draw_text_right({column.time, at.y + px(8)}, Face::body, color(Tone::t3), row.time);
}

void draw_names(Rect at) {
  const Columns column = columns(at);
  const ImU32 ink = color(Tone::t3);
  draw_text({at.x + px(kPad), at.y + px(5)}, Face::label, ink, tr("sent.statement"));
  draw_text({column.channel, at.y + px(5)}, Face::label, ink, tr("sent.channel"));
  draw_text({column.state, at.y + px(5)}, Face::label, ink, tr("sent.state"));
  draw_text_right({column.time, at.y + px(5)}, Face::label, ink, tr("sent.time"));
  horizontal_line(at.x, at.bottom() - px(1), at.w);
}

void draw_list(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const Rect head = box.cut_top(px(44));
  const float title = draw_pane_head(head, tr("sent.title"), true);
  draw_text({title + px(10), head.y + px(14)}, Face::label, color(Tone::t3), tr("sent.count", model.rows().deliveries.size()));
  if (model.rows().deliveries.empty()) {
    draw_icon({box.x + box.w / 2 - px(14), box.y + px(56)}, px(28), Icon::antenna, color(Tone::edge), color(Tone::bg1));
    const char* words = tr("sent.empty");
    draw_text({std::round(box.x + (box.w - text_width(Face::heading_bold, words)) / 2), box.y + px(100)}, Face::heading_bold, color(Tone::t1), words);
    return;
  }
  draw_names(box.cut_top(px(28)));
  const Rect content = begin_scroll(box, 51);
  float y = content.y;
  for (const DeliveryRow& row : model.rows().deliveries) {
    const Rect at{content.x, y, content.w, px(kRow)};
    const bool chosen = row.id == model.place.delivery;
    if (chosen && model.place.moved) scroll_to(at.y, at.h);
    if (at.bottom() >= box.y && at.y <= box.bottom()) {
      draw_row(at, row, chosen);
      if (clicked(at, static_cast<int>(row.id.value))) model.place.delivery = row.id;
    }
    y = at.bottom();
  }
  end_scroll(content, y - content.y);
}

// What the key does with this delivery, nullptr = nothing.
const char* act_word(const DeliveryRow& row) {
  using domain::DeliveryStatus;
  if (row.by_person && (row.status == DeliveryStatus::queued || row.status == DeliveryStatus::uncertain)) return "act.report";
  if (row.status == DeliveryStatus::failed) return "act.retry";
  return row.status == DeliveryStatus::uncertain ? "act.look" : nullptr;
}

// For a channel served by hand: the exact text to post.
const domain::Variant* text_by_hand(const ConsoleModel& model, const DeliveryRow& row) {
  const domain::Delivery* delivery = model.state().deliveries.find(row.id);
  const domain::Statement* statement = delivery ? model.state().statements.find(delivery->statement) : nullptr;
  if (!statement || !row.by_person) return nullptr;
  for (const domain::Variant& variant : statement->variants)
    if (variant.channel == delivery->channel && delivery->part < variant.parts.size()) return &variant;
  return nullptr;
}

void draw_chosen(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg1);
  const auto& rows = model.rows().deliveries;
  const auto row = std::ranges::find(rows, model.place.delivery, &DeliveryRow::id);
  if (row == rows.end()) return;
  const Rect content = begin_scroll(box, 52);
  Rect at{content.x + px(kPad), content.y + px(12), content.w - px(2 * kPad), 0};
  const Sign sign = sign_of(*row);
  draw_icon({at.x, at.y + px(4)}, px(15), sign.icon, color(sign.tone), color(Tone::bg1));
  draw_text({at.x + px(22), at.y + px(1)}, Face::body_bold, color(sign.tone), state_word(*row));
  draw_text_right({at.right(), at.y + px(3)}, Face::label, color(Tone::t3), row->time);
  at.y += px(28);
  at.y += flow_text(at.min(), at.w, Face::figure, color(Tone::t1), row->channel) + px(2);
  at.y += flow_text(at.min(), at.w, Face::body, color(Tone::t2), row->statement) + px(12);
  const auto pair = [&](const char* label, const std::string& words) {
    if (words.empty()) return;
    draw_text(at.min(), Face::label, color(Tone::t3), tr(label));
    at.y += px(17);
    at.y += flow_text(at.min(), at.w, Face::body, color(Tone::t1), words) + px(10);
  };
  pair("sent.reason", row->reason);
  pair("sent.proof", row->proof);
  pair("sent.promise", row->promise);
  if (const domain::Variant* variant = text_by_hand(model, *row)) pair("sent.text_by_hand", variant->parts[model.state().deliveries.find(row->id)->part].bytes);
  if (const float height = draw_notice(at, model, false); height > 0) at.y += draw_notice(at, model, true) + px(10);
  if (model.strip.open()) {
    const float height = draw_strip({at.x + px(12), 0, at.w - px(24), 0}, model, false) + px(24);
    fill({at.x, at.y, at.w, height}, Tone::bg2, 4);
    frame({at.x, at.y, at.w, height}, Tone::edge, 4);
    draw_strip({at.x + px(12), at.y + px(12), at.w - px(24), 0}, model, true);
    at.y += height;
  } else if (const char* word = act_word(*row)) {
    const Button act{tr(word), "↵", model.can_send() ? ButtonKind::primary : ButtonKind::closed};
    if (button({at.x, at.y, button_width(act) + px(8), px(36)}, 53, act)) model.act(Act::open);
    at.y += px(36);
  }
  end_scroll(content, at.y - content.y + px(12));
}

}  // namespace

void draw_sent(Rect box, ConsoleModel& model, Ui& ui) {
  const Layout layout = layout_for(box.w / scale(), box.h / scale(), ui.splits);
  const Rect right = layout.width == Width::one_pane ? box.cut_bottom(std::round(box.h * 0.4F)) : box.cut_right(px(std::max(layout.detail, 352.0F)));
  draw_list(box, model);
  draw_chosen(right, model);
  if (layout.width == Width::one_pane) horizontal_line(right.x, right.y, right.w);
  else vertical_line(right.x, right.y, right.h);
}

}  // namespace voelspriet::console
