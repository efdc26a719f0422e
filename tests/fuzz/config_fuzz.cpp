// SPDX-License-Identifier: Apache-2.0
// Whatever stands in a configuration: every mistake has its place, and what is accepted is within its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/base/limits.hpp"
#include "hub/config/feeds_config.hpp"
#include "hub/config/hub_config.hpp"

namespace {

template <class Config>
bool has_place_or_value(const voelspriet::Result<Config>& parsed) {
  return parsed || (parsed.error().where.starts_with("fuzz.yaml") && !parsed.error().what.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view yaml{reinterpret_cast<const char*>(data), size};
  const auto hub = voelspriet::config::parse_hub_config(yaml, "fuzz.yaml");
  const auto feeds = voelspriet::config::parse_feeds_config(yaml, "fuzz.yaml");
  if (!has_place_or_value(hub) || !has_place_or_value(feeds)) std::abort();
  if (hub && (hub->desk.empty() || hub->channels.size() > voelspriet::limits::kChannelsMax)) std::abort();
  if (feeds && (feeds->hub_public_key.size() != 40 || feeds->sources.size() > voelspriet::limits::kSourcesMax)) std::abort();
  return 0;
}
