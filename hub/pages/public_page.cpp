// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "hub/pages/detail/article.hpp"
#include "hub/pages/detail/style.hpp"
#include "hub/text/local_time.hpp"

namespace voelspriet::pages {
namespace {

using namespace detail;

void write_head(Html& html, const PublicSite& site, std::string_view title) {
  html.raw(
          "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta "
          "http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src '")
      .raw(kStyleHash)
      .raw(
          "'; base-uri 'none'; form-action 'none'\"/>\n<meta name=\"viewport\" content=\"width=device-width, "
          "initial-scale=1\"/>\n"
          "<meta name=\"referrer\" content=\"no-referrer\"/>\n");
  if (site.exercise) html.raw("<meta name=\"robots\" content=\"noindex\"/>\n");
  html.raw("<title>").text(title).raw("</title>\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Atom\"");
  html.href(kAtomName).raw("/>\n<style>").raw(kStyle).raw("</style>\n</head>\n");
}

void write_top(Html& html, const PublicSite& site) {
  html.raw("<body>\n<a class=\"skip\" href=\"#inhoud\">Ga naar de inhoud</a>\n");
  if (site.exercise) {
    html.raw(
        "<section class=\"exercise\" aria-label=\"Oefening\"><p><strong>OEFENING</strong> Dit is een oefening. Wat "
        "hier staat, is "
        "niet echt.</p></section>\n");
  }
  html.raw("<header><p><a").href(kIndexName).raw(">").text(site.desk).raw("</a></p></header>\n");
  html.raw("<main id=\"inhoud\">\n");
}

void write_bottom(Html& html, const PublicSite& site) {
  html.raw("</main>\n<footer><p>Dit zijn de verklaringen van ").text(site.desk).raw(". ");
  html.raw("<a").href(kAtomName).raw(">Volg ze met Atom</a></p></footer>\n</body>\n</html>\n");
}

void write_heading(Html& html, const PublicSite& site, const PublicStatement& statement) {
  html.text(mark_of(site, statement))
      .raw("<span")
      .attribute("lang", statement.language)
      .raw(">")
      .text(statement.title)
      .raw("</span>");
}

void write_when(Html& html, const PublicStatement& statement) {
  html.raw("<p class=\"when\"><time").attribute("datetime", text::local_rfc3339(statement.sent_at)).raw(">");
  html.text(long_time(statement.sent_at)).raw("</time>, ");
  html.text(fmt::format("verklaring {}, versie {}", statement.id.value, statement.revision)).raw("</p>\n");
}

}  // namespace

std::string render_index(const PublicSite& site) {
  Html html;
  const std::string title = "Verklaringen van " + site.desk;
  write_head(html, site, site.exercise ? "OEFENING: " + title : title);
  write_top(html, site);
  html.raw("<h1>").text(title).raw("</h1>\n");
  if (site.statements.empty()) {
    html.raw("<p>Er zijn nog geen verklaringen. Kijk later nog eens.</p>\n");
  } else {
    html.raw("<p class=\"when\">Bijgewerkt op <time")
        .attribute("datetime", text::local_rfc3339(updated_at(site)))
        .raw(">");
    html.text(long_time(updated_at(site))).raw("</time></p>\n");
  }
  for (const auto* statement : newest_first(site)) {
    html.raw("<article>\n<h2><a").href(page_name(statement->id)).raw(">");
    write_heading(html, site, *statement);
    html.raw("</a></h2>\n");
    write_when(html, *statement);
    write_body(html, site, *statement, "");
    html.raw("</article>\n");
  }
  write_bottom(html, site);
  return html.take();
}

std::string render_statement(const PublicSite& site, const PublicStatement& statement) {
  Html html;
  write_head(html, site, mark_of(site, statement) + statement.title + " - " + site.desk);
  write_top(html, site);
  html.raw("<h1>");
  write_heading(html, site, statement);
  html.raw("</h1>\n");
  write_when(html, statement);
  write_body(html, site, statement, "");
  html.raw("<p><a").href(kIndexName).raw(">Alle verklaringen</a></p>\n");
  write_bottom(html, site);
  return html.take();
}

}  // namespace voelspriet::pages
