// SPDX-License-Identifier: Apache-2.0
// Words on the screen. Every text goes through ImDrawList::AddText as it is: no formatting, no labels, so text of strangers can hold
// "%s" or "###" without harm. Positions are the top left of a line box, whose height is line_height(face).
#pragma once

#include <span>
#include <string_view>

#include "console/widgets/look.hpp"

namespace voelspriet::console {

float text_width(Face face, std::string_view text);
// Returns where the text ends.
float draw_text(ImVec2 at, Face face, ImU32 ink, std::string_view text);
float draw_text_right(ImVec2 right_top, Face face, ImU32 ink, std::string_view text);
// Ends in an ellipsis when it is wider than `width`; the whole text is then the tooltip.
void draw_text_elided(ImVec2 at, float width, Face face, ImU32 ink, std::string_view text);
// Digits at the width of the widest one, so that a running clock does not tremble (Dear ImGui has no tabular figures).
float draw_text_tabular(ImVec2 at, Face face, ImU32 ink, std::string_view text);
float text_tabular_width(Face face, std::string_view text);

// How a stretch of flowing text is marked, and what that means: shape and colour together.
enum class Mark {
  none,
  fact,      // green line: a registered fact
  unknown,   // red dashes on red ground: no fact behind this value
  language,  // amber dots: plainer words exist
  over,      // red ground: past the limit of the channel
  hit,       // selected ground: a term of the watch profile, a shared word
};

struct Span {
  std::string_view text;  // may hold line feeds
  Face face = Face::body;
  ImU32 ink = 0;
  Mark mark = Mark::none;
};

// Wraps at spaces (and inside a word that is wider than the line). Returns the height; draws nothing when `draw` is false.
float flow_text(ImVec2 at, float width, std::span<const Span> spans, bool draw = true);
float flow_text(ImVec2 at, float width, Face face, ImU32 ink, std::string_view text, bool draw = true);

}  // namespace voelspriet::console
