// SPDX-License-Identifier: Apache-2.0
// What consoles and ctl send.
#include "hub/wire/detail/body.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::wire::detail {

// Defined in command_codec.cpp.
template <>
bool read_value(const Node& node, domain::Command& command, Reader& reader);
template <>
void write_value(std::string& out, const domain::Command& command);

template struct BodyCodec<Hello>;
template struct BodyCodec<Do>;
template struct BodyCodec<Note>;
template struct BodyCodec<AskStatus>;
template struct BodyCodec<AskIncidents>;
template struct BodyCodec<AskPersons>;
template struct BodyCodec<AskClaims>;
template struct BodyCodec<AskStatements>;
template struct BodyCodec<AskDeliveries>;
template struct BodyCodec<AskFacts>;
template struct BodyCodec<AskMentions>;
template struct BodyCodec<AskEvents>;
template struct BodyCodec<Credit>;

}  // namespace voelspriet::wire::detail
