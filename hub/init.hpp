// SPDX-License-Identifier: Apache-2.0
// `voelspriet-hub init`: the only way to a key that no lead gave out. Refused once a log exists.
#pragma once

#include "hub/cli.hpp"

namespace voelspriet::hub {

Result<void> init(const Init& asked);

}  // namespace voelspriet::hub
