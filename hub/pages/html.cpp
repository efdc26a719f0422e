// SPDX-License-Identifier: Apache-2.0
#include "hub/pages/html.hpp"

#include <algorithm>

namespace voelspriet::pages {
namespace {

constexpr std::string_view kHttps = "https://";

// The link a text starts with: up to the first space, without the punctuation of the sentence around it.
std::string_view link_at_start(std::string_view text) {
  if (!text.starts_with(kHttps)) return {};
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || std::string_view{"<>\"'"}.find(c) != std::string_view::npos;
  });
  auto link = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  while (!link.empty() && std::string_view{".,;:!?)]"}.find(link.back()) != std::string_view::npos)
    link.remove_suffix(1);
  return link.size() > kHttps.size() ? link : std::string_view{};
}

bool is_safe_link(std::string_view url) {
  if (url.starts_with(kHttps) || url.starts_with("http://")) return true;
  return !url.empty() && std::all_of(url.begin(), url.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '#';
  });
}

}  // namespace

Html& Html::raw(Markup markup) {
  out_ += markup.text();
  return *this;
}

Html& Html::text(std::string_view text) {
  escape(text);
  return *this;
}

Html& Html::prose(std::string_view text) {
  while (!text.empty()) {
    const auto next = std::min(text.find('\n'), text.find(kHttps));
    escape(text.substr(0, next));
    text.remove_prefix(std::min(next, text.size()));
    if (text.empty()) break;
    if (text.front() == '\n') {
      out_ += "<br/>";
      text.remove_prefix(1);
    } else if (const auto link = link_at_start(text); !link.empty()) {
      raw("<a").href(link).raw(">").text(link).raw("</a>");
      text.remove_prefix(link.size());
    } else {
      escape(kHttps);
      text.remove_prefix(kHttps.size());
    }
  }
  return *this;
}

Html& Html::attribute(Markup name, std::string_view value) {
  raw(" ").raw(name).raw("=\"").text(value);
  return raw("\"");
}

Html& Html::href(std::string_view url) { return is_safe_link(url) ? attribute("href", url) : *this; }

void Html::escape(std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\'':
        out_ += "&#39;";
        break;
      case '\n':
      case '\t':
        out_ += c;
        break;
      default:
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
          out_ += "\xEF\xBF\xBD";
        } else {
          out_ += c;
        }
    }
  }
}

}  // namespace voelspriet::pages
