// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/syndication.hpp"

#include <fmt/format.h>
#include <libxml/uri.h>

#include <algorithm>
#include <array>

#include "feeds/rss/detail/dates.hpp"
#include "feeds/rss/detail/feed_xml.hpp"
#include "feeds/rss/detail/plain_text.hpp"
#include "hub/base/limits.hpp"

namespace voelspriet::feeds::rss {
namespace {

// Vocabularies an element may come from; `core` is the feed's own language in all its versions.
enum class Space { core, dublin_core, terms, content, itunes, other };

struct Name {
  Space space;
  std::string_view local;
};

std::string_view view(const xmlChar* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

Space space_of(const xmlNode* node) {
  static constexpr std::array<std::string_view, 9> kCore{
      "http://www.w3.org/2005/Atom",      "http://purl.org/atom/",           "http://purl.org/rss/",
      "http://my.netscape.com/",          "http://channel.netscape.com/",    "http://backend.userland.com/",
      "http://blogs.law.harvard.edu/tech", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
      "http://www.w3.org/1999/xhtml"};
  const auto space = node->ns == nullptr ? std::string_view{} : view(node->ns->href);
  if (space.starts_with("http://purl.org/rss/1.0/modules/content")) return Space::content;
  if (space.starts_with("http://www.itunes.com/")) return Space::itunes;
  if (space.starts_with("http://purl.org/dc/terms/")) return Space::terms;
  if (space.starts_with("http://purl.org/dc/")) return Space::dublin_core;
  if (space.starts_with("http://purl.org/rss/1.0/modules/")) return Space::other;
  if (space.empty()) return Space::core;
  return std::any_of(kCore.begin(), kCore.end(), [&](std::string_view core) { return space.starts_with(core); }) ? Space::core : Space::other;
}

bool is(const xmlNode* node, Name name) {
  return node->type == XML_ELEMENT_NODE && view(node->name) == name.local && space_of(node) == name.space;
}

std::string attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* it = node->properties; it != nullptr; it = it->next) {
    if (view(it->name) == name && it->children != nullptr) return std::string{view(it->children->content)};
  }
  return {};
}

std::string raw_text(const xmlNode* node) {
  std::string text;
  for (const xmlNode* part = node->children; part != nullptr; part = part->next) {
    if (part->type == XML_TEXT_NODE || part->type == XML_CDATA_SECTION_NODE) text += view(part->content);
  }
  return text;
}

bool has_elements(const xmlNode* node) {
  for (const xmlNode* part = node->children; part != nullptr; part = part->next) {
    if (part->type == XML_ELEMENT_NODE) return true;
  }
  return false;
}

// RSS writes HTML into its texts. Atom says what it wrote: 1.0 by `type`, 0.3 by `type` and `mode`.
std::string text_of(const xmlNode* node) {
  if (has_elements(node)) return plain_text(node);
  const bool atom = node->ns != nullptr && (view(node->ns->href) == "http://www.w3.org/2005/Atom" || view(node->ns->href).starts_with("http://purl.org/atom/"));
  const std::string type = attribute(node, "type");
  if (atom && type.find("html") == std::string::npos) {
    const bool readable = type.empty() || type.starts_with("text");
    return readable ? folded(raw_text(node)) : std::string{};
  }
  return plain_text_of_html(raw_text(node));
}

// The first of `names`, in their order, that stands below `parent` with something in it.
template <class Read>
auto first(const xmlNode* parent, std::initializer_list<Name> names, Read read) -> decltype(read(parent)) {
  for (const Name& name : names) {
    for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
      if (!is(child, name)) continue;
      if (auto found = read(child); found != decltype(found){}) return found;
    }
  }
  return {};
}

std::string text(const xmlNode* parent, std::initializer_list<Name> names) { return first(parent, names, text_of); }

std::optional<Time> date(const xmlNode* parent, std::initializer_list<Name> names) {
  return first(parent, names, [](const xmlNode* node) { return parse_feed_date(raw_text(node)); });
}

std::string absolute(const xmlNode* node, const std::string& reference) {
  const std::unique_ptr<xmlChar, void (*)(void*)> base{xmlNodeGetBase(node->doc, node), xmlFree};
  if (!base || reference.empty()) return reference;
  const std::unique_ptr<xmlChar, void (*)(void*)> built{xmlBuildURI(reinterpret_cast<const xmlChar*>(reference.c_str()), base.get()), xmlFree};
  return built ? std::string{view(built.get())} : reference;
}

