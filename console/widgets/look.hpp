// SPDX-License-Identifier: Apache-2.0
// How everything looks: colour tokens of both themes, faces, and effective pixels. One look at a time, like the ImGui context it
// belongs to; set by the shell between frames, read by widgets and views. Main thread only.
#pragma once

#include <imgui.h>

#include <cstddef>

namespace voelspriet::console {

enum class Theme { dark, light };

// One idea: red is only what goes wrong or must happen now, blue is where you are and the next step, all else is grey.
enum class Tone {
  bg0, bg1, bg2, bg3,          // window, pane, raised, selected
  line, edge,                  // decoration; borders and plots
  t1, t2, t3,                  // text, from loud to quiet
  accent, button, on_button,
  red, red_fill, on_red_fill,
  red_ground, amber_ground, green_ground,
  exercise, hatch_low, hatch_high, on_hatch,
  fresh, amber, green, orange, violet, slate, grey,  // states
  badge, on_badge,             // the inverted badge of a contradiction
  count                        // not a tone
};

// Inter in the sizes of the grid: 12 labels, 14 body, 16 heading, 20 figure, 30 drill clock. _bold is weight 600.
enum class Face { cap, label, label_bold, body, body_bold, heading, heading_bold, figure, clock, count };

// Shows the theme from now on.
void use_theme(Theme theme);
Theme theme();
ImU32 color(Tone tone);
// The same colour with its opacity multiplied: for what is closed, stale or unfocused.
ImU32 color(Tone tone, float opacity);

// Builds the font atlas for a scale (DPI x zoom). Call between frames; the renderer must upload the atlas again.
// Returns false when Inter is not on this machine: the built-in font stands in, and the caller says so.
bool use_fonts(float scale);
float scale();
// Effective pixels to window pixels, on whole ones so that edges stay sharp.
float px(float effective);
ImFont* font(Face face);
float line_height(Face face);

}  // namespace voelspriet::console
