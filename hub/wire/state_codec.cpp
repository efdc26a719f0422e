// SPDX-License-Identifier: Apache-2.0
#include "hub/domain/state.hpp"
#include "hub/wire/detail/instantiate.hpp"

VOELSPRIET_WIRE_TYPE(voelspriet::domain::State)
