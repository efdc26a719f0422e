// SPDX-License-Identifier: Apache-2.0
#include "hub/text/lexicon.hpp"

#include <algorithm>
#include <bit>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "hub/text/detail/lexicon_tables.hpp"

namespace voelspriet::text {
namespace {

constexpr std::string_view kUnitsNl[] = {"een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"};
constexpr std::string_view kTensNl[] = {"twintig", "dertig",   "veertig", "vijftig",
                                        "zestig",  "zeventig", "tachtig", "negentig"};

// Every meaning by the hash of its word; made once, never changed.
class Lexicon {
 public:
  Lexicon() {
    each(detail::stop_words_nl(), [](Meaning& it) { it.stop_nl = true; });
    each(detail::stop_words_en(), [](Meaning& it) { it.stop_en = true; });
    each(detail::negations(), [](Meaning& it) { it.negates = true; });
    each("niet nooit not never", [](Meaning& it) { it.trails = true; });
    each(detail::denials(), [](Meaning& it) { it.denies = true; });
    each(detail::harm_terms(), [](Meaning& it) { it.harm = true; });
    each(detail::fillers(), [](Meaning& it) { it.filler = true; });
    for (const detail::NumberWord& entry : detail::number_words()) add(entry.word).number = entry.value;
    for (std::size_t ten = 0; ten < std::size(kTensNl); ++ten)
      for (std::size_t unit = 0; unit < std::size(kUnitsNl); ++unit)
        add(std::string(kUnitsNl[unit]) + "en" + std::string(kTensNl[ten])).number =
            static_cast<std::int32_t>((ten + 2) * 10 + unit + 1);
    for (const detail::SideWords& entry : detail::sides())
      each(entry.words, [&](Meaning& it) {
        it.axis = entry.axis;
        it.poles = entry.poles;
      });
  }

  const Meaning* find(TokenHash word) const {
    const auto at = by_hash_.find(word);
    return at == by_hash_.end() ? nullptr : &at->second;
  }

 private:
  Meaning& add(std::string_view word) {
    Meaning& meaning = by_hash_[hash_word(word)];
    if (meaning.word.empty()) meaning.word = *words_.emplace_back(std::make_unique<const std::string>(word));
    return meaning;
  }

  template <class Set>
  void each(std::string_view words, Set set) {
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      if (end > at) set(add(words.substr(at, end - at)));
      at = end + 1;
    }
  }

  std::vector<std::unique_ptr<const std::string>> words_;  // what the views point to
  std::unordered_map<TokenHash, Meaning> by_hash_;         // looked up, never walked: its order shows nowhere
};

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

}  // namespace

const Meaning* meaning(TokenHash word) {
  static const Lexicon lexicon;
  return lexicon.find(word);
}

std::optional<std::uint8_t> opposite(Axis axis, std::uint8_t poles) {
  if (axis == Axis::compass || axis == Axis::day || axis == Axis::weekday || std::popcount(poles) != 1)
    return std::nullopt;
  return static_cast<std::uint8_t>(poles ^ 3);
}

std::uint32_t stem(std::string_view folded) {
  for (const std::string_view ending : {"en", "e", "s"}) {
    if (folded.size() < ending.size() + 3 || !folded.ends_with(ending)) continue;
    folded.remove_suffix(ending.size());
    break;
  }
  const auto size = folded.size();
  if (size >= 4 && folded[size - 1] == folded[size - 2] && !vowel(folded[size - 1]))
    folded.remove_suffix(1);  // gewonnen, blussen
  std::string shortened(folded);
  const auto last = shortened.size();
  if (last >= 4 && !vowel(shortened[last - 1]) && vowel(shortened[last - 2]) &&
      shortened[last - 2] == shortened[last - 3])
    shortened.erase(last - 2, 1);  // dood, brood
  return static_cast<std::uint32_t>(hash_word(shortened));
}

}  // namespace voelspriet::text
