// SPDX-License-Identifier: Apache-2.0
// What keeps two texts apart that share nearly all their words: what they negate, their numbers with the noun, their
// sides. It stands before folding, joining and merging: two texts that differ here are never one. Pure functions, any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/text/lexicon.hpp"
#include "hub/text/normalise.hpp"

namespace voelspriet::text {

// A translation key and its values, for tr_reason().
using Reason = std::vector<std::string>;

struct Signature {
  struct Negated {
    std::uint32_t stem = 0;
    std::string phrase;  // "geen gaslek"
    bool operator==(const Negated&) const = default;
  };
  struct Number {
    std::string value;                     // "3", also for "drie"; "14.30" for a time
    std::array<std::uint32_t, 2> stems{};  // of what is counted, 0 = none: "10 people dead" counts people and dead
    std::string noun;
    bool operator==(const Number&) const = default;
  };
  struct Side {
    Axis axis{};
    std::uint8_t poles = 0;
    std::string phrase;  // "dicht", "niet open"
    bool operator==(const Side&) const = default;
  };

  bool denies = false;               // "klopt niet", "hoax"
  std::vector<Negated> negated;      // at most kMarksMax
  std::vector<Number> numbers;       // at most kMarksMax
  std::vector<Side> sides;           // one per axis spoken of
  std::vector<std::uint32_t> stems;  // sorted: what the text speaks of without negating it, at most kStemsMax
  std::vector<std::string> words;    // of `stems`, same order: for reasons

  static constexpr std::size_t kMarksMax = 8;
  static constexpr std::size_t kStemsMax = 48;
  bool operator==(const Signature&) const = default;
};

Signature signature_of(const Normal& text);

// Why the two cannot both hold ("3 / 5 gewonden"), or nothing. conflict(a, b) and conflict(b, a) agree on whether.
std::optional<Reason> conflict(const Signature& a, const Signature& b);
inline bool compatible(const Signature& a, const Signature& b) { return !conflict(a, b); }

}  // namespace voelspriet::text
