// SPDX-License-Identifier: Apache-2.0
// Every view of the console. A view draws rows of the model into a box and hands acts back; it never touches the network, the clock
// or another view. Main thread, between ImGui::NewFrame and ImGui::Render.
#pragma once

#include <string>

#include "console/model/console_model.hpp"
#include "console/views/layout.hpp"
#include "console/widgets/rect.hpp"

namespace voelspriet::console {

// What only the screen remembers.
struct Ui {
  Splits splits;
};

// Draws the whole window.
void draw_console(ConsoleModel& model, Ui& ui);
// Where the person is, in words: for screen readers and the task switcher.
std::string window_title(const ConsoleModel& model);

void draw_bar(Rect box, ConsoleModel& model, bool low);
void draw_tabs(Rect box, ConsoleModel& model);
// The band under the tabs when something is wrong. Returns its height; draws nothing when `draw` is false.
float draw_band(Rect box, ConsoleModel& model, bool draw);
void draw_status(Rect box, ConsoleModel& model);
void draw_help(Rect box, ConsoleModel& model);
void draw_sign_in(Rect box, ConsoleModel& model);
void draw_loading(Rect box, const ConsoleModel& model);

void draw_situation(Rect box, ConsoleModel& model, Ui& ui);
void draw_mentions(Rect box, ConsoleModel& model);
void draw_mentions_rail(Rect box, ConsoleModel& model);
void draw_claims(Rect box, ConsoleModel& model);
void draw_claim(Rect box, ConsoleModel& model);

void draw_statements(Rect box, ConsoleModel& model, Ui& ui);
void draw_writing(Rect box, ConsoleModel& model);
void draw_variants(Rect box, ConsoleModel& model);
void draw_approval(Rect box, ConsoleModel& model);

void draw_sent(Rect box, ConsoleModel& model, Ui& ui);

// The strip in place that asks for the second act. Returns its height; draws nothing when `draw` is false.
float draw_strip(Rect box, ConsoleModel& model, bool draw);
// What the open strip asks.
std::string strip_title(const ConsoleModel& model);
// The line about the last act. Returns its height, 0 when there is none.
float draw_notice(Rect box, ConsoleModel& model, bool draw);
// Title of a pane with the accent line of focus above it. Returns where the title ends.
float draw_pane_head(Rect box, const char* title, bool focused);

}  // namespace voelspriet::console
