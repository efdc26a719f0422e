// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/incident.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::OpenIncident>;
template struct BodyCodec<domain::ChangeIncident>;
template struct BodyCodec<domain::SetProfile>;
template struct BodyCodec<domain::CloseIncident>;
template struct BodyCodec<domain::ReopenIncident>;
template struct BodyCodec<domain::IncidentOpened>;
template struct BodyCodec<domain::IncidentChanged>;
template struct BodyCodec<domain::ProfileSet>;
template struct BodyCodec<domain::IncidentClosed>;
template struct BodyCodec<domain::IncidentReopened>;

}  // namespace voelspriet::wire::detail
