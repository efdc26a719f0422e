// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/delivery.hpp"
#include "hub/wire/detail/body.hpp"

namespace voelspriet::wire::detail {

template struct BodyCodec<domain::StartDelivery>;
template struct BodyCodec<domain::SettleDelivery>;
template struct BodyCodec<domain::RetryDelivery>;
template struct BodyCodec<domain::ReportDelivery>;
template struct BodyCodec<domain::LookDelivery>;
template struct BodyCodec<domain::PullBrake>;
template struct BodyCodec<domain::ReleaseBrake>;
template struct BodyCodec<domain::DeliveriesQueued>;
template struct BodyCodec<domain::DeliveryStarted>;
template struct BodyCodec<domain::DeliverySettled>;
template struct BodyCodec<domain::DeliveryLookedFor>;
template struct BodyCodec<domain::BrakePulled>;
template struct BodyCodec<domain::BrakeReleased>;

}  // namespace voelspriet::wire::detail
