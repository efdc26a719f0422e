// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/render.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace voelspriet::engine {

Channel* find_channel(const Channels& channels, std::string_view name) {
  const auto found = std::ranges::find_if(channels, [&](const auto& channel) { return channel->name() == name; });
  return found == channels.end() ? nullptr : found->get();
}

Result<std::vector<domain::Variant>> render(const domain::State& state, domain::StatementId id, const Channels& channels, Time now) {
  const domain::Statement* statement = state.statements.find(id);
  if (!statement) return std::vector<domain::Variant>{};  // decide() says it does not exist
  const domain::Incident* incident = state.incidents.find(statement->incident);
  const domain::Statement* target = state.statements.find(statement->wording.target);
  const RenderJob job{state.desk, state.exercise, *incident, id, statement->revision, statement->wording,
                      domain::cited_claims(state, statement->wording), target ? target->wording.title : "", now};
  const auto& wanted = statement->wording.channels;
  for (const std::string& name : wanted)
    if (!find_channel(channels, name)) return fail(Errc::kNotFound, fmt::format("channel {}", name), "does not exist on this desk");
  std::vector<domain::Variant> variants;
  for (const auto& channel : channels) {
    if (!wanted.empty() && std::ranges::find(wanted, channel->name()) == wanted.end()) continue;
    auto variant = channel->render(job);
    if (!variant)
      return fail(variant.error().code, fmt::format("channel {}", channel->name()), to_string(variant.error()));
    variants.push_back(std::move(*variant));
  }
  return variants;
}

}  // namespace voelspriet::engine
