// SPDX-License-Identifier: Apache-2.0
#include "feeds/cap/cap_message.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "feeds/cap/detail/xml.hpp"

namespace voelspriet::feeds::cap {
namespace {

constexpr std::string_view kNamespace = "urn:oasis:names:tc:emergency:cap:1.2";
constexpr std::string_view kSignature = "http://www.w3.org/2000/09/xmldsig#";

[[noreturn]] void bad_value(const std::string& path, std::string what) {
  throw BadXml{{Errc::kBadValue, path, std::move(what)}};
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// xs:dateTime with the pattern of CAP: no fraction, no "Z", always an offset.
std::optional<Time> cap_time(std::string_view text) {
  if (text.size() != 25 || text[10] != 'T' || (text[19] != '+' && text[19] != '-')) return std::nullopt;
  return parse_rfc3339(text);
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream{text};
  return {std::istream_iterator<std::string>{stream}, {}};
}

std::optional<Point> point_in(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = number_in<double>(text.substr(0, comma));
  const auto longitude = number_in<double>(text.substr(comma + 1));
  if (!latitude || !longitude || !(std::abs(*latitude) <= 90) || !(std::abs(*longitude) <= 180)) return std::nullopt;
  return Point{*latitude, *longitude};
}

std::optional<Polygon> polygon_in(const std::string& text) {
  Polygon polygon;
  for (const std::string& word : words_of(text)) {
    const auto point = point_in(word);
    if (!point) return std::nullopt;
    polygon.push_back(*point);
  }
  if (polygon.size() < 4 || polygon.front().latitude != polygon.back().latitude ||
      polygon.front().longitude != polygon.back().longitude) {
    return std::nullopt;
  }
  return polygon;
}

std::optional<Circle> circle_in(const std::string& text) {
  const auto words = words_of(text);
  if (words.size() != 2) return std::nullopt;
  const auto centre = point_in(words[0]);
  const auto radius = number_in<double>(words[1]);
  if (!centre || !radius || !(*radius >= 0)) return std::nullopt;
  return Circle{*centre, *radius};
}

bool is_language(std::string_view text) {  // xs:language
  std::size_t length = 0;
  bool first = true;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-') {
      if (length == 0) return false;
      length = 0;
      first = false;
    } else if (!(letter || (!first && c >= '0' && c <= '9')) || ++length > 8) {
      return false;
    }
  }
  return length > 0;
}

// Builds one message. The functions below make readers for the fields of the sequences, in the order of the schema.
class CapReader {
 public:
  CapMessage read(const xmlNode* root) {
    read_sequence(root, "/alert",
                  {one("identifier", message_.identifier), one("sender", message_.sender), time("sent", message_.sent),
                   word("status", message_.status), word("msgType", message_.type), maybe("source", message_.source),
                   word("scope", message_.scope), maybe("restriction", message_.restriction),
                   maybe("addresses", message_.addresses), many("code", message_.codes), maybe("note", message_.note),
                   {"references", Count::optional, [this](auto node, auto& path) { references(node, path); }},
                   maybe("incidents", message_.incidents),
                   {"info", Count::many, [this](auto node, auto& path) { info(node, path); }}},
                  [this](const xmlNode* node) { return message_.is_signed |= namespace_of(node) == kSignature, namespace_of(node) == kSignature; });
    doubts();
    return std::move(message_);
  }

 private:
  static Child text(std::string_view name, Count count, std::string& into) {
    return {name, count, [&into](auto node, auto& path) { into = text_of(node, path); }};
  }
  static Child one(std::string_view name, std::string& into) { return text(name, Count::one, into); }
  static Child maybe(std::string_view name, std::string& into) { return text(name, Count::optional, into); }
  static Child many(std::string_view name, std::vector<std::string>& into) {
    return {name, Count::many, [&into](auto node, auto& path) { into.push_back(text_of(node, path)); }};
  }

  static Time time_of(const xmlNode* node, const std::string& path) {
    const auto value = cap_time(trimmed(text_of(node, path)));
    if (!value) bad_value(path, "not a date-time with an offset, such as 2026-11-21T17:00:00+01:00");
    return *value;
  }
  static Child time(std::string_view name, Time& into) {
    return {name, Count::one, [&into](auto node, auto& path) { into = time_of(node, path); }};
  }
  static Child time(std::string_view name, std::optional<Time>& into) {
    return {name, Count::optional, [&into](auto node, auto& path) { into = time_of(node, path); }};
  }

  template <class Enum>
  static Enum word_of(const xmlNode* node, const std::string& path) {
    const std::string name = text_of(node, path);
    Enum value{};
    if (!boost::describe::enum_from_string(name.c_str(), value)) bad_value(path, fmt::format("\"{}\" is none of the words CAP allows", name));
    return value;
  }
  template <class Enum>
  static Child word(std::string_view name, Enum& into) {
    return {name, Count::one, [&into](auto node, auto& path) { into = word_of<Enum>(node, path); }};
  }
  template <class Enum>
  static Child words(std::string_view name, Count count, std::vector<Enum>& into) {
    return {name, count, [&into](auto node, auto& path) { into.push_back(word_of<Enum>(node, path)); }};
  }

