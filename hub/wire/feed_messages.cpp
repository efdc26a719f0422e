// SPDX-License-Identifier: Apache-2.0
// What feeds and the hub send to each other.
#include "hub/wire/detail/body.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<FeedHello>;
template struct BodyCodec<Heard>;
template struct BodyCodec<FeedReport>;
template struct BodyCodec<FeedWelcome>;
template struct BodyCodec<HeardAck>;
template struct BodyCodec<Watch>;
template struct BodyCodec<Follow>;

}  // namespace voelspriet::wire::detail
