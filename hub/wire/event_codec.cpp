// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/event_codec.hpp"

#include "hub/wire/detail/envelope.hpp"

namespace voelspriet::wire {
namespace detail {

template <>
bool read_value(const Node& node, domain::Event& event, Reader& reader) {
  const Node* const version = find_once(node, "v", reader);
  if (!version) return false;
  if (version->kind == Kind::integer && version->integer > domain::kEventVersion) {
    return reader.refuse(Errc::kUnsupported, "written by a newer version of this program") || reader.within("v");
  }
  return read_enveloped(node, event, reader);
}

template <>
void write_value(std::string& out, const domain::Event& event) {
  write_enveloped(out, event);
}

}  // namespace detail

std::string encode(const domain::Event& event) { return to_json(event); }

Result<domain::Event> decode_event(std::string_view line, ReadNotes* notes) { return from_json<domain::Event>(line, notes); }

std::span<const std::string_view> event_types() { return detail::body_types<domain::EventBody>(); }

}  // namespace voelspriet::wire
