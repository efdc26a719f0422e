// SPDX-License-Identifier: Apache-2.0
// The window as a whole: exercise marking, bar, tabs, band, the chosen screen, status line.
#include "console/views/screens.hpp"
#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "console/widgets/figures.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

void spaced_word(ImVec2 at, const char* word) {
  for (const char* letter = word; *letter != 0; ++letter) {
    at.x = draw_text(at, Face::body_bold, color(Tone::on_hatch), std::string_view{letter, 1}) + px(3);
  }
}

float spaced_width(const char* word) {
  float width = -px(3);
  for (const char* letter = word; *letter != 0; ++letter) width += text_width(Face::body_bold, std::string_view{letter, 1}) + px(3);
  return width;
}

// Hatch above and below, a frame of 4 px and the word twice: any crop that touches the edge of the window shows it.
void draw_exercise(Rect& box) {
  fill(box, Tone::exercise);
  box = box.inset(px(4), px(4));
  Rect above = box.cut_top(px(26));
  draw_hatch(above);
  draw_hatch(box.cut_bottom(px(8)));
  above = above.inset(px(12), px(3));
  const char* word = tr("exercise.word");
  spaced_word(above.min(), word);
  spaced_word({above.right() - spaced_width(word), above.y}, word);
  const char* nothing = tr("exercise.nothing_leaves");
  draw_text({above.x + spaced_width(word) + px(20), above.y}, Face::body, color(Tone::on_hatch), nothing);
}

void draw_screen(Rect box, ConsoleModel& model, Ui& ui) {
  const LinkState link = model.connection().link;
  if (!model.state().founded() || link == LinkState::loading) return draw_loading(box, model);
  for (const ScreenEntry& entry : screens())
    if (entry.screen == model.place.screen) entry.draw(box, model, ui);
  // What is old is grey, and says how old in the band.
  if (link == LinkState::lost && !model.place.help)
    ImGui::GetForegroundDrawList()->AddRectFilled(box.min(), box.max(), color(Tone::bg1, 0.5F));
}

}  // namespace

float draw_pane_head(Rect box, const char* title, bool focused) {
  if (focused) fill({box.x, box.y, box.w, px(2)}, Tone::accent);
  return draw_text({box.x + px(12), box.y + px(11)}, Face::heading_bold, color(Tone::t1), title);
}

void draw_console(ConsoleModel& model, Ui& ui) {
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport.Pos);
  ImGui::SetNextWindowSize(viewport.Size);
  ImGui::Begin("###console", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PushTabStop(false);
  Rect box{viewport.Pos.x, viewport.Pos.y, viewport.Size.x, viewport.Size.y};
  const bool low = box.h / scale() < 640;
  if (model.state().exercise) draw_exercise(box);
  if (model.locked()) {
    draw_sign_in(box, model);
  } else {
    draw_bar(box.cut_top(px(low ? 48 : 68)), model, low);
    draw_tabs(box.cut_top(px(36)), model);
    draw_status(box.cut_bottom(px(28)), model);
    const Rect band = box.cut_top(draw_band(box, model, false));
    draw_band(band, model, true);
    draw_screen(box, model, ui);
  }
  if (model.place.help) draw_help({viewport.Pos.x, viewport.Pos.y, viewport.Size.x, viewport.Size.y}, model);
  ImGui::PopTabStop();
  ImGui::End();
  model.place.moved = false;
}

}  // namespace voelspriet::console
