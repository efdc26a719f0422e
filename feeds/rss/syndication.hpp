// SPDX-License-Identifier: Apache-2.0
// RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 (RFC 4287), read as one thing and as kindly as can be: what is ill-formed is mended, what
// is missing is left empty. Never loads, declares or expands anything. Pure: bytes in, Result out, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds::rss {

// All texts are plain: no markup, spaces folded, paragraphs on lines of their own.
struct SyndicationItem {
  std::string id;    // guid, id or rdf:about, else the link; "" when it has none of these
  std::string title, link, author, summary, content;
  std::optional<Time> published, updated;
};

struct SyndicationFeed {
  std::string title, link, language;
  std::vector<SyndicationItem> items;  // as they stand on the page, at most limits::kSyndicationItemsMax
  bool mended = false;                 // it was not well-formed
};

// `content_type` as the server gave it, for its charset; `url` where the page came from, for relative links.
Result<SyndicationFeed> parse_syndication(std::string_view bytes, std::string_view content_type, const std::string& url = {});

}  // namespace voelspriet::feeds::rss
