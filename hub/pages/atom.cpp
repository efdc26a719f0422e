// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "hub/base/limits.hpp"
#include "hub/pages/detail/article.hpp"
#include "hub/text/local_time.hpp"

namespace voelspriet::pages {
namespace {

using namespace detail;

// RFC 4151: whoever holds the host's name at the start of 2026 names things under it. Never changes for a statement.
std::string tag_of(const PublicSite& site, std::string_view what) {
  std::string_view host = site.base_url;
  host.remove_prefix(std::min(host.size(), host.find("://") + 3));
  host = host.substr(0, host.find_first_of("/:"));
  return fmt::format("tag:{},2026:{}{}", host, site.exercise ? "oefening/" : "", what);
}

void write_updated(Html& xml, Time time) { xml.raw("<updated>").text(text::local_rfc3339(time)).raw("</updated>\n"); }

void write_entry(Html& xml, const PublicSite& site, const PublicStatement& statement) {
  xml.raw("<entry>\n<id>").text(tag_of(site, fmt::format("verklaring/{}", statement.id.value))).raw("</id>\n");
  xml.raw("<title>")
      .text(mark_of(site, statement) + statement.title)
      .raw("</title>\n<link rel=\"alternate\" type=\"text/html\"");
  xml.href(site.base_url + page_name(statement.id)).raw("/>\n<published>").text(text::local_rfc3339(statement.sent_at));
  xml.raw("</published>\n");
  write_updated(xml, standing_of(site, statement).updated_at);
  if (site.exercise) xml.raw("<category term=\"oefening\" label=\"OEFENING\"/>\n");
  xml.raw("<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n");
  if (site.exercise) xml.raw("<p><strong>OEFENING</strong></p>\n");
  write_body(xml, site, statement, site.base_url);
  xml.raw("</div></content>\n</entry>\n");
}

}  // namespace

std::string render_atom(const PublicSite& site) {
  Html xml;
  xml.raw(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"nl\">\n<id>");
  xml.text(tag_of(site, "verklaringen")).raw("</id>\n<title>");
  xml.text((site.exercise ? "OEFENING: Verklaringen van " : "Verklaringen van ") + site.desk).raw("</title>\n");
  xml.raw("<link rel=\"self\" type=\"application/atom+xml\"").href(site.base_url + std::string{kAtomName}).raw("/>\n");
  xml.raw("<link rel=\"alternate\" type=\"text/html\"")
      .href(site.base_url + std::string{kIndexName})
      .raw("/>\n<author><name>");
  xml.text(site.desk).raw("</name></author>\n");
  write_updated(xml, updated_at(site));
  auto entries = newest_first(site);
  if (entries.size() > limits::kAtomEntriesMax) entries.resize(limits::kAtomEntriesMax);
  for (const auto* statement : entries) write_entry(xml, site, *statement);
  return xml.raw("</feed>\n").take();
}

}  // namespace voelspriet::pages
