// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/digest.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "hub/base/assert.hpp"
#include "hub/crypto/encoding.hpp"

namespace voelspriet::crypto {
namespace {

// Fetched once: OpenSSL 3 otherwise looks the algorithm up at every call, which costs more than hashing an event.
const EVP_MD* sha256_method() {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  VOELSPRIET_ASSERT(method != nullptr, "OpenSSL has no SHA-256");
  return method;
}

}  // namespace

struct Sha256::Context {
  Context() { start(); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { EVP_MD_CTX_free(evp); }

  void start() {
    const bool started = evp != nullptr && EVP_DigestInit_ex2(evp, sha256_method(), nullptr) == 1;
    VOELSPRIET_ASSERT(started, "SHA-256 does not start");
  }

  EVP_MD_CTX* evp = EVP_MD_CTX_new();
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(std::string_view bytes) {
  EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size());
  return *this;
}

Digest Sha256::finish() {
  Digest digest;
  EVP_DigestFinal_ex(context_->evp, digest.bytes.data(), nullptr);
  context_->start();
  return digest;
}

Digest sha256(std::string_view bytes) {
  thread_local Sha256 hash;
  return hash.update(bytes).finish();
}

std::string to_string(const Digest& digest) { return to_hex(as_text(digest.bytes)); }

std::optional<Digest> parse_digest(std::string_view hex) {
  Digest digest;
  if (!read_hex(hex, digest.bytes)) return std::nullopt;
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  Digest digest;
  const auto* done =
      HMAC(sha256_method(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.bytes.data(), nullptr);
  VOELSPRIET_ASSERT(done != nullptr, "HMAC failed");
  return digest;
}

}  // namespace voelspriet::crypto
