// SPDX-License-Identifier: Apache-2.0
// Whatever is read as a warning has what the schema asks for, and never more text than a mention may hold.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "feeds/cap/heard.hpp"
#include "hub/base/limits.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voelspriet;
  const auto message = feeds::cap::parse_cap({reinterpret_cast<const char*>(data), size});
  if (!message) {
    if (message.error().where.empty() || message.error().what.empty()) std::abort();
    return 0;
  }
  for (const auto& info : message->infos) {
    if (info.categories.empty()) std::abort();
  }
  const auto item = feeds::cap::to_item(*message, Time{});
  if (item.mention && (item.mention->text.empty() || item.mention->text.size() > limits::kMentionTextMax)) std::abort();
  if (!item.mention && *item.reason == '\0') std::abort();
  return 0;
}
