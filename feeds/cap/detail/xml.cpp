// SPDX-License-Identifier: Apache-2.0
#include "feeds/cap/detail/xml.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>
#include <map>

#include "hub/base/limits.hpp"

namespace voelspriet::feeds::cap {
namespace {

constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view kBlank = " \t\r\n";

[[noreturn]] void bad(Errc code, std::string where, std::string what) {
  throw BadXml{{code, std::move(where), std::move(what)}};
}

std::string_view view(const xmlChar* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

// Called at "<!DOCTYPE": the parser stops before it has read a single declaration.
void refuse_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto* parser = static_cast<xmlParserCtxt*>(context);
  parser->_private = parser;  // the sign that this is why it stopped
  xmlStopParser(parser);
}

void say_nothing(void*, const char*, ...) {}

void check_attributes(const xmlNode* node, const std::string& path) {
  for (const xmlAttr* attribute = node->properties; attribute != nullptr; attribute = attribute->next) {
    const auto space = attribute->ns == nullptr ? std::string_view{} : view(attribute->ns->href);
    if (space != kSchemaInstance) bad(Errc::kUnknownKey, path, fmt::format("attribute \"{}\" has no place here", view(attribute->name)));
  }
}

std::string place(const std::string& path, const Child& child, std::size_t nth) {
  const bool repeats = child.count == Count::many || child.count == Count::some;
  return repeats ? fmt::format("{}/{}[{}]", path, child.name, nth) : fmt::format("{}/{}", path, child.name);
}

bool required(const Child& child) { return child.count == Count::one || child.count == Count::some; }

}  // namespace

Document parse_document(std::string_view bytes) {
  if (bytes.size() > limits::kCapBytesMax) {
    bad(Errc::kTooLarge, "/", fmt::format("{} bytes, at most {} are read", bytes.size(), limits::kCapBytesMax));
  }
  const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxt*)> parser{xmlNewParserCtxt(), xmlFreeParserCtxt};
  if (!parser) bad(Errc::kInternal, "/", "no memory for a parser");
  parser->sax->internalSubset = refuse_document_type;
  xmlSetGenericErrorFunc(nullptr, say_nothing);  // of this thread: some errors reach stderr, with bytes of strangers, whatever the options say
  Document document{xmlCtxtReadMemory(parser.get(), bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)};
  if (parser->_private != nullptr) bad(Errc::kUnsupported, "/", "a document type is not allowed in a warning");
  if (!document || xmlDocGetRootElement(document.get()) == nullptr) {
    std::string what{view(reinterpret_cast<const xmlChar*>(parser->lastError.message))};
    what.erase(what.find_last_not_of(kBlank) + 1);
    bad(Errc::kMalformed, fmt::format("line {}", parser->lastError.line), what.empty() ? "not XML" : what);
  }
  return document;
}

std::string_view name_of(const xmlNode* node) { return view(node->name); }
std::string_view namespace_of(const xmlNode* node) { return node->ns == nullptr ? "" : view(node->ns->href); }

void read_sequence(const xmlNode* parent, const std::string& path, const std::vector<Child>& children,
                   const std::function<bool(const xmlNode*)>& other) {
  check_attributes(parent, path);
  auto expected = children.begin();
  std::size_t seen = 0;  // of `expected`
  const auto skip_to = [&](std::vector<Child>::const_iterator next) {
    for (; expected != next; ++expected, seen = 0) {
      if (seen == 0 && required(*expected)) bad(Errc::kMissingField, fmt::format("{}/{}", path, expected->name), "is missing");
    }
  };
  for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE) {
      if (view(node->content).find_first_not_of(kBlank) != std::string_view::npos) bad(Errc::kMalformed, path, "holds text between its elements");
      continue;
    }
    if (node->type != XML_ELEMENT_NODE) continue;
    const auto known = std::find_if(children.begin(), children.end(), [&](const Child& child) {
      return child.name == name_of(node) && namespace_of(node) == namespace_of(parent);
    });
    if (known == children.end()) {
      if (!other || !other(node)) bad(Errc::kUnknownKey, fmt::format("{}/{}", path, name_of(node)), "is no element of CAP 1.2 here");
      skip_to(children.end());
      continue;
    }
    if (known < expected) bad(Errc::kMalformed, fmt::format("{}/{}", path, name_of(node)), "stands in the wrong order");
    skip_to(known);
    if (++seen > 1 && (known->count == Count::one || known->count == Count::optional)) {
      bad(Errc::kAlreadyExists, place(path, *known, seen), "comes twice");
    }
    known->read(node, place(path, *known, seen));
  }
  skip_to(children.end());
}

std::string text_of(const xmlNode* node, const std::string& path) {
  check_attributes(node, path);
  std::string text;
  for (const xmlNode* part = node->children; part != nullptr; part = part->next) {
    if (part->type == XML_ELEMENT_NODE) bad(Errc::kMalformed, path, "holds elements, not text");
    if (part->type == XML_ENTITY_REF_NODE) bad(Errc::kUnsupported, path, "refers to an entity");
    if (part->type == XML_TEXT_NODE) text += view(part->content);
  }
  return text;
}

}  // namespace voelspriet::feeds::cap
