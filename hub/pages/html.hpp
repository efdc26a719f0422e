// SPDX-License-Identifier: Apache-2.0
// Markup that cannot be broken by what people write: markup comes from literals of this source only, everything else is
// escaped. What it builds is well-formed XML too. One thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace voelspriet::pages {

// Markup as it stands in the source. The compiler refuses anything that is not known when it compiles.
class Markup {
 public:
  template <std::size_t size>
  consteval Markup(const char (&literal)[size])
      : text_(literal, size - 1) {}  // NOLINT: implicit, so that raw("<p>") reads well
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Html {
 public:
  Html& raw(Markup markup);
  // REQUIRES for all of these: UTF-8. Control characters, which XML cannot hold, become U+FFFD.
  Html& text(std::string_view text);
  // The same with line breaks kept and https links made clickable.
  Html& prose(std::string_view text);
  // ` name="value"`
  Html& attribute(Markup name, std::string_view value);
  // ` href="url"`, without it when `url` is neither http, https nor a file beside the page.
  Html& href(std::string_view url);

  // What was built so far; it starts anew.
  std::string take() { return std::exchange(out_, {}); }

 private:
  void escape(std::string_view text);

  std::string out_;
};

}  // namespace voelspriet::pages
