// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/person.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::AddPerson>;
template struct BodyCodec<domain::ChangeRoles>;
template struct BodyCodec<domain::AddKey>;
template struct BodyCodec<domain::RevokeKey>;
template struct BodyCodec<domain::DeskFounded>;
template struct BodyCodec<domain::PersonAdded>;
template struct BodyCodec<domain::RolesChanged>;
template struct BodyCodec<domain::KeyAdded>;
template struct BodyCodec<domain::KeyRevoked>;

}  // namespace voelspriet::wire::detail
