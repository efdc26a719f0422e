// SPDX-License-Identifier: Apache-2.0
// What single words mean to us, Dutch and English, from our own tables in lexicon.cpp. Stop words never hold a
// negation, a number or a side: whoever leaves those out makes one text of "drinkwater is veilig" and "drinkwater is
// niet veilig". Read only, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "hub/text/language.hpp"
#include "hub/text/normalise.hpp"

namespace voelspriet::text {

// Things that cannot both be so: north or south, open or closed. A word takes one pole of an axis, or several
// (north-east).
enum class Axis : std::uint8_t {
  compass,
  hand,
  access,
  safety,
  place,
  life,
  search,
  level,
  course,
  official,
  permit,
  custody,
  sex,
  purity,
  day,
  weekday
};

struct Meaning {
  std::string_view word;  // as it stands in the table, folded
  bool stop_nl = false, stop_en = false;
  bool negates = false;                // what comes next: "geen", "without"
  bool trails = false;                 // and may stand behind what it negates: "ik ruik het niet"
  bool denies = false;                 // the whole text: "onwaar", "hoax"
  bool harm = false;                   // a harm term: "gewonden", "chloor"
  bool filler = false;                 // may stand between a negation and what it negates: "geen enkele"
  std::optional<std::int32_t> number;  // "drie" is 3
  std::optional<Axis> axis;
  std::uint8_t poles = 0;  // bits, of `axis`

  bool stop(Language language) const {
    return (stop_nl && language != Language::en) || (stop_en && language != Language::nl);
  }
};

// Null when the word means nothing special.
const Meaning* meaning(TokenHash word);
// The other pole of an axis that has two; nothing for the compass or the days.
std::optional<std::uint8_t> opposite(Axis axis, std::uint8_t poles);
// "gewonde", "gewonden" -> one; "doden", "dood" -> one. A light cut of endings, good enough to see that two texts speak
// of one thing.
std::uint32_t stem(std::string_view folded);

}  // namespace voelspriet::text
