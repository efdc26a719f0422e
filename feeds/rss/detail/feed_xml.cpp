// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/detail/feed_xml.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>

#include <algorithm>
#include <cctype>

#include "hub/text/utf8.hpp"

namespace voelspriet::feeds::rss {
namespace {

bool has_byte_order_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE") ||
         bytes.starts_with(std::string_view{"\0\0\xFE\xFF", 4});
}

// UTF-16 and UTF-32 have zeros among the first letters, everything else in use has none.
bool is_wide(std::string_view bytes) { return bytes.substr(0, 64).find('\0') != std::string_view::npos; }

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// The value after `name` and an equals sign: of "charset" in a content type, of "encoding" in an XML declaration.
std::string value_after(const std::string& text, std::string_view name) {
  auto at = text.find(name);
  if (at == std::string::npos) return {};
  at = text.find_first_not_of(" \t=\"'", at + name.size());
  if (at == std::string::npos) return {};
  return text.substr(at, std::min(text.find_first_of(" \t\"';?>", at), text.size()) - at);
}

bool known(const std::string& charset) {
  xmlCharEncodingHandler* handler = charset.empty() ? nullptr : xmlFindCharEncodingHandler(charset.c_str());
  if (handler != nullptr) xmlCharEncCloseFunc(handler);
  return handler != nullptr;
}

// "" leaves it to the parser: the mark, the declaration, or UTF-8.
std::string charset_of(std::string_view bytes, std::string_view content_type) {
  if (has_byte_order_mark(bytes)) return {};
  const std::string served = value_after(lower(content_type), "charset");
  if (known(served) && !(served == "utf-8" && !text::valid_utf8(bytes))) return served;
  if (is_wide(bytes)) return {};
  const auto declaration = bytes.starts_with("<?xml") ? lower(bytes.substr(0, bytes.find('>'))) : std::string{};
  const std::string declared = value_after(declaration, "encoding");
  if (known(declared) && declared != "utf-8") return {};
  return text::valid_utf8(bytes) ? "utf-8" : "windows-1252";  // what calls itself UTF-8 and is not, is nearly always this
}

// "&eacute;" to "&#233;": XML knows five names only. Within CDATA both mean the same to a reader of HTML.
std::string with_numbered_characters(std::string_view bytes) {
  constexpr std::size_t kNameMax = 10;
  std::string out;
  out.reserve(bytes.size());
  while (true) {
    const auto ampersand = std::min(bytes.find('&'), bytes.size());
    out.append(bytes.substr(0, ampersand));
    bytes.remove_prefix(ampersand);
    if (bytes.empty()) return out;
    const auto end = bytes.substr(0, kNameMax).find(';');
    const std::string name{end == std::string_view::npos ? std::string_view{} : bytes.substr(1, end - 1)};
    const bool of_xml = name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
    const htmlEntityDesc* entity = name.empty() || of_xml ? nullptr : htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (entity != nullptr) {
      out += fmt::format("&#{};", entity->value);
      bytes.remove_prefix(end + 1);
    } else {
      out += '&';
      bytes.remove_prefix(1);
    }
  }
}

void say_nothing(void*, const char*, ...) {}
void declare_nothing(void*, const xmlChar*, int, const xmlChar*, const xmlChar*, xmlChar*) {}

}  // namespace

FeedDocument parse_feed_xml(std::string_view bytes, std::string_view content_type, const std::string& url) {
  const std::string charset = charset_of(bytes, content_type);
  std::string mended;
  if (!is_wide(bytes)) {
    if (!has_byte_order_mark(bytes)) bytes.remove_prefix(std::min(bytes.find('<'), bytes.size()));
    mended = with_numbered_characters(bytes);
    bytes = mended;
  }
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)> parser{xmlNewParserCtxt(), xmlFreeParserCtxt};
  if (!parser) return {};
  parser->sax->entityDecl = declare_nothing;
  xmlSetGenericErrorFunc(nullptr, say_nothing);  // of this thread: some errors reach stderr, with bytes of strangers, whatever the options say
  constexpr int kOptions = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
  const bool told = !charset.empty();
  FeedDocument document;
  document.xml.reset(xmlCtxtReadMemory(parser.get(), bytes.data(), static_cast<int>(bytes.size()), url.empty() ? nullptr : url.c_str(),
                                       told ? charset.c_str() : nullptr, told ? kOptions | XML_PARSE_IGNORE_ENC : kOptions));
  document.well_formed = parser->wellFormed != 0;
  return document;
}

}  // namespace voelspriet::feeds::rss