  template <class Number>
  static Child number(std::string_view name, std::optional<Number>& into) {
    return {name, Count::optional, [&into](auto node, auto& path) {
              into = number_in<Number>(trimmed(text_of(node, path)));
              if (!into) bad_value(path, "not a number");
            }};
  }

  static Child named(std::string_view name, std::vector<NamedValue>& into) {
    return {name, Count::many, [&into](auto node, auto& path) {
              auto& item = into.emplace_back();
              read_sequence(node, path, {one("valueName", item.name), one("value", item.value)});
            }};
  }

  void references(const xmlNode* node, const std::string& path) {
    for (const std::string& triple : words_of(text_of(node, path))) {
      const auto first = triple.find(',');
      const auto last = triple.rfind(',');
      const auto sent = first == last ? std::nullopt : cap_time(std::string_view{triple}.substr(last + 1));
      if (sent) {
        message_.references.push_back({triple.substr(0, first), triple.substr(first + 1, last - first - 1), *sent});
      } else {
        message_.doubts.push_back(path + ": not sender,identifier,sent");
      }
    }
  }

  void info(const xmlNode* node, const std::string& path) {
    Info& it = message_.infos.emplace_back();
    const auto language = [&it](auto child, auto& where) {
      it.language = trimmed(text_of(child, where));
      if (!is_language(it.language)) bad_value(where, fmt::format("\"{}\" is no language", it.language));
    };
    read_sequence(node, path,
                  {{"language", Count::optional, language}, words("category", Count::some, it.categories), one("event", it.event),
                   words("responseType", Count::many, it.responses), word("urgency", it.urgency), word("severity", it.severity),
                   word("certainty", it.certainty), maybe("audience", it.audience), named("eventCode", it.event_codes),
                   time("effective", it.effective), time("onset", it.onset), time("expires", it.expires),
                   maybe("senderName", it.sender_name), maybe("headline", it.headline), maybe("description", it.description),
                   maybe("instruction", it.instruction), maybe("web", it.web), maybe("contact", it.contact),
                   named("parameter", it.parameters),
                   {"resource", Count::many, [&it](auto child, auto& where) { resource(it.resources.emplace_back(), child, where); }},
                   {"area", Count::many, [this, &it](auto child, auto& where) { area(it.areas.emplace_back(), child, where); }}});
  }

  static void resource(Resource& it, const xmlNode* node, const std::string& path) {
    read_sequence(node, path,
                  {one("resourceDesc", it.description), one("mimeType", it.mime_type), number("size", it.size), maybe("uri", it.uri),
                   maybe("derefUri", it.deref_uri), maybe("digest", it.digest)});
  }

  void area(Area& it, const xmlNode* node, const std::string& path) {
    read_sequence(node, path,
                  {one("areaDesc", it.description), shape("polygon", it.polygons, polygon_in), shape("circle", it.circles, circle_in),
                   named("geocode", it.geocodes), number("altitude", it.altitude), number("ceiling", it.ceiling)});
  }

  // The schema takes any text for a shape; one that is none is left out and named.
  template <class Shape>
  Child shape(std::string_view name, std::vector<Shape>& into, std::optional<Shape> (*parse)(const std::string&)) {
    return {name, Count::many, [this, &into, parse](auto node, auto& path) {
              if (auto read = parse(text_of(node, path))) {
                into.push_back(std::move(*read));
              } else {
                message_.doubts.push_back(path + ": not a shape of latitude,longitude pairs");
              }
            }};
  }

  // What the prose asks beyond the schema.
  void doubts() {
    const auto doubt = [&](bool wrong, std::string what) {
      if (wrong) message_.doubts.push_back(std::move(what));
    };
    const auto odd = [](const std::string& id) { return id.empty() || id.find_first_of(" ,<&\t\r\n") != std::string::npos; };
    doubt(odd(message_.identifier), "/alert/identifier: holds a space, comma, < or &, or nothing");
    doubt(odd(message_.sender), "/alert/sender: holds a space, comma, < or &, or nothing");
    doubt(message_.scope == Scope::Restricted && message_.restriction.empty(), "/alert/restriction: is missing, and the scope is Restricted");
    doubt(message_.scope == Scope::Private && message_.addresses.empty(), "/alert/addresses: is missing, and the scope is Private");
    doubt(message_.type != MessageType::Alert && message_.references.empty(), "/alert/references: is missing, and this is no first Alert");
  }

  CapMessage message_;
};

}  // namespace

Result<CapMessage> parse_cap(std::string_view bytes) {
  try {
    const Document document = parse_document(bytes);
    const xmlNode* root = xmlDocGetRootElement(document.get());
    if (name_of(root) != "alert" || namespace_of(root) != kNamespace) {
      return fail(Errc::kUnsupported, fmt::format("/{}", name_of(root)),
                  fmt::format("not an alert of CAP 1.2 but of \"{}\"", namespace_of(root)));
    }
    return CapReader{}.read(root);
  } catch (const BadXml& bad) {
    return tl::unexpected<Error>(bad.error);
  }
}

}  // namespace voelspriet::feeds::cap
