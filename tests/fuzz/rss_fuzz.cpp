// SPDX-License-Identifier: Apache-2.0
// Whatever comes out of a feed is valid UTF-8 and within its bounds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "feeds/rss/syndication.hpp"
#include "hub/base/limits.hpp"
#include "hub/text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voelspriet;
  const auto feed = feeds::rss::parse_syndication({reinterpret_cast<const char*>(data), size}, "application/xml", "https://x.example/feed");
  if (!feed) return 0;
  if (feed->items.size() > limits::kSyndicationItemsMax) std::abort();
  for (const auto& item : feed->items) {
    for (const auto* text : {&item.id, &item.title, &item.link, &item.author, &item.summary, &item.content}) {
      if (!text::valid_utf8(*text)) std::abort();
    }
  }
  return 0;
}
