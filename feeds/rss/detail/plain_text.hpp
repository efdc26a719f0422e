// SPDX-License-Identifier: Apache-2.0
// Markup to the text a person would read: blocks on lines of their own, scripts and styles left out. Pure.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace voelspriet::feeds::rss {

// Everything below `root`, which may come from an XML or an HTML parser.
std::string plain_text(const xmlNode* root);
// HTML as a string, which may be broken in any way.
std::string plain_text_of_html(const std::string& html);
// Runs of blanks to one, none at the ends; always valid UTF-8.
std::string folded(std::string_view text);

}  // namespace voelspriet::feeds::rss
