// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/desk.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::TakeLock>;
template struct BodyCodec<domain::ReleaseLock>;
template struct BodyCodec<domain::Undo>;
template struct BodyCodec<domain::LockTaken>;
template struct BodyCodec<domain::LockReleased>;
template struct BodyCodec<domain::Undone>;

}  // namespace voelspriet::wire::detail
