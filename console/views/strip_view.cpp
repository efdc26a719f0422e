// SPDX-License-Identifier: Apache-2.0
// The strip in place: what will happen, the words it needs, and the second key. Never a pop-up.
#include <fmt/format.h>

#include <array>

#include "console/model/words.hpp"
#include "console/views/signs.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "console/widgets/field.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

struct Wording {
  const char* title;  // of tr(), {0} = what it is about
  const char* line;   // what it means; "" = nothing to add
  const char* go;     // the word on the button
  Sign sign;
};

constexpr std::array<Wording, static_cast<std::size_t>(StripKind::count)> kWordings{{
    {"", "", "", {}},
    {"strip.verdict", "strip.verdict_line", "act.propose", {}},
    {"strip.sign", "strip.sign_line", "act.sign", {}},
    {"strip.close", "", "act.close", {Icon::bar, Tone::grey}},
    {"strip.reopen", "", "act.reopen", {Icon::half_disc, Tone::amber}},
    {"strip.evidence", "", "act.add", {Icon::ring_plus, Tone::t2}},
    {"strip.make_claim", "strip.make_claim_line", "act.make_claim", {Icon::ring, Tone::fresh}},
    {"strip.raise", "strip.raise_line", "act.raise", {Icon::arrows, Tone::t1}},
    {"strip.resolve", "", "act.resolve", {Icon::arrows, Tone::t1}},
    {"strip.submit", "strip.submit_line", "act.submit", {Icon::document, Tone::t1}},
    {"strip.approve", "strip.approve_line", "act.approve", {Icon::disc_tick, Tone::green}},
    {"strip.release", "strip.release_line", "act.release", {Icon::disc_tick, Tone::green}},
    {"strip.send_back", "", "act.return", {Icon::square_cross, Tone::orange}},
    {"strip.retry", "strip.retry_line", "act.retry", {Icon::barred, Tone::red}},
    {"strip.look", "strip.look_line", "act.look", {Icon::dashed_question, Tone::amber}},
    {"strip.report", "strip.report_line", "act.report", {Icon::tick, Tone::green}},
    {"strip.release_brake", "strip.release_brake_line", "act.release_brake", {Icon::octagon, Tone::red}},
}};
static_assert(kWordings.back().title != nullptr, "a strip has no words");

std::string assertion_of(const ConsoleModel& model, ClaimId claim) {
  const domain::Claim* found = model.state().claims.find(claim);
  return found ? found->assertion : "";
}

std::string about(const ConsoleModel& model) {
  const Strip& strip = model.strip;
  if (strip.kind == StripKind::verdict || strip.kind == StripKind::sign)
    return fmt::format("{}: {}", tr(word_of(strip.verdict)), assertion_of(model, strip.claim));
  if (strip.claim) return assertion_of(model, strip.claim);
  if (const domain::Statement* statement = model.state().statements.find(strip.statement)) return statement->wording.title;
  if (const domain::Delivery* delivery = model.state().deliveries.find(strip.delivery)) return channel_name(delivery->channel);
  return {};
}

std::string line_of(const ConsoleModel& model, const Wording& wording) {
  const Strip& strip = model.strip;
  if (strip.kind == StripKind::raise) return tr(wording.line, assertion_of(model, strip.other));
  if (strip.kind == StripKind::make_claim) return tr(wording.line, strip.mentions.size());
  if (strip.kind == StripKind::verdict && model.rows().claim)
    return tr(wording.line, model.rows().claim->evidence.size(), model.rows().claim->matches);
  return *wording.line == 0 ? "" : tr(wording.line);
}

float draw_field(Rect at, ConsoleModel& model, std::size_t index, bool draw) {
  StripField& field = model.strip.fields[index];
  if (!draw) return px(56);
  draw_text(at.min(), Face::label, color(Tone::t2), tr(field.label));
  const FieldLook look{.hint = "", .secret = false, .take_focus = model.strip.take_focus && model.strip.focus == index};
  const FieldAnswer answer = line_field({at.x, at.y + px(18), at.w, px(32)}, static_cast<int>(index), field.text, field.limit, look);
  if (look.take_focus) model.strip.take_focus = false;
  if (answer.clicked) model.strip.focus = index;
  if (answer.focused && model.strip.focus == index) model.field_ready = true;
  return px(56);
}

// Stance and weight of evidence.
float draw_evidence_choices(Rect at, Strip& strip, bool draw) {
  if (!draw) return px(34);
  if (strip.take_focus && !strip.in_field()) {
    leave_field();
    strip.take_focus = false;
  }
  bool pressed = false;
  const float from = at.x;
  float x = choice(at.min(), 50, tr("stance.contradicts"), strip.stance == domain::Stance::contradicts, pressed);
  if (pressed) strip.stance = domain::Stance::contradicts;
  x = choice({x + px(6), at.y}, 51, tr("stance.supports"), strip.stance == domain::Stance::supports, pressed);
  if (pressed) strip.stance = domain::Stance::supports;
  const float official = x + px(18);
  const float end = choice({official, at.y}, 52, tr("evidence.official"), strip.official, pressed);
  if (pressed) strip.official = !strip.official;
  if (strip.focus == strip.fields.size()) frame({from, at.y, x - from, px(24)}, Tone::accent, 3, 2);
  if (strip.focus == strip.fields.size() + 1) frame({official, at.y, end - official, px(24)}, Tone::accent, 3, 2);
  return px(34);
}

const Wording& wording_of(const ConsoleModel& model) { return kWordings[static_cast<std::size_t>(model.strip.kind)]; }

}  // namespace

std::string strip_title(const ConsoleModel& model) { return tr(wording_of(model).title, about(model)); }

float draw_strip(Rect box, ConsoleModel& model, bool draw) {
  Strip& strip = model.strip;
  const Wording& wording = wording_of(model);
  const Sign sign = strip.kind == StripKind::verdict || strip.kind == StripKind::sign ? sign_of(strip.verdict) : wording.sign;
  if (draw) model.field_ready = false;
  const float left = px(26);
  float y = box.y;
  if (draw) draw_icon({box.x, y + px(2)}, px(16), sign.icon, color(sign.tone), color(Tone::bg2));
  y += flow_text({box.x + left, y}, box.w - left, Face::body_bold, color(Tone::t1), strip_title(model), draw);
  if (const std::string line = line_of(model, wording); !line.empty())
    y += flow_text({box.x + left, y}, box.w - left, Face::label, color(Tone::t2), line, draw);
  y += px(8);
  for (std::size_t i = 0; i < strip.fields.size(); ++i) y += draw_field({box.x, y, box.w, 0}, model, i, draw);
  if (strip.kind == StripKind::evidence) y += draw_evidence_choices({box.x, y, box.w, 0}, strip, draw);
  const Button go{tr(wording.go), "↵", strip.complete() ? ButtonKind::primary : ButtonKind::closed};
  const Button no{tr("act.no"), "Esc"};
  const float go_width = button_width(go);
  const Rect at{box.x, y, go_width, px(34)};
  if (draw && button(at, 60, go)) return model.act(Act::enter), 0;
  if (draw && button({at.right() + px(8), y, button_width(no), px(34)}, 61, no)) model.act(Act::back);
  return y + px(34) - box.y;
}

}  // namespace voelspriet::console
