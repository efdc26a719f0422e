// SPDX-License-Identifier: Apache-2.0
// The small parts every screen is made of. Ids come from ImGui::PushID by the caller or the `id` handed in; labels are drawn, never
// used as ids. What can be clicked answers true on the frame of the click.
#pragma once

#include <string_view>

#include "console/widgets/icons.hpp"
#include "console/widgets/rect.hpp"
#include "console/widgets/text.hpp"

namespace voelspriet::console {

void fill(Rect box, Tone tone, float radius = 0);
void frame(Rect box, Tone tone, float radius = 0, float width = 1);
void horizontal_line(float x, float y, float width, Tone tone = Tone::line);
void vertical_line(float x, float y, float height, Tone tone = Tone::line);

// An invisible area that answers clicks. Never takes the keyboard.
bool clicked(Rect box, int id);
bool hovered(Rect box);

// A key as it stands on the keyboard. Dimmed while its pane has no focus. Returns the right edge.
float keycap(ImVec2 at, std::string_view key, bool dimmed = false);
float keycap_width(std::string_view key);
// "[c] onderzoek". Returns the right edge.
float key_hint(ImVec2 at, std::string_view key, std::string_view word, bool dimmed = false);
float key_hint_width(std::string_view key, std::string_view word);

// A bordered word, as of a source. Returns the right edge.
float tag(ImVec2 at, std::string_view word);
float tag_width(std::string_view word);
// The level of the incident: amber, bordered.
float level_tag(ImVec2 at, std::string_view word);
// The inverted badge of a contradiction.
float arrows_badge(ImVec2 at, std::string_view word);
float arrows_badge_width(std::string_view word);
// A number in a round ground; red when something is wrong.
float count_badge(ImVec2 at, std::string_view number, bool wrong = false);

enum class ButtonKind { primary, secondary, closed, danger };
struct Button {
  std::string_view word;
  std::string_view key;
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  Tone icon_tone = Tone::t1;
  bool bold = true;
  bool dimmed_key = false;
};
// A closed button never answers; the reason stands below it, drawn by the caller.
bool button(Rect box, int id, const Button& what);
float button_width(const Button& what);

// A choice among a few, as of a filter. Returns the right edge; sets `pressed` on a click.
float choice(ImVec2 at, int id, std::string_view word, bool chosen, bool& pressed);

enum class Presence { solid, me, pending, nobody };
// Initials in a disc of `size`. A ring says that somebody works on this now.
void avatar(ImVec2 at, float size, std::string_view initials, Presence presence, bool ringed = false);

// A draggable line of 1 px between panes; `position` is in effective pixels from the left of the window.
void splitter(Rect line, int id, float& position, float least, float most, bool from_right);

// What is drawn between them lies over all that was drawn before, scrolling panes too.
void begin_layer(Rect box, int id);
void end_layer();

// A pane that scrolls. Between begin and end, draw below the cursor; end takes the height that was used.
Rect begin_scroll(Rect box, int id);
void end_scroll(Rect content, float used);
// Brings a stretch of the current scrolling pane into sight.
void scroll_to(float top, float height);

}  // namespace voelspriet::console
