// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/detail/plain_text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <memory>

#include "hub/base/limits.hpp"
#include "hub/text/utf8.hpp"

namespace voelspriet::feeds::rss {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f\v";
constexpr std::size_t kHtmlBytesMax = 16 * limits::kMentionTextMax;  // what stands beyond would be cut anyhow

bool is_one_of(const xmlNode* node, std::initializer_list<std::string_view> names) {
  const std::string_view name = reinterpret_cast<const char*>(node->name);
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_block(const xmlNode* node) {
  return is_one_of(node, {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr",
                          "section", "article", "header", "footer", "figure", "figcaption", "dt", "dd"});
}

bool is_hidden(const xmlNode* node) {
  return is_one_of(node, {"script", "style", "head", "template"});
}

// Lines of folded text, empty ones left out.
std::string tidied(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string line = folded(text.substr(0, end));
    if (!line.empty()) lines.append(lines.empty() ? "" : "\n").append(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    if (text.empty()) break;
    const auto end = std::min(text.find_first_of(kBlank), text.size());
    out.append(out.empty() ? "" : " ").append(text.substr(0, end));
    text.remove_prefix(end);
  }
  // A mended document may still hold bytes that are of no charset: then only its ASCII is sure.
  if (!text::valid_utf8(out)) std::erase_if(out, [](char c) { return (c & 0x80) != 0; });
  return out;
}

// Walks without recursion: strangers nest as deep as they like.
std::string plain_text(const xmlNode* root) {
  std::string text;
  const xmlNode* node = root;
  while (node != nullptr) {
    const bool element = node->type == XML_ELEMENT_NODE;
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      // A line break of the source is a blank; only a block begins a line.
      for (const char c : std::string_view{reinterpret_cast<const char*>(node->content)}) text += c == '\n' ? ' ' : c;
    }
    if (element && is_block(node)) text += '\n';
    if (element && node->children != nullptr && !is_hidden(node)) {
      node = node->children;
      continue;
    }
    while (node != root && node->next == nullptr) {
      node = node->parent;
      if (is_block(node)) text += '\n';
    }
    node = node == root ? nullptr : node->next;
  }
  return tidied(text);
}

std::string plain_text_of_html(const std::string& html) {
  if (html.find_first_of("<&") == std::string::npos) return folded(html);
  const std::string bounded = text::cut_utf8(html, kHtmlBytesMax);
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document{
      htmlReadMemory(bounded.data(), static_cast<int>(bounded.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
      xmlFreeDoc};
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  return root == nullptr ? std::string{} : plain_text(root);
}

}  // namespace voelspriet::feeds::rss
