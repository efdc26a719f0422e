// SPDX-License-Identifier: Apache-2.0
// Posts the statement as signed JSON to one address (README.md, "For receivers"). At least once: every try carries the
// same Idempotency-Key and the same bytes. Nobody can look whether it arrived. Thread: see engine::Channel.
#pragma once

#include <memory>
#include <string>

#include "hub/crypto/secret.hpp"
#include "hub/engine/ports.hpp"
#include "hub/net/http_client.hpp"

namespace voelspriet::channels {

struct WebhookOptions {
  std::string name, audience, url;
  crypto::Secret secret;
  std::string ca_file;  // PEM of the authorities to trust instead of the system's
  bool exercise = false;
};

// "sha256=" and the HMAC-SHA-256 over the key, a dot and the body, in hex.
std::string webhook_signature(const crypto::Secret& secret, std::string_view idempotency_key, std::string_view body);

class WebhookChannel final : public engine::Channel {
 public:
  // kNotAllowed: an exercise desk posts to this machine only; a live one in the clear only there.
  static Result<std::unique_ptr<WebhookChannel>> make(WebhookOptions options, const StopFlag& stop);

  const std::string& name() const override { return options_.name; }
  domain::Promise promise() const override { return domain::Promise::at_least_once; }
  Result<domain::Variant> render(const engine::RenderJob& job) const override;
  engine::SendOutcome send(const engine::SendJob& job) override;
  engine::SendOutcome look(const engine::SendJob& job) override;

 private:
  WebhookChannel(WebhookOptions options, net::EgressPolicy egress, const StopFlag& stop)
      : options_(std::move(options)), client_(std::move(egress), options_.ca_file), stop_(stop) {}

  const WebhookOptions options_;
  const net::HttpClient client_;
  const StopFlag& stop_;
};

}  // namespace voelspriet::channels
