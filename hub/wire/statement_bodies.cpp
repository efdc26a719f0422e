// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/statement.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::DraftStatement>;
template struct BodyCodec<domain::EditStatement>;
template struct BodyCodec<domain::SubmitStatement>;
template struct BodyCodec<domain::ReturnStatement>;
template struct BodyCodec<domain::ApproveStatement>;
template struct BodyCodec<domain::ReleaseStatement>;
template struct BodyCodec<domain::StatementDrafted>;
template struct BodyCodec<domain::StatementEdited>;
template struct BodyCodec<domain::StatementSubmitted>;
template struct BodyCodec<domain::StatementReturned>;
template struct BodyCodec<domain::StatementApproved>;

}  // namespace voelspriet::wire::detail
