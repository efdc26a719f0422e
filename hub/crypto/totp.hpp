// SPDX-License-Identifier: Apache-2.0
// Time-based one-time codes (RFC 6238 with HMAC-SHA-1, as authenticator apps make them): six digits, thirty seconds.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hub/base/time.hpp"

namespace voelspriet::crypto {

// Which half minute since the epoch: a code belongs to one.
using TotpStep = std::uint64_t;

TotpStep totp_step(Time now);
std::string totp_code(std::string_view secret, TotpStep step, int digits = 6);

// The step the code belongs to: this one, the one before or the one after, and later than `last_used`, so that a code
// works once. The caller remembers the step returned.
std::optional<TotpStep> check_totp(std::string_view secret, std::string_view code, Time now, TotpStep last_used);

}  // namespace voelspriet::crypto
