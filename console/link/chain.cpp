// SPDX-License-Identifier: Apache-2.0
#include "console/link/chain.hpp"

#include <fmt/format.h>

#include "hub/wire/event_codec.hpp"

namespace voelspriet::console {

Result<domain::Event> Chain::extend(std::string_view bytes) {
  auto event = wire::decode_event(bytes);
  const std::string where = fmt::format("event {}", seq + 1);
  if (!event) return fail(event.error().code, where + event.error().where, event.error().what);
  if (event->meta.seq != seq + 1) return fail(Errc::kCorrupt, where, fmt::format("calls itself {}", event->meta.seq));
  if (event->meta.prev != hash) return fail(Errc::kCorrupt, where, "does not carry the hash of the event before it");
  ++seq;
  hash = crypto::sha256(bytes);
  return event;
}

}  // namespace voelspriet::console
