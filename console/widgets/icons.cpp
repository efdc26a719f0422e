// SPDX-License-Identifier: Apache-2.0
#include "console/widgets/icons.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace voelspriet::console {
namespace {

enum class Draw { line, shape, ring, disc, half, dashes };

// One stroke or filled shape. ring, disc, half and dashes take {x, y, radius}; line and shape take points x, y, x, y, ...
struct Piece {
  Draw draw;
  bool cut;     // in the colour of the ground
  float width;  // of the pen; 0 for fills
  std::array<float, 20> numbers;
  int used;
};

template <class... N>
constexpr Piece piece(Draw draw, bool cut, float width, N... numbers) {
  static_assert(sizeof...(N) <= 20);
  return Piece{draw, cut, width, {static_cast<float>(numbers)...}, static_cast<int>(sizeof...(N))};
}

constexpr std::array kRing{piece(Draw::ring, false, 2, 8, 8, 6)};
constexpr std::array kHalf{piece(Draw::ring, false, 2, 8, 8, 6), piece(Draw::half, false, 0, 8, 8, 6)};
constexpr std::array kDashedQuestion{piece(Draw::dashes, false, 1.8, 8, 8, 6.4),
                                     piece(Draw::line, false, 1.6, 6.2, 6.6, 6.5, 5.4, 8, 4.8, 9.5, 5.4, 9.7, 6.7, 8.1, 7.9, 8, 9),
                                     piece(Draw::disc, false, 0, 8, 11.2, 1)};
constexpr std::array kDiscTick{piece(Draw::disc, false, 0, 8, 8, 7), piece(Draw::line, true, 1.9, 4.8, 8.2, 7, 10.4, 11.3, 5.7)};
constexpr std::array kTick{piece(Draw::line, false, 2.1, 2.6, 8.6, 6.2, 12.2, 13.6, 4)};
constexpr std::array kSquareCross{piece(Draw::shape, false, 0, 1.6, 1.6, 14.4, 1.6, 14.4, 14.4, 1.6, 14.4),
                                  piece(Draw::line, true, 2, 5, 5, 11, 11), piece(Draw::line, true, 2, 11, 5, 5, 11)};
constexpr std::array kDiscMinus{piece(Draw::disc, false, 0, 8, 8, 7), piece(Draw::line, true, 2.2, 4.4, 8, 11.6, 8)};
constexpr std::array kRingPlus{piece(Draw::ring, false, 1.6, 8, 8, 6.2), piece(Draw::line, false, 1.6, 5, 8, 11, 8),
                               piece(Draw::line, false, 1.6, 8, 5, 8, 11)};
constexpr std::array kTriangle{piece(Draw::shape, false, 0, 8, 1.2, 15.4, 14.4, 0.6, 14.4), piece(Draw::line, true, 1.9, 8, 5.6, 8, 9.8),
                               piece(Draw::disc, true, 0, 8, 12.1, 1.1)};
constexpr std::array kDiamond{piece(Draw::line, false, 1.7, 8, 0.9, 15.1, 8, 8, 15.1, 0.9, 8, 8, 0.9, 15.1, 8),
                              piece(Draw::line, false, 1.5, 6.3, 6.5, 6.6, 5.4, 8, 4.9, 9.4, 5.5, 9.5, 6.7, 8.1, 7.8, 8, 8.8),
                              piece(Draw::disc, false, 0, 8, 10.9, 0.95)};
constexpr std::array kBar{piece(Draw::line, false, 2.2, 2, 8, 14, 8)};
constexpr std::array kClock{piece(Draw::ring, false, 1.7, 8, 8, 6.2), piece(Draw::line, false, 1.6, 8, 4.6, 8, 8.3, 10.6, 9.6)};
constexpr std::array kBarred{piece(Draw::ring, false, 1.9, 8, 8, 6), piece(Draw::line, false, 1.9, 4, 12, 12, 4)};
constexpr std::array kOctagon{piece(Draw::line, false, 1.7, 5.3, 1.5, 10.7, 1.5, 14.5, 5.3, 14.5, 10.7, 10.7, 14.5, 5.3, 14.5, 1.5, 10.7, 1.5,
                                    5.3, 5.3, 1.5),
                              piece(Draw::shape, false, 0, 5.4, 5.4, 10.6, 5.4, 10.6, 10.6, 5.4, 10.6)};
constexpr std::array kArrows{piece(Draw::line, false, 1.8, 1.6, 5.2, 13.6, 5.2), piece(Draw::line, false, 1.8, 10.6, 2.2, 13.8, 5.2, 10.6, 8),
                             piece(Draw::line, false, 1.8, 14.4, 11, 2.4, 11), piece(Draw::line, false, 1.8, 5.4, 8, 2.2, 11, 5.4, 13.8)};
constexpr std::array kDocument{piece(Draw::line, false, 1.7, 3.2, 1.8, 9.4, 1.8, 12.8, 5.2, 12.8, 14.2, 3.2, 14.2, 3.2, 1.8, 9.4, 1.8),
                               piece(Draw::line, false, 1.5, 5.6, 7.6, 10.4, 7.6), piece(Draw::line, false, 1.5, 5.6, 10.8, 10.4, 10.8)};
constexpr std::array kLock{piece(Draw::shape, false, 0, 3, 7, 13, 7, 13, 14.4, 3, 14.4),
                           piece(Draw::line, false, 1.8, 5, 7, 5, 4.6, 6, 2.8, 8, 2.2, 10, 2.8, 11, 4.6, 11, 7)};
constexpr std::array kSpeech{piece(Draw::line, false, 1.6, 1.6, 3, 14.4, 3, 14.4, 11, 7.4, 11, 4.4, 14, 4.4, 11, 1.6, 11, 1.6, 3, 14.4, 3)};
constexpr std::array kAntenna{piece(Draw::line, false, 2, 8, 15, 8, 9.4, 3.4, 4.6), piece(Draw::line, false, 2, 8, 9.4, 12.6, 4.6),
                              piece(Draw::ring, false, 1.5, 2.6, 3.4, 1.6), piece(Draw::ring, false, 1.5, 13.4, 3.4, 1.6)};
constexpr std::array kUp{piece(Draw::line, false, 1.8, 8, 13.6, 8, 2.8), piece(Draw::line, false, 1.8, 3.8, 7, 8, 2.6, 12.2, 7)};

constexpr std::array<std::span<const Piece>, static_cast<std::size_t>(Icon::count)> kIcons{
    kRing, kHalf, kDashedQuestion, kDiscTick, kTick, kSquareCross, kDiscMinus, kRingPlus, kTriangle, kDiamond, kBar, kClock, kBarred,
    kOctagon, kArrows, kDocument, kLock, kSpeech, kAntenna, kUp, {}};
static_assert(!kIcons[static_cast<std::size_t>(Icon::up)].empty(), "an icon has no path");

constexpr float kPi = std::numbers::pi_v<float>;

void draw_dashes(ImDrawList& list, ImVec2 middle, float radius, float width, ImU32 ink) {
  constexpr int kDashes = 8;
  for (int i = 0; i < kDashes; ++i) {
    const float from = 2 * kPi * static_cast<float>(i) / kDashes;
    list.PathArcTo(middle, radius, from, from + kPi / kDashes, 4);
    list.PathStroke(ink, 0, width);
  }
}

void draw_round(ImDrawList& list, const Piece& piece, ImVec2 at, float unit, ImU32 ink) {
  const ImVec2 middle{at.x + piece.numbers[0] * unit, at.y + piece.numbers[1] * unit};
  const float radius = piece.numbers[2] * unit;
  switch (piece.draw) {
    case Draw::ring: list.AddCircle(middle, radius, ink, 0, piece.width * unit); break;
    case Draw::disc: list.AddCircleFilled(middle, radius, ink); break;
    case Draw::dashes: draw_dashes(list, middle, radius, piece.width * unit, ink); break;
    default:
      list.PathArcTo(middle, radius, -kPi / 2, kPi / 2, 16);
      list.PathFillConvex(ink);
  }
}

}  // namespace

void draw_icon(ImVec2 at, float size, Icon icon, ImU32 ink, ImU32 ground) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float unit = size / 16;
  for (const Piece& piece : kIcons[static_cast<std::size_t>(icon)]) {
    const ImU32 pen = piece.cut ? ground : ink;
    if (piece.draw != Draw::line && piece.draw != Draw::shape) {
      draw_round(list, piece, at, unit, pen);
      continue;
    }
    for (int i = 0; i + 1 < piece.used; i += 2) {
      list.PathLineTo({at.x + piece.numbers[i] * unit, at.y + piece.numbers[i + 1] * unit});
    }
    if (piece.draw == Draw::shape) {
      list.PathFillConvex(pen);
    } else {
      list.PathStroke(pen, 0, piece.width * unit);
    }
  }
}

}  // namespace voelspriet::console
