// SPDX-License-Identifier: Apache-2.0
#include "console/views/signs.hpp"

#include <array>

namespace voelspriet::console {
namespace {

template <class Enum, std::size_t N>
Sign pick(const std::array<Sign, N>& signs, Enum value) {
  static_assert(N == boost::mp11::mp_size<boost::describe::describe_enumerators<Enum>>::value, "an enumerator has no sign");
  return signs[static_cast<std::size_t>(value)];
}

}  // namespace

Sign sign_of(domain::ClaimStatus status) {
  static constexpr std::array<Sign, 7> kSigns{{{Icon::ring, Tone::fresh},
                                               {Icon::half_disc, Tone::amber},
                                               {Icon::disc_tick, Tone::green},
                                               {Icon::square_cross, Tone::orange},
                                               {Icon::triangle, Tone::violet},
                                               {Icon::diamond, Tone::slate},
                                               {Icon::bar, Tone::grey}}};
  return pick(kSigns, status);
}

Sign sign_of(domain::Verdict verdict) {
  static constexpr std::array<Sign, 4> kSigns{
      {{Icon::disc_tick, Tone::green}, {Icon::square_cross, Tone::orange}, {Icon::triangle, Tone::violet}, {Icon::diamond, Tone::slate}}};
  return pick(kSigns, verdict);
}

Sign sign_of(domain::Stance stance) {
  static constexpr std::array<Sign, 2> kSigns{{{Icon::ring_plus, Tone::t2}, {Icon::disc_minus, Tone::orange}}};
  return pick(kSigns, stance);
}

Sign sign_of(domain::StatementStatus status) {
  static constexpr std::array<Sign, 10> kSigns{{{Icon::document, Tone::t2},
                                               {Icon::clock, Tone::amber},
                                               {Icon::disc_tick, Tone::green},
                                               {Icon::clock, Tone::grey},
                                               {Icon::tick, Tone::green},
                                               {Icon::dashed_question, Tone::amber},
                                               {Icon::square_cross, Tone::orange},
                                               {Icon::bar, Tone::grey},
                                               {Icon::barred, Tone::red},
                                               {Icon::dashed_question, Tone::amber}}};
  return pick(kSigns, status);
}

Sign sign_of(const DeliveryRow& row) {
  static constexpr std::array<Sign, 5> kSigns{{{Icon::clock, Tone::grey},
                                               {Icon::clock, Tone::t1},
                                               {Icon::tick, Tone::green},
                                               {Icon::barred, Tone::red},
                                               {Icon::dashed_question, Tone::amber}}};
  return row.wrong ? Sign{Icon::octagon, Tone::red} : pick(kSigns, row.status);
}

Tone tone_of(Edge edge) {
  static constexpr std::array kTones{Tone::bg1, Tone::line, Tone::amber, Tone::red};
  return kTones[static_cast<std::size_t>(edge)];
}

}  // namespace voelspriet::console