// Atom's links stand in attributes, the page itself under "alternate" or nothing; RSS writes its link as text.
std::string link_of(const xmlNode* parent) {
  std::string fallback;
  for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
    if (!is(child, {Space::core, "link"})) continue;
    const std::string href = attribute(child, "href");
    const std::string rel = attribute(child, "rel");
    const std::string link = absolute(child, href.empty() ? folded(raw_text(child)) : folded(href));
    if (!link.empty() && (rel.empty() || rel == "alternate")) return link;
    if (fallback.empty() && rel != "self" && rel != "enclosure") fallback = link;
  }
  return fallback;
}

std::string author_of(const xmlNode* parent) {
  return first(parent, {{Space::core, "author"}, {Space::dublin_core, "creator"}, {Space::core, "managingEditor"}}, [](const xmlNode* node) {
    const std::string name = text(node, {{Space::core, "name"}, {Space::core, "email"}});
    return name.empty() ? folded(raw_text(node)) : name;
  });
}

SyndicationItem read_item(const xmlNode* node) {
  using enum Space;
  SyndicationItem item;
  item.title = text(node, {{core, "title"}, {dublin_core, "title"}});
  item.link = link_of(node);
  const std::string guid = first(node, {{core, "guid"}}, [](const xmlNode* it) {
    return attribute(it, "isPermaLink") == "false" ? std::string{} : folded(raw_text(it));
  });
  if (item.link.empty() && guid.starts_with("http")) item.link = guid;
  item.id = first(node, {{core, "id"}, {core, "guid"}}, [](const xmlNode* it) { return folded(raw_text(it)); });
  if (item.id.empty()) item.id = folded(attribute(node, "about"));
  if (item.id.empty()) item.id = item.link;
  item.author = author_of(node);
  item.summary = text(node, {{core, "summary"}, {core, "description"}, {dublin_core, "description"}, {itunes, "summary"}});
  item.content = text(node, {{content, "encoded"}, {core, "content"}, {core, "body"}, {core, "fullitem"}});
  item.published = date(node, {{core, "published"}, {core, "pubDate"}, {core, "issued"}, {terms, "issued"}, {dublin_core, "date"},
                               {core, "created"}, {terms, "created"}});
  item.updated = date(node, {{core, "updated"}, {core, "modified"}, {terms, "modified"}, {core, "lastBuildDate"}});
  return item;
}

void add_items(const xmlNode* parent, SyndicationFeed& feed) {
  for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
    if (!is(child, {Space::core, "item"}) && !is(child, {Space::core, "entry"})) continue;
    if (feed.items.size() == limits::kSyndicationItemsMax) return;
    feed.items.push_back(read_item(child));
  }
}

}  // namespace

Result<SyndicationFeed> parse_syndication(std::string_view bytes, std::string_view content_type, const std::string& url) {
  if (bytes.size() > limits::kSyndicationBytesMax) {
    return fail(Errc::kTooLarge, "/", fmt::format("{} bytes, at most {} are read", bytes.size(), limits::kSyndicationBytesMax));
  }
  const FeedDocument document = parse_feed_xml(bytes, content_type, url);
  const xmlNode* root = document.xml ? xmlDocGetRootElement(document.xml.get()) : nullptr;
  if (root == nullptr) return fail(Errc::kMalformed, "/", "no XML in it");
  const auto name = view(root->name);
  if (name != "rss" && name != "RDF" && name != "feed" && name != "channel") {
    return fail(Errc::kUnsupported, fmt::format("/{}", name), "neither RSS nor Atom");
  }
  SyndicationFeed feed;
  feed.mended = !document.well_formed;
  const xmlNode* head = root;
  for (const xmlNode* child = root->children; child != nullptr; child = child->next) {
    if (is(child, {Space::core, "channel"})) head = child;
  }
  feed.title = text(head, {{Space::core, "title"}, {Space::dublin_core, "title"}});
  feed.link = link_of(head);
  feed.language = text(head, {{Space::core, "language"}, {Space::dublin_core, "language"}});
  if (feed.language.empty()) feed.language = folded(attribute(root, "lang"));
  add_items(head, feed);
  if (head != root) add_items(root, feed);
  return feed;
}

}  // namespace voelspriet::feeds::rss
