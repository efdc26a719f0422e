// SPDX-License-Identifier: Apache-2.0
// Small drawings without words: sparkline, plot, hatch, dashes, progress.
#pragma once

#include <cstdint>
#include <span>

#include "console/widgets/look.hpp"
#include "console/widgets/rect.hpp"

namespace voelspriet::console {

void draw_dashed_line(ImVec2 from, ImVec2 to, ImU32 ink, float width, float dash, float gap);
// Numbers per step, oldest first, as a line with its ground filled and a dot at now.
void draw_sparkline(Rect box, std::span<const std::uint32_t> counts, ImU32 ink);
// Bars up (claimed) and down (denied) around a base line; the newest `hot` bars up are red.
void draw_plot(Rect box, std::span<const std::uint32_t> up, std::span<const std::uint32_t> down, std::size_t hot);
// The diagonal hatch of an exercise.
void draw_hatch(Rect box);
void draw_progress(Rect box, float share, ImU32 ink);

}  // namespace voelspriet::console
