// SPDX-License-Identifier: Apache-2.0
// Which of our two languages a text is in, if either. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace voelspriet::text {

enum class Language : std::uint8_t { other, nl, en };

// By what the source says (BCP 47): the first tag that is Dutch or English.
Language language_of(std::span<const std::string> tags);
// By the words themselves (cld2). `other` also when the text is too short to tell.
Language language_of(std::string_view text);

}  // namespace voelspriet::text
