// SPDX-License-Identifier: Apache-2.0
// The locked desk: who you are is a key file and its passphrase. And the screen while the state is on its way.
#include <algorithm>
#include <cmath>

#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "console/widgets/field.hpp"
#include "console/widgets/figures.hpp"
#include "hub/base/limits.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

void sign_in_field(Rect at, ConsoleModel& model, std::size_t index, const char* label, std::string& words, bool secret) {
  SignInForm& form = model.sign_in;
  draw_text(at.min(), Face::label, color(Tone::t2), label);
  FieldLook look{.hint = "", .secret = secret, .take_focus = form.take_focus && form.focus == index};
  const FieldAnswer answer = line_field({at.x, at.y + px(20), at.w, px(34)}, 2 * form.attempt + static_cast<int>(index), words, limits::kLinkMax, look);
  if (look.take_focus) form.take_focus = false;
  if (answer.clicked) form.focus = index;
  if (answer.focused && form.focus == index) model.field_ready = true;
}

}  // namespace

void draw_sign_in(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg0);
  model.field_ready = false;
  const float width = std::min(box.w - px(32), px(440));
  const Rect panel{std::round(box.x + (box.w - width) / 2), std::round(box.y + std::max((box.h - px(330)) / 3, px(8))), width, px(330)};
  fill(panel, Tone::bg1, 4);
  frame(panel, Tone::line, 4);
  Rect inside = panel.inset(px(24), px(20));
  draw_icon(inside.min(), px(24), Icon::antenna, color(Tone::accent), color(Tone::bg1));
  draw_text({inside.x + px(36), inside.y}, Face::figure, color(Tone::t1), tr("sign_in.title"));
  inside.cut_top(px(38));
  inside.cut_top(flow_text(inside.min(), inside.w, Face::body, color(Tone::t2), tr("sign_in.line")) + px(14));
  sign_in_field(inside.cut_top(px(66)), model, 0, tr("sign_in.key_file"), model.sign_in.key_file, false);
  sign_in_field(inside.cut_top(px(66)), model, 1, tr("sign_in.passphrase"), model.sign_in.passphrase, true);
  const Rect row = inside.cut_top(px(38));
  const Button enter{tr(model.sign_in.busy ? "sign_in.busy" : "sign_in.go"), "↵", model.sign_in.busy ? ButtonKind::closed : ButtonKind::primary};
  if (button({row.x, row.y, button_width(enter) + px(8), px(36)}, 7, enter)) model.act(Act::enter);
  if (!model.sign_in.trouble.empty()) {
    draw_icon({row.x, row.bottom() + px(9)}, px(14), Icon::barred, color(Tone::red), color(Tone::bg1));
    flow_text({row.x + px(22), row.bottom() + px(6)}, row.w - px(22), Face::body, color(Tone::red), model.sign_in.trouble);
  }
}

void draw_loading(Rect box, const ConsoleModel& model) {
  fill(box, Tone::bg1);
  const Rect inside = box.inset(std::max(px(24), (box.w - px(560)) / 2), px(48));
  const Connection& connection = model.connection();
  const bool known = connection.lines > 0;
  draw_icon({inside.x, inside.y + px(3)}, px(14), Icon::clock, color(Tone::t2), color(Tone::bg1));
  draw_text({inside.x + px(22), inside.y}, Face::body, color(Tone::t2),
            known ? tr("loading.line", connection.line, connection.lines) : std::string{tr("loading.connecting")});
  const float share = connection.lines == 0 ? 0 : static_cast<float>(connection.line) / static_cast<float>(connection.lines);
  draw_progress({inside.x, inside.y + px(30), inside.w, px(3)}, share, color(Tone::accent));
  float y = inside.y + px(50);
  for (const float share_of_width : {0.82F, 0.54F, 0.7F}) {
    fill({inside.x, y, inside.w * share_of_width, px(10)}, Tone::bg3, 2);
    y += px(24);
  }
  draw_text({inside.x, y + px(6)}, Face::label, color(Tone::t3), tr("loading.until_then"));
}

}  // namespace voelspriet::console
