// SPDX-License-Identifier: Apache-2.0
#include "hub/text/tr.hpp"

#include <algorithm>
#include <vector>

#include "hub/text/detail/words.hpp"

namespace voelspriet::text {
namespace {

Lang chosen = Lang::nl;

std::string_view form_for(std::string_view text, std::span<const TrValue> values) {
  const auto bar = text.find('|');
  if (bar == std::string_view::npos) return text;
  const bool one = !values.empty() && values.front().words() == "1";
  return one ? text.substr(0, bar) : text.substr(bar + 1);
}

}  // namespace

void set_lang(Lang lang) { chosen = lang; }

Lang lang() { return chosen; }

const char* tr(const char* key) {
  const auto words = chosen == Lang::nl ? detail::words_nl() : detail::words_en();
  const auto at = std::ranges::lower_bound(words, std::string_view(key), {},
                                           [](const detail::Word& word) { return std::string_view(word.key); });
  return at != words.end() && std::string_view(at->key) == key ? at->text : key;
}

std::string number(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, chosen == Lang::nl ? '.' : ',');
  }
  return digits;
}

std::string tr_values(const char* key, std::span<const TrValue> values) {
  const std::string_view text = form_for(tr(key), values);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}';
    const std::size_t index = place ? static_cast<std::size_t>(text[at + 1] - '0') : values.size();
    if (index < values.size()) {
      out += values[index].words();
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string tr_reason(std::span<const std::string> key_and_values) {
  if (key_and_values.empty()) return {};
  const std::vector<TrValue> values(key_and_values.begin() + 1, key_and_values.end());
  return tr_values(key_and_values.front().c_str(), values);
}

}  // namespace voelspriet::text
