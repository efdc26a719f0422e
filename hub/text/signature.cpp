// SPDX-License-Identifier: Apache-2.0
#include "hub/text/signature.hpp"

#include <algorithm>
#include <utility>

namespace voelspriet::text {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// A word that says what the text is about: no stop word of either language, negation, number or filler.
bool content(std::string_view word, const Meaning* it) {
  if (word.size() < 2 || digit(word.front())) return false;
  return !it || !(it->stop_nl || it->stop_en || it->negates || it->number || it->filler);
}

class Scan {
 public:
  explicit Scan(const Normal& text) : text_(text) {
    meanings_.reserve(text.tokens.size());
    for (const Token& token : text.tokens) meanings_.push_back(meaning(token.hash));
    negated_.resize(text.tokens.size());
    counted_.resize(text.tokens.size());
  }

  Signature read() {
    for (std::size_t at = 0; at < size(); ++at)
      if (meanings_[at] && meanings_[at]->negates)
        read_negation(at);
      else if (meanings_[at] && meanings_[at]->denies && !after_negation(at))
        out_.denies = true;
    for (std::size_t at = 0; at < size();) at = read_number(at);
    for (std::size_t at = 0; at < size(); ++at) read_word(at);
    sort_stems();
    return std::move(out_);
  }

 private:
  std::size_t size() const { return text_.tokens.size(); }
  std::string_view word(std::size_t at) const { return text_.word(text_.tokens[at]); }
  bool is_content(std::size_t at) const { return at < size() && content(word(at), meanings_[at]); }

  // "geen hoax", "not fake": the text holds.
  bool after_negation(std::size_t at) const { return at > 0 && meanings_[at - 1] && meanings_[at - 1]->negates; }

  // "klopt niet", "niet waar", "not true", "vals alarm" are about the whole text; else about the next word that carries
  // meaning, or, where the sentence ends on its negation, the one before ("ik ruik het niet").
  void read_negation(std::size_t at) {
    const std::string_view before = at > 0 ? word(at - 1) : std::string_view{};
    const std::string_view after = at + 1 < size() ? word(at + 1) : std::string_view{};
    if (before == "klopt" || before == "kloppen" || after == "waar" || after == "true" || after == "correct" ||
        after == "juist") {
      out_.denies = true;
      if (after == "true" || after == "correct" || after == "juist") negated_[at + 1] = true;
      return;
    }
    const bool doubts = before == "weet" || before == "of" || before == "or" || after == "of" || after == "whether" ||
                        after == "if" || after == "sure" || after == "know" || after == "zeker";
    if (doubts || after == "alleen" || after == "only" || after == "just") return;
    for (std::size_t next = at + 1; next < size() && next <= at + kScope; ++next) {
      if (!is_content(next)) continue;
      negate(at, next);
      return;
    }
    if (!meanings_[at]->trails) return;
    for (std::size_t back = at; back-- > 0;) {
      if (!is_content(back)) continue;
      negate(at, back);
      return;
    }
  }

  void negate(std::size_t negation, std::size_t at) {
    negated_[at] = true;
    const std::string phrase = std::string(word(negation)) + " " + std::string(word(at));
    const Meaning* it = meanings_[at];
    if (it && it->axis && opposite(*it->axis, it->poles)) {
      take_side(*it->axis, *opposite(*it->axis, it->poles), phrase);  // "niet open" is closed
    } else if (out_.negated.size() < Signature::kMarksMax) {
      out_.negated.push_back({stem(word(at)), phrase});
    }
  }

  void take_side(Axis axis, std::uint8_t poles, std::string_view phrase) {
    const auto at = std::ranges::find(out_.sides, axis, &Signature::Side::axis);
    if (at != out_.sides.end())
      at->poles |= poles;
    else
      out_.sides.push_back({axis, poles, std::string(phrase)});
  }

  // Value of a number that begins at `at`, and how many words it takes: "drie", "twenty five", "3 duizend", "5km".
  // "een" counts only before a harm term: "een gewonde".
  std::pair<std::string, std::size_t> number_at(std::size_t at) const {
    const std::string_view first = word(at);
    if (digit(first.front())) {
      const auto end = std::ranges::find_if_not(first, [](char c) { return digit(c) || c == '.'; });
      std::string value(first.begin(), end);
      value.erase(0, std::min(value.find_first_not_of('0'), value.size() - 1));
      const bool thousands = at + 1 < size() && meanings_[at + 1] && meanings_[at + 1]->number == 1000 &&
                             value.find('.') == std::string::npos;
      return thousands ? std::pair{value + "000", std::size_t{2}} : std::pair{value, std::size_t{1}};
    }
    if (first == "een" && at + 1 < size() && meanings_[at + 1] && meanings_[at + 1]->harm) return {"1", 1};
    if (!meanings_[at] || !meanings_[at]->number) return {};
    std::int64_t value = *meanings_[at]->number;
    std::size_t count = 1;
    for (; at + count < size() && meanings_[at + count] && meanings_[at + count]->number; ++count) {
      const std::int64_t next = *meanings_[at + count]->number;
      if (next >= 100 && value < next)
        value *= next;
      else if (value >= 20 && value < 100 && value % 10 == 0 && next < 10)
        value += next;
      else
        break;
    }
    return {std::to_string(value), count};
  }

