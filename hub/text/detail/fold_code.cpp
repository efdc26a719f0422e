// SPDX-License-Identifier: Apache-2.0
#include "hub/text/detail/fold_code.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "hub/base/assert.hpp"

namespace voelspriet::text::detail {
namespace {

struct LookAlike {
  char16_t from;
  char to;
};

// Folded Cyrillic, Greek and barred Latin letters that a reader takes for a Latin one (in either case). After UTS 39.
constexpr LookAlike kLookAlikes[] = {
    {u'ø', 'o'}, {u'đ', 'd'}, {u'ħ', 'h'}, {u'ı', 'i'}, {u'ł', 'l'}, {u'ŧ', 't'}, {u'ɑ', 'a'}, {u'ɡ', 'g'}, {u'ɩ', 'i'},
    {u'α', 'a'}, {u'β', 'b'}, {u'ε', 'e'}, {u'η', 'n'}, {u'ι', 'i'}, {u'κ', 'k'}, {u'μ', 'u'}, {u'ν', 'v'}, {u'ο', 'o'},
    {u'ρ', 'p'}, {u'τ', 't'}, {u'υ', 'u'}, {u'χ', 'x'}, {u'ϳ', 'j'}, {u'а', 'a'}, {u'в', 'b'}, {u'е', 'e'}, {u'к', 'k'},
    {u'м', 'm'}, {u'н', 'h'}, {u'о', 'o'}, {u'р', 'p'}, {u'с', 'c'}, {u'т', 't'}, {u'у', 'y'}, {u'х', 'x'}, {u'ѕ', 's'},
    {u'і', 'i'}, {u'ј', 'j'}, {u'ү', 'y'}, {u'һ', 'h'}, {u'ӏ', 'l'}, {u'ԁ', 'd'}, {u'ԛ', 'q'}, {u'ԝ', 'w'}, {u'օ', 'o'},
};
static_assert(std::ranges::is_sorted(kLookAlikes, {}, &LookAlike::from));

UChar32 without_disguise(UChar32 code) {
  const auto* at = std::ranges::lower_bound(kLookAlikes, code, {},
                                            [](const LookAlike& pair) { return static_cast<UChar32>(pair.from); });
  return at != std::end(kLookAlikes) && at->from == code ? at->to : code;
}

Folded fold_slowly(UChar32 code) {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  static const icu::Normalizer2* const decompose = icu::Normalizer2::getNFDInstance(status);
  const icu::UnicodeString folded = decompose->normalize(casefold->normalize(icu::UnicodeString(code), status), status);
  VOELSPRIET_ASSERT(U_SUCCESS(status), u_errorName(status));

  Folded out;
  out.upper = u_isupper(code);
  out.kind = Folded::Kind::nothing;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    const UChar32 part = without_disguise(folded.char32At(at));
    if (u_getCombiningClass(part) != 0 || u_hasBinaryProperty(part, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
    if (!u_isalnum(part) && u_charType(part) != U_NON_SPACING_MARK && u_charType(part) != U_COMBINING_SPACING_MARK)
      return Folded{};
    if (out.size + U8_LENGTH(part) > std::ssize(out.bytes))
      break;  // the longest ligatures: their first letters will do
    U8_APPEND_UNSAFE(out.bytes, out.size, part);
    out.kind = Folded::Kind::letters;
  }
  return out;
}

}  // namespace

Folded fold_code(char32_t code) {
  constexpr char32_t kFirst = 0x80;
  constexpr char32_t kLast = 0x17F;  // Latin-1 and Latin Extended-A: nearly all accents of European posts
  static const auto common = [] {
    std::array<Folded, kLast - kFirst + 1> table;
    for (char32_t at = kFirst; at <= kLast; ++at) table[at - kFirst] = fold_slowly(static_cast<UChar32>(at));
    return table;
  }();
  if (code >= kFirst && code <= kLast) return common[code - kFirst];
  const bool general_punctuation = code >= 0x2010 && code <= 0x2029;  // quotes, dashes, the ellipsis
  const bool pictograph = code >= 0x1F300 && code <= 0x1FAFF;
  if (general_punctuation || pictograph) return Folded{};
  return fold_slowly(static_cast<UChar32>(code));
}

}  // namespace voelspriet::text::detail
