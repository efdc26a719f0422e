// SPDX-License-Identifier: Apache-2.0
// What the hub sends to consoles and ctl: lists that were asked for.
#include "hub/wire/detail/body.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<Incidents>;
template struct BodyCodec<Persons>;
template struct BodyCodec<Deliveries>;
template struct BodyCodec<Facts>;
template struct BodyCodec<Mentions>;

}  // namespace voelspriet::wire::detail

// As ctl prints them.
namespace voelspriet::wire {

template std::string to_json(const Incidents&);
template std::string to_json(const Persons&);
template std::string to_json(const Deliveries&);
template std::string to_json(const Facts&);
template std::string to_json(const Mentions&);

}  // namespace voelspriet::wire
