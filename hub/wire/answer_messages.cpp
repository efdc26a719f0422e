// SPDX-License-Identifier: Apache-2.0
// What the hub sends to consoles and ctl: answers to acts, the stream, figures.
#include "hub/wire/detail/body.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<Welcome>;
template struct BodyCodec<Bye>;
template struct BodyCodec<Done>;
template struct BodyCodec<Events>;
template struct BodyCodec<PulseNow>;
template struct BodyCodec<Status>;
template struct BodyCodec<NoAnswer>;

}  // namespace voelspriet::wire::detail

// As ctl prints them.
namespace voelspriet::wire {

template std::string to_json(const Done&);
template std::string to_json(const Refusal&);
template std::string to_json(const Status&);

}  // namespace voelspriet::wire
