// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/command_codec.hpp"

#include "hub/wire/detail/envelope.hpp"

namespace voelspriet::wire {
namespace detail {

template <>
bool read_value(const Node& node, domain::Command& command, Reader& reader) {
  return read_enveloped(node, command, reader);
}

template <>
void write_value(std::string& out, const domain::Command& command) {
  write_enveloped(out, command);
}

}  // namespace detail

std::string encode(const domain::Command& command) { return to_json(command); }

Result<domain::Command> decode_command(std::string_view text, ReadNotes* notes) { return from_json<domain::Command>(text, notes); }

std::span<const std::string_view> command_types() { return detail::body_types<domain::CommandBody>(); }

}  // namespace voelspriet::wire
