// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/totp.hpp"

#include <openssl/hmac.h>

#include <array>

#include "hub/base/assert.hpp"
#include "hub/crypto/detail/sodium.hpp"

namespace voelspriet::crypto {

TotpStep totp_step(Time now) {
  return static_cast<TotpStep>(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()) / 30;
}

std::string totp_code(std::string_view secret, TotpStep step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (int i = 7; i >= 0; --i, step >>= 8) counter[static_cast<std::size_t>(i)] = static_cast<unsigned char>(step);
  std::array<unsigned char, 20> mac{};
  const auto* done = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
                          mac.data(), nullptr);
  VOELSPRIET_ASSERT(done != nullptr, "HMAC failed");
  const std::size_t offset = mac.back() & 15;  // RFC 4226, 5.3: dynamic truncation
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | mac[offset + i];
  value &= 0x7fffffff;
  std::string code(static_cast<std::size_t>(digits), '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, value /= 10)
    *digit = static_cast<char>('0' + value % 10);
  return code;
}

std::optional<TotpStep> check_totp(std::string_view secret, std::string_view code, Time now, TotpStep last_used) {
  const TotpStep current = totp_step(now);
  for (TotpStep step = current - 1; step <= current + 1; ++step) {
    const std::string expected = totp_code(secret, step);
    if (step > last_used && code.size() == expected.size() &&
        sodium_memcmp(code.data(), expected.data(), code.size()) == 0)
      return step;
  }
  return std::nullopt;
}

}  // namespace voelspriet::crypto
