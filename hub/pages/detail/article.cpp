// SPDX-License-Identifier: Apache-2.0
#include "hub/pages/detail/article.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hub/text/local_time.hpp"

namespace voelspriet::pages {
namespace detail {
namespace {

using domain::Relation;
using domain::Verdict;

void write_link(Html& html, const PublicStatement& statement, std::string_view base) {
  html.raw("<a")
      .attribute("hreflang", statement.language)
      .href(std::string{base} + page_name(statement.id))
      .raw(">")
      .text(statement.title)
      .raw("</a>");
}

void write_target(Html& html, const PublicSite& site, domain::StatementId target, std::string_view base) {
  const auto found =
      std::find_if(site.statements.begin(), site.statements.end(), [&](const auto& s) { return s.id == target; });
  if (found != site.statements.end()) {
    write_link(html, *found, base);
  } else {
    html.text(fmt::format("verklaring {}", target.value));
  }
}

// What this statement does to an earlier one.
void write_relation(Html& html, const PublicSite& site, const PublicStatement& statement, std::string_view base) {
  switch (statement.relation) {
    case Relation::none:
      return;
    case Relation::corrects:
      html.raw("<p class=\"notice change\"><strong>Correctie.</strong> Dit komt in de plaats van: ");
      break;
    case Relation::supplements:
      html.raw("<p class=\"notice\"><strong>Aanvulling.</strong> Dit hoort bij: ");
      break;
    case Relation::withdraws:
      html.raw("<p class=\"notice change\"><strong>Intrekking.</strong> Dit geldt niet meer: ");
      break;
  }
  write_target(html, site, statement.target, base);
  html.raw("</p>\n");
}

// What later statements did to this one.
void write_standing(Html& html, const Standing& standing, std::string_view base) {
  if (standing.withdrawn_by != nullptr) {
    html.raw("<p class=\"notice wrong\"><strong>Ingetrokken.</strong> Ga niet meer af op deze tekst. Lees: ");
    write_link(html, *standing.withdrawn_by, base);
    html.raw("</p>\n");
  }
  if (standing.corrected_by != nullptr) {
    html.raw("<p class=\"notice wrong\"><strong>Gecorrigeerd.</strong> Deze tekst klopt niet meer. Lees: ");
    write_link(html, *standing.corrected_by, base);
    html.raw("</p>\n");
  }
  for (const auto* supplement : standing.supplements) {
    html.raw("<p class=\"notice\"><strong>Aangevuld.</strong> Lees ook: ");
    write_link(html, *supplement, base);
    html.raw("</p>\n");
  }
}

void write_claim(Html& html, const CitedClaim& claim) {
  switch (claim.verdict) {
    case Verdict::confirmed:
      html.raw("<p class=\"claim confirmed\">");
      break;
    case Verdict::false_:
      html.raw("<p class=\"claim false\">");
      break;
    case Verdict::misleading:
      html.raw("<p class=\"claim misleading\">");
      break;
    case Verdict::undetermined:
      html.raw("<p class=\"claim undetermined\">");
      break;
  }
  html.raw("Gerucht: “").text(claim.assertion).raw("” <strong>");
  switch (claim.verdict) {
    case Verdict::confirmed:
      html.raw("Dit klopt.");
      break;
    case Verdict::false_:
      html.raw("Dit klopt niet.");
      break;
    case Verdict::misleading:
      html.raw("Dit is misleidend.");
      break;
    case Verdict::undetermined:
      html.raw("Het is niet te bepalen of dit klopt.");
      break;
  }
  html.raw("</strong></p>\n");
}

}  // namespace

Standing standing_of(const PublicSite& site, const PublicStatement& statement) {
  Standing standing;
  standing.updated_at = statement.sent_at;
  const auto keep_newest = [](const PublicStatement*& kept, const PublicStatement& other) {
    if (kept == nullptr || kept->sent_at < other.sent_at) kept = &other;
  };
  for (const auto& other : site.statements) {
    if (other.target != statement.id || other.relation == Relation::none) continue;
    standing.updated_at = std::max(standing.updated_at, other.sent_at);
    if (other.relation == Relation::supplements) standing.supplements.push_back(&other);
    if (other.relation == Relation::corrects) keep_newest(standing.corrected_by, other);
    if (other.relation == Relation::withdraws) keep_newest(standing.withdrawn_by, other);
  }
  return standing;
}

std::string mark_of(const PublicSite& site, const PublicStatement& statement) {
  const Standing standing = standing_of(site, statement);
  const std::string mark = site.exercise ? "OEFENING: " : "";
  if (standing.withdrawn_by != nullptr) return mark + "Ingetrokken: ";
  if (standing.corrected_by != nullptr) return mark + "Gecorrigeerd: ";
  return statement.relation == Relation::corrects ? mark + "Correctie: " : mark;
}

void write_body(Html& html, const PublicSite& site, const PublicStatement& statement, std::string_view base) {
  const Standing standing = standing_of(site, statement);
  write_standing(html, standing, base);
  write_relation(html, site, statement, base);
  // What does not hold any more stays readable, but nobody should read it by accident.
  if (!standing.holds()) html.raw("<details><summary>Lees de oude tekst</summary>\n");
  for (const auto& claim : statement.claims) write_claim(html, claim);
  html.raw("<div").attribute("lang", statement.language).raw(">\n");
  for (const auto& paragraph : statement.paragraphs) html.raw("<p>").prose(paragraph).raw("</p>\n");
  html.raw("</div>\n");
  if (!standing.holds()) html.raw("</details>\n");
}

std::vector<const PublicStatement*> newest_first(const PublicSite& site) {
  std::vector<const PublicStatement*> sorted;
  for (const auto& statement : site.statements) sorted.push_back(&statement);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return std::pair{a->sent_at, a->id} > std::pair{b->sent_at, b->id};
  });
  return sorted;
}

Time updated_at(const PublicSite& site) {
  Time newest = site.since;
  for (const auto& statement : site.statements) newest = std::max(newest, statement.sent_at);
  return newest;
}

std::string long_time(Time time) {
  static constexpr std::array kDays{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"};
  static constexpr std::array kMonths{"januari", "februari", "maart",     "april",   "mei",      "juni",
                                      "juli",    "augustus", "september", "oktober", "november", "december"};
  const auto day = std::chrono::floor<std::chrono::days>(time + text::local_offset(time));
  const std::chrono::year_month_day date{day};
  return fmt::format("{} {} {} {}, {}", kDays[std::chrono::weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), text::clock_minutes(time));
}

}  // namespace detail

std::string page_name(domain::StatementId statement) { return fmt::format("verklaring-{}.html", statement.value); }

std::vector<std::string> paragraphs_of(std::string_view body) {
  std::vector<std::string> paragraphs(1);
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(body.size(), line.size() + 1));
    auto& last = paragraphs.back();
    if (line.find_first_not_of(" \t\r") != line.npos) {
      if (!last.empty()) last += '\n';
      last += line;
    } else if (!last.empty()) {
      paragraphs.emplace_back();
    }
  }
  if (paragraphs.back().empty()) paragraphs.pop_back();
  return paragraphs;
}

}  // namespace voelspriet::pages
