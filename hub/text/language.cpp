// SPDX-License-Identifier: Apache-2.0
#include "hub/text/language.hpp"

#include <cld2/public/compact_lang_det.h>

#include "hub/text/utf8.hpp"

namespace voelspriet::text {

Language language_of(std::span<const std::string> tags) {
  for (const std::string& tag : tags) {
    const std::string_view primary = std::string_view(tag).substr(0, tag.find('-'));
    if (primary == "nl") return Language::nl;
    if (primary == "en") return Language::en;
  }
  return Language::other;
}

Language language_of(std::string_view text) {
  if (!valid_utf8(text)) return Language::other;
  bool reliable = false;
  const CLD2::Language found = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
  if (!reliable) return Language::other;
  if (found == CLD2::DUTCH) return Language::nl;
  return found == CLD2::ENGLISH ? Language::en : Language::other;
}

}  // namespace voelspriet::text
