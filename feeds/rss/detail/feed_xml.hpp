// SPDX-License-Identifier: Apache-2.0
// Bytes of a feed to a document, whatever state they are in: the charset is found out, names of HTML characters become numbers, and
// libxml2 mends the rest. No network, and no entity is ever declared. Pure.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

namespace voelspriet::feeds::rss {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

struct FeedDocument {
  std::unique_ptr<xmlDoc, FreeDocument> xml;  // empty when there is nothing to mend
  bool well_formed = false;
};

FeedDocument parse_feed_xml(std::string_view bytes, std::string_view content_type, const std::string& url);

}  // namespace voelspriet::feeds::rss
