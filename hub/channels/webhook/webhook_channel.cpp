// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/webhook/webhook_channel.hpp"

#include <fmt/format.h>

#include "hub/base/limits.hpp"
#include "hub/base/utf8.hpp"
#include "hub/channels/core/words.hpp"
#include "hub/crypto/digest.hpp"

namespace voelspriet::channels {
namespace {

using Kind = engine::SendOutcome::Kind;

constexpr std::size_t kAnswerBytesMax = 64 << 10;  // only its status and headers matter

bool on_this_machine(const std::string& host) {
  const auto address = net::parse_address(host);
  return host == "localhost" || (address && net::is_loopback(*address));
}

// It said no, and the same words will not change its mind; anything else may have been heard or may yet be.
bool refused(int status) {
  return status >= 300 && status < 500 && status != 408 && status != 425 && status != 429;
}

// Where the receiver says it keeps it, if that can stand in the log; else its status.
std::string proof_of(const net::HttpResponse& response, const std::string& status) {
  const std::string_view link = response.header("Location");
  const bool usable = !link.empty() && link.size() <= limits::kLinkMax && valid_utf8(link) &&
                      find_invisible(link) == std::string_view::npos;
  return usable ? std::string{link} : status;
}

engine::SendOutcome outcome_of(const net::HttpResponse& response) {
  const std::string status = fmt::format("status {}", response.status);
  if (response.status >= 200 && response.status < 300) return {Kind::delivered, "", proof_of(response, status)};
  return {refused(response.status) ? Kind::failed : Kind::uncertain, "the receiver answered with " + status, ""};
}

}  // namespace

std::string webhook_signature(const crypto::Secret& secret, std::string_view idempotency_key, std::string_view body) {
  return "sha256=" + crypto::to_string(crypto::hmac_sha256(secret.text(), fmt::format("{}.{}", idempotency_key, body)));
}

Result<std::unique_ptr<WebhookChannel>> WebhookChannel::make(WebhookOptions options, const StopFlag& stop) {
  const auto url = net::parse_url(options.url);
  const std::string where = "channel " + options.name;
  if (!url) return fail(url.error().code, where, to_string(url.error()));
  if (url->scheme != "https" && url->scheme != "http") return fail(Errc::kUnsupported, where, "posts to http or https");
  if (!on_this_machine(url->host)) {
    if (options.exercise) return fail(Errc::kNotAllowed, where, "an exercise desk posts to this machine only");
    if (!url->tls()) return fail(Errc::kNotAllowed, where, "posts to another machine over https only");
  }
  auto egress = options.exercise ? net::EgressPolicy::exercise() : net::EgressPolicy::live();
  egress.allow(url->host, url->port);
  return std::unique_ptr<WebhookChannel>{new WebhookChannel{std::move(options), std::move(egress), stop}};
}

Result<domain::Variant> WebhookChannel::render(const engine::RenderJob& job) const {
  const auto words = words_for(job, name());
  if (!words) return tl::unexpected(words.error());
  domain::Variant variant = variant_of(job, *this, kDocumentType);
  variant.kind = "webhook";
  variant.account = options_.url;
  variant.audience = options_.audience;
  variant.parts.front().bytes = document(job, marked(job, *words));
  return variant;
}

engine::SendOutcome WebhookChannel::send(const engine::SendJob& job) {
  const domain::Part& part = job.variant.parts[job.delivery.part];
  net::HttpRequest request;
  request.method = "POST";
  request.url = options_.url;
  request.headers = {{"Content-Type", part.media_type},
                     {"Idempotency-Key", job.delivery.key},
                     {"X-Voelspriet-Signature", webhook_signature(options_.secret, job.delivery.key, part.bytes)}};
  request.body = part.bytes;
  request.whole_timeout = limits::kDeliveryTimeout;
  request.max_body = kAnswerBytesMax;
  const net::HttpOutcome outcome = client_.send(request, stop_);
  switch (outcome.reach) {
    case net::Reach::kNotSent: return {Kind::not_sent, to_string(*outcome.error), ""};
    case net::Reach::kNoAnswer: return {Kind::uncertain, to_string(*outcome.error), ""};
    case net::Reach::kAnswered: break;
  }
  return outcome_of(outcome.response);
}

engine::SendOutcome WebhookChannel::look(const engine::SendJob&) {
  return {Kind::uncertain, "a webhook cannot be asked; ask the receiver", ""};
}

}  // namespace voelspriet::channels
