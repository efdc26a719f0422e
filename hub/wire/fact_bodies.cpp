// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/fact.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::RegisterFact>;
template struct BodyCodec<domain::WithdrawFact>;
template struct BodyCodec<domain::FactRegistered>;
template struct BodyCodec<domain::FactWithdrawn>;

}  // namespace voelspriet::wire::detail
