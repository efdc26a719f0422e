// SPDX-License-Identifier: Apache-2.0
// What citizens read: a desk's statements as static pages and an Atom feed (RFC 4287), newest on top, with corrections,
// withdrawals and exercises plainly marked. Accessible (WCAG 2.2 AA), Dutch, without scripts. Pure: values in, text
// out; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hub/base/time.hpp"
#include "hub/domain/claim.hpp"
#include "hub/domain/statement.hpp"

namespace voelspriet::pages {

struct CitedClaim {
  std::string assertion;
  domain::Verdict verdict = domain::Verdict::undetermined;
};

struct PublicStatement {
  domain::StatementId id{};
  std::uint32_t revision = 1;
  std::string title = {};
  std::vector<std::string> paragraphs = {};  // a line break inside one is kept
  std::string language = "nl";
  Time sent_at{};
  std::vector<CitedClaim> claims = {};
  domain::Relation relation = domain::Relation::none;
  domain::StatementId target{};  // of the relation; may be absent from the site
};

struct PublicSite {
  std::string desk = {};
  std::string base_url = {};  // of the folder, ends with '/'
  bool exercise = false;
  Time since{};                                  // stands as "updated" while there are no statements
  std::vector<PublicStatement> statements = {};  // in any order, each id once
};

// Paragraphs are what stands between empty lines.
std::vector<std::string> paragraphs_of(std::string_view body);

// Names of the files beside each other in the folder.
inline constexpr std::string_view kIndexName = "index.html";
inline constexpr std::string_view kAtomName = "feed.atom";
std::string page_name(domain::StatementId statement);  // "verklaring-17.html"

std::string render_index(const PublicSite& site);
// `statement` is one of the site's.
std::string render_statement(const PublicSite& site, const PublicStatement& statement);
std::string render_atom(const PublicSite& site);

}  // namespace voelspriet::pages
