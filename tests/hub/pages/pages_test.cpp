// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libxml/parser.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "hub/base/limits.hpp"
#include "hub/crypto/digest.hpp"
#include "hub/crypto/encoding.hpp"
#include "hub/pages/detail/style.hpp"
#include "hub/pages/html.hpp"
#include "hub/pages/public_site.hpp"

namespace voelspriet::pages {
namespace {

using domain::Relation;
using domain::StatementId;
using domain::Verdict;
using testing::HasSubstr;
using testing::Not;

Time at(std::string_view text) { return *parse_rfc3339(text); }

PublicSite site_of_a_fire(bool exercise) {
  return {
      .desk = "Gemeente Meldplein",
      .base_url = "https://crisis.meldplein.example/",
      .exercise = exercise,
      .since = at("2026-11-21T12:00:00Z"),
      .statements =
          {
              {.id = {1},
               .title = "Brand op industrieterrein De Kade",
               .paragraphs = {"Er is brand aan de Kadeweg. De brandweer is er.\nBlijf uit de rook.",
                              "Bel 112 alleen bij nood."},
               .sent_at = at("2026-11-21T13:47:10Z")},
              {.id = {2},
               .revision = 3,
               .title = "Geen chloor in de lucht",
               .paragraphs = {"De meetploeg vindt geen chloor. Zie https://crisis.meldplein.example/meten."},
               .sent_at = at("2026-11-21T14:05:00Z"),
               .claims = {{"Er hangt chloor boven <Meldplein> & omgeving", Verdict::false_},
                          {"De brug is dicht", Verdict::confirmed}}},
              {.id = {3},
               .title = "De brug is weer open",
               .paragraphs = {"Je kunt weer over de brug."},
               .sent_at = at("2026-11-21T14:30:00Z"),
               .claims = {{"De brug is dicht", Verdict::misleading}},
               .relation = Relation::corrects,
               .target = {1}},
              {.id = {4},
               .title = "Stay indoors",
               .paragraphs = {"Close your windows."},
               .language = "en",
               .sent_at = at("2026-11-21T14:40:00Z"),
               .relation = Relation::supplements,
               .target = {2}},
              {.id = {5},
               .title = "De oproep om binnen te blijven vervalt",
               .paragraphs = {"Je kunt weer naar buiten."},
               .sent_at = at("2026-11-21T15:10:00Z"),
               .relation = Relation::withdraws,
               .target = {4}},
          },
  };
}

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;
Document parse(const std::string& xml) {
  return {
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "page", "utf-8", XML_PARSE_NONET | XML_PARSE_PEDANTIC),
      &xmlFreeDoc};
}

std::string snapshot(const std::string& name) {
  std::ifstream file{VOELSPRIET_SOURCE_DIR "/tests/hub/pages/snapshots/" + name};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// On a difference the page stands in the test's folder, to look at and to copy if it is right.
void expect_snapshot(const std::string& name, const std::string& page) {
  EXPECT_TRUE(parse(page)) << name;
  if (page == snapshot(name)) return;
  std::ofstream{testing::TempDir() + name} << page;
  ADD_FAILURE() << name << " differs from its snapshot; the new one is " << testing::TempDir() + name;
}

TEST(PublicPages, LookAsTheirSnapshots) {
  const auto site = site_of_a_fire(false);
  expect_snapshot("index.html", render_index(site));
  expect_snapshot("verklaring-2.html", render_statement(site, site.statements[1]));
  expect_snapshot("feed.atom", render_atom(site));
  const auto exercise = site_of_a_fire(true);
  expect_snapshot("oefening-index.html", render_index(exercise));
  expect_snapshot("oefening-verklaring-4.html", render_statement(exercise, exercise.statements[3]));
  expect_snapshot("oefening-feed.atom", render_atom(exercise));
}

TEST(PublicPages, NewestStandsOnTopWithTheTimeInAmsterdam) {
  const auto page = render_index(site_of_a_fire(false));
  EXPECT_LT(page.find("De oproep om binnen"), page.find("Brand op industrieterrein"));
  EXPECT_THAT(page, HasSubstr("<time datetime=\"2026-11-21T14:47:10+01:00\">zaterdag 21 november 2026, 14:47</time>, "
                              "verklaring 1, versie 1"));
  auto summer = site_of_a_fire(false);
  summer.statements[0].sent_at = at("2027-07-31T22:05:00Z");
  EXPECT_THAT(render_index(summer), HasSubstr("zondag 1 augustus 2027, 00:05"));
}

TEST(PublicPages, ARumourStandsWithItsVerdict) {
  const auto page = render_index(site_of_a_fire(false));
  EXPECT_THAT(
      page,
      HasSubstr("Gerucht: “Er hangt chloor boven &lt;Meldplein&gt; &amp; omgeving” <strong>Dit klopt niet.</strong>"));
  EXPECT_THAT(page, HasSubstr("<strong>Dit klopt.</strong>"));
  EXPECT_THAT(page, HasSubstr("<strong>Dit is misleidend.</strong>"));
}

TEST(PublicPages, WhatDoesNotHoldAnyMoreSaysSoAndIsFolded) {
  const auto site = site_of_a_fire(false);
  const auto corrected = render_statement(site, site.statements[0]);
  EXPECT_THAT(corrected,
              HasSubstr("<title>Gecorrigeerd: Brand op industrieterrein De Kade - Gemeente Meldplein</title>"));
  EXPECT_THAT(corrected, HasSubstr("<strong>Gecorrigeerd.</strong> Deze tekst klopt niet meer. Lees: <a "
                                   "hreflang=\"nl\" href=\"verklaring-3.html\">"));
  EXPECT_LT(corrected.find("<details>"), corrected.find("Er is brand aan de Kadeweg"));
  const auto withdrawn = render_statement(site, site.statements[3]);
  EXPECT_THAT(withdrawn, HasSubstr("<h1>Ingetrokken: <span lang=\"en\">Stay indoors</span></h1>"));
  const auto supplemented = render_statement(site, site.statements[1]);
  EXPECT_THAT(
      supplemented,
      HasSubstr(
          "<strong>Aangevuld.</strong> Lees ook: <a hreflang=\"en\" href=\"verklaring-4.html\">Stay indoors</a>"));
  EXPECT_THAT(supplemented, Not(HasSubstr("<details>")));
}

TEST(PublicPages, ACorrectionOfSomethingElsewhereNamesItsNumber) {
  auto site = site_of_a_fire(false);
  site.statements = {site.statements[2]};
  EXPECT_THAT(render_index(site), HasSubstr("Dit komt in de plaats van: verklaring 1</p>"));
}

TEST(PublicPages, AnExerciseSaysSoOnTopInTheTitleAndOnEveryStatement) {
  const auto site = site_of_a_fire(true);
  const auto page = render_index(site);
  EXPECT_THAT(page, HasSubstr("<title>OEFENING: "));
  EXPECT_LT(page.find("Dit is een oefening."), page.find("<header>"));
  for (const auto& statement : site.statements) {
    EXPECT_THAT(page, HasSubstr("<h2><a href=\"" + page_name(statement.id) + "\">OEFENING: "));
    EXPECT_THAT(render_statement(site, statement), HasSubstr("<h1>OEFENING: "));
  }
  EXPECT_THAT(render_index(site_of_a_fire(false)), Not(HasSubstr("OEFENING")));
}

TEST(PublicPages, AnEmptySiteIsStillAPage) {
  PublicSite site{.desk = "Gemeente Meldplein", .base_url = "https://c.example/", .since = at("2026-11-21T12:00:00Z")};
  EXPECT_TRUE(parse(render_index(site)));
  EXPECT_THAT(render_index(site), HasSubstr("Er zijn nog geen verklaringen."));
  EXPECT_THAT(render_atom(site), HasSubstr("<updated>2026-11-21T13:00:00+01:00</updated>"));
}

TEST(PublicPages, AllowNothingButTheirOwnStyle) {
  const auto digest = crypto::sha256(detail::kStyle);
  const auto hash = "sha256-" + crypto::to_base64(crypto::as_text(digest.bytes));
  EXPECT_EQ(detail::kStyleHash, hash) << "the style changed: this is its hash";
  const auto page = render_index(site_of_a_fire(false));
  EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src '" + hash + "'"));
  EXPECT_THAT(page, HasSubstr(std::string{"<style>"} + detail::kStyle + "</style>"));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST(Atom, IdsStayAndUpdatedFollowsWhatHappensToAStatement) {
  auto site = site_of_a_fire(false);
  const auto later = render_atom(site);
  EXPECT_THAT(later, HasSubstr("<id>tag:crisis.meldplein.example,2026:verklaringen</id>"));
  EXPECT_THAT(later, HasSubstr("<id>tag:crisis.meldplein.example,2026:verklaring/1</id>\n<title>Gecorrigeerd: "));
  EXPECT_THAT(
      later,
      HasSubstr("<published>2026-11-21T14:47:10+01:00</published>\n<updated>2026-11-21T15:30:00+01:00</updated>"));
  site.statements.resize(1);
  const auto first = render_atom(site);
  EXPECT_THAT(first, HasSubstr("<id>tag:crisis.meldplein.example,2026:verklaring/1</id>\n<title>Brand op"));
  EXPECT_THAT(
      first,
      HasSubstr("<published>2026-11-21T14:47:10+01:00</published>\n<updated>2026-11-21T14:47:10+01:00</updated>"));
  EXPECT_THAT(render_atom(site_of_a_fire(true)),
              HasSubstr("<id>tag:crisis.meldplein.example,2026:oefening/verklaring/1</id>"));
}

TEST(Atom, HoldsTheNewestUpToItsLimit) {
  auto site = site_of_a_fire(false);
  site.statements.clear();
  for (std::uint32_t i = 1; i <= limits::kAtomEntriesMax + 1; ++i) {
    site.statements.push_back({.id = {i}, .title = "t", .sent_at = at("2026-11-21T12:00:00Z")});
  }
  const auto feed = render_atom(site);
  EXPECT_THAT(feed, Not(HasSubstr("verklaring/1</id>")));
  EXPECT_THAT(feed, HasSubstr("verklaring/2</id>"));
}

TEST(Html, EscapesByTypeWhateverPeopleWrite) {
  const std::string nasty =
      "<script>alert(\"x\")</script> %s ###id & 'q' \x01"
      "\x7f";
  Html html;
  html.raw("<p").attribute("title", nasty).raw(">").text(nasty).raw("</p>");
  const auto page = html.take();
  EXPECT_TRUE(parse(page));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, HasSubstr("%s ###id &amp; &#39;q&#39; \uFFFD\uFFFD</p>"));
  EXPECT_EQ(html.take(), "");
}

TEST(Html, OnlyHttpAndOwnFilesBecomeLinks) {
  Html html;
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", "", "//evil.example", "/etc", "JAVASCRIPT:x"}) {
    EXPECT_EQ(html.raw("<a").href(url).raw(">").take(), "<a>") << url;
  }
  EXPECT_EQ(html.href("https://a.example/?x=1&y=2").take(), " href=\"https://a.example/?x=1&amp;y=2\"");
  EXPECT_EQ(html.href("verklaring-1.html").take(), " href=\"verklaring-1.html\"");
}

TEST(Html, ProseKeepsLinesAndMakesLinksWithoutTheSentenceAroundThem) {
  Html html;
  EXPECT_EQ(html.prose("Zie (https://a.example/x).\nKlaar").take(),
            "Zie (<a href=\"https://a.example/x\">https://a.example/x</a>).<br/>Klaar");
  EXPECT_EQ(html.prose("https:// en https://\"x").take(), "https:// en https://&quot;x");
  EXPECT_EQ(html.prose("x\n").take(), "x<br/>");
}

TEST(Html, ABodyIsCutIntoParagraphsAtEmptyLines) {
  EXPECT_EQ(paragraphs_of("\n a\nb\n\n \nc\n"), (std::vector<std::string>{" a\nb", "c"}));
  EXPECT_TRUE(paragraphs_of("").empty());
  EXPECT_TRUE(paragraphs_of("\n\n").empty());
}

}  // namespace
}  // namespace voelspriet::pages
