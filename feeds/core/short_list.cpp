// SPDX-License-Identifier: Apache-2.0
#include "feeds/core/short_list.hpp"

#include <algorithm>
#include <utility>

#include "hub/text/utf8.hpp"

namespace voelspriet::feeds {

void add_once(std::vector<std::string>& list, std::string value) {
  if (value.empty() || list.size() >= kShortListMax) return;
  value = text::cut_utf8(std::move(value), kShortListEntryBytes);
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

}  // namespace voelspriet::feeds
