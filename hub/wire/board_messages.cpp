// SPDX-License-Identifier: Apache-2.0
// What the hub sends to consoles and ctl: the two lists with the most in them.
#include "hub/wire/detail/body.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<Claims>;
template struct BodyCodec<Statements>;

}  // namespace voelspriet::wire::detail

// As ctl prints them.
namespace voelspriet::wire {

template std::string to_json(const Claims&);
template std::string to_json(const Statements&);

}  // namespace voelspriet::wire
