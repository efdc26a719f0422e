// SPDX-License-Identifier: Apache-2.0
// One statement as markup: the same in the index, on its own page and in the feed.
#pragma once

#include "hub/pages/html.hpp"
#include "hub/pages/public_site.hpp"

namespace voelspriet::pages::detail {

// What later statements did to one.
struct Standing {
  const PublicStatement* corrected_by = nullptr;
  const PublicStatement* withdrawn_by = nullptr;
  std::vector<const PublicStatement*> supplements;
  Time updated_at{};  // when the newest of all these was sent

  bool holds() const { return corrected_by == nullptr && withdrawn_by == nullptr; }
};
Standing standing_of(const PublicSite& site, const PublicStatement& statement);

// What stands before the title, in Dutch: "OEFENING: Ingetrokken: ".
std::string mark_of(const PublicSite& site, const PublicStatement& statement);
// Notices, rumours and paragraphs; no heading, no time. `base` stands before the names of pages: "" in the pages
// themselves.
void write_body(Html& html, const PublicSite& site, const PublicStatement& statement, std::string_view base);

// Newest first.
std::vector<const PublicStatement*> newest_first(const PublicSite& site);
Time updated_at(const PublicSite& site);
// "zaterdag 21 november 2026, 14:47", Europe/Amsterdam.
std::string long_time(Time time);

}  // namespace voelspriet::pages::detail
