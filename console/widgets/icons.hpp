// SPDX-License-Identifier: Apache-2.0
// Signs as paths on a square of 16 units, drawn at any size in any colour. State is shape + colour + word, always all three:
// the shape alone must tell states apart on a grey print.
#pragma once

#include "console/widgets/look.hpp"

namespace voelspriet::console {

enum class Icon {
  ring, half_disc, dashed_question, disc_tick, tick, square_cross, disc_minus, ring_plus, triangle, diamond, bar, clock, barred,
  octagon, arrows, document, lock, speech, antenna, up, none, count
};

// Draws with the top left corner of the square at `at`. `ground` is what lies behind: the inner sign of a filled shape is cut out in it.
void draw_icon(ImVec2 at, float size, Icon icon, ImU32 ink, ImU32 ground);

}  // namespace voelspriet::console