  std::size_t read_number(std::size_t at) {
    const auto [value, taken] = number_at(at);
    if (taken == 0) return at + 1;
    const std::size_t after = at + taken;
    Signature::Number number{value, {}, {}};
    std::size_t found = 0;
    for (std::size_t next = after; next < size() && next < after + kScope && found < number.stems.size(); ++next) {
      if (number_at(next).second > 0) break;
      if (!is_content(next)) {
        if (found > 0) break;
        continue;
      }
      if (found == 0) number.noun = word(next);
      number.stems[found++] = stem(word(next));
      counted_[next] = true;
    }
    if (found == 0 || (at > 0 && found < number.stems.size())) {
      std::size_t back = at;
      while (back > 0 && found == 0 && !is_content(back - 1)) --back;  // "de brand is om 14"
      if (back > 0 && is_content(back - 1) && !counted_[back - 1]) {   // "Kadeweg 14"
        if (found == 0) number.noun = word(back - 1);
        number.stems[found++] = stem(word(back - 1));
      }
    }
    if (found > 0 && out_.numbers.size() < Signature::kMarksMax) out_.numbers.push_back(std::move(number));
    return after;
  }

  void read_word(std::size_t at) {
    if (negated_[at]) return;
    if (const Meaning* it = meanings_[at]; it && it->axis) take_side(*it->axis, it->poles, it->word);
    if (is_content(at) && out_.stems.size() < Signature::kStemsMax) {
      out_.stems.push_back(stem(word(at)));
      out_.words.emplace_back(word(at));
    }
  }

  void sort_stems() {
    std::vector<std::pair<std::uint32_t, std::string>> both;
    for (std::size_t i = 0; i < out_.stems.size(); ++i) both.emplace_back(out_.stems[i], std::move(out_.words[i]));
    std::ranges::sort(both);
    const auto twice = std::ranges::unique(both, {}, &std::pair<std::uint32_t, std::string>::first);
    both.erase(twice.begin(), twice.end());
    out_.stems.clear();
    out_.words.clear();
    for (auto& [hash, text] : both) {
      out_.stems.push_back(hash);
      out_.words.push_back(std::move(text));
    }
  }

  static constexpr std::size_t kScope = 4;  // words a negation or number reaches ahead

  const Normal& text_;
  std::vector<const Meaning*> meanings_;
  std::vector<bool> negated_, counted_;
  Signature out_;
};

const std::string* spoken(const Signature& signature, std::uint32_t stem) {
  const auto at = std::ranges::lower_bound(signature.stems, stem);
  if (at == signature.stems.end() || *at != stem) return nullptr;
  return &signature.words[static_cast<std::size_t>(at - signature.stems.begin())];
}

bool negates(const Signature& signature, std::uint32_t stem) {
  return std::ranges::any_of(signature.negated, [stem](const auto& it) { return it.stem == stem; });
}

std::optional<Reason> sides_against(const Signature& a, const Signature& b) {
  for (const auto& ours : a.sides)
    for (const auto& theirs : b.sides)
      if (ours.axis == theirs.axis && !(ours.poles & theirs.poles))
        return Reason{"contradiction.side", ours.phrase, theirs.phrase};
  return std::nullopt;
}

// What `a` negates and `b` states.
std::optional<std::pair<std::string, std::string>> negated_against(const Signature& a, const Signature& b) {
  for (const auto& it : a.negated) {
    const std::string* said = spoken(b, it.stem);
    if (said && !negates(b, it.stem)) return std::pair{it.phrase, *said};
  }
  return std::nullopt;
}

bool counts(const Signature::Number& number, std::uint32_t stem) {
  return stem != 0 && std::ranges::find(number.stems, stem) != number.stems.end();
}

// Both count the same thing and no number of one stands in the other.
std::optional<Reason> numbers_against(const Signature& a, const Signature& b) {
  for (const auto& ours : a.numbers)
    for (const std::uint32_t noun : ours.stems) {
      const Signature::Number* other = nullptr;
      bool agrees = false;
      for (const auto& theirs : b.numbers) {
        if (!counts(theirs, noun)) continue;
        other = &theirs;
        agrees = agrees || std::ranges::any_of(
                               a.numbers, [&](const auto& it) { return counts(it, noun) && it.value == theirs.value; });
      }
      if (other && !agrees) return Reason{"contradiction.number", ours.value, other->value, ours.noun};
    }
  return std::nullopt;
}

}  // namespace

Signature signature_of(const Normal& text) { return Scan(text).read(); }

std::optional<Reason> conflict(const Signature& a, const Signature& b) {
  if (auto sides = sides_against(a, b)) return sides;
  if (auto numbers = numbers_against(a, b)) return numbers;
  if (auto found = negated_against(a, b)) return Reason{"contradiction.negation", found->first, found->second};
  if (auto found = negated_against(b, a)) return Reason{"contradiction.negation", found->second, found->first};
  if (a.denies != b.denies) return Reason{"contradiction.denial"};
  return std::nullopt;
}

}  // namespace voelspriet::text
