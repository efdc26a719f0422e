// SPDX-License-Identifier: Apache-2.0
// Every word of ours that people read, in Dutch and English. Add a key to words_nl.cpp and words_en.cpp, sorted; a test
// compares them. The language is set once by main before other threads start; after that everything here is read only
// and may be called anywhere.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace voelspriet::text {

enum class Lang { nl, en };

void set_lang(Lang lang);
Lang lang();

// The words for a key such as "claims.empty". An unknown key is returned as it is: a newer hub may send one.
const char* tr(const char* key);

// "1.204" in Dutch, "1,204" in English.
std::string number(std::int64_t value);

// One value of a text: words as they are, whole numbers written as people read them.
class TrValue {
 public:
  TrValue(const char* words) : words_(words) {}
  TrValue(std::string_view words) : words_(words) {}
  TrValue(const std::string& words) : words_(words) {}
  template <std::integral Number>
  TrValue(Number value) : words_(number(static_cast<std::int64_t>(value))) {}
  const std::string& words() const { return words_; }

 private:
  std::string words_;
};

// Puts values in the places {0}, {1}, ... A text with "one|more" reads its first half when value 0 is "1": "{0}
// bericht|{0} berichten".
std::string tr_values(const char* key, std::span<const TrValue> values);

template <class... Values>
requires(sizeof...(Values) > 0) std::string tr(const char* key, const Values&... values) {
  const TrValue list[] = {TrValue(values)...};
  return tr_values(key, list);
}

// A reason as matches and contradictions carry it: the key first, then its values. Whole numbers among them stay as
// written.
std::string tr_reason(std::span<const std::string> key_and_values);

}  // namespace voelspriet::text
