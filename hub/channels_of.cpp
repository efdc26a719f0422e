// SPDX-License-Identifier: Apache-2.0
#include "hub/channels_of.hpp"

#include "hub/base/log.hpp"
#include "hub/channels/manual/manual_channel.hpp"
#include "hub/channels/web/web_channel.hpp"
#include "hub/channels/webhook/webhook_channel.hpp"

namespace voelspriet::hub {
namespace {

using Made = Result<std::unique_ptr<engine::Channel>>;

Made make_web(const config::HubConfig& desk, const config::ChannelConfig& config, Time now) {
  auto channel = std::make_unique<channels::WebChannel>(
      channels::WebOptions{config.name, config.audience, config.url, config.page_dir, desk.desk, desk.exercise, now});
  if (auto repaired = channel->repair(); !repaired) {
    if (repaired.error().code == Errc::kNotAllowed) return tl::unexpected(repaired.error());
    log_warn("web", to_string(repaired.error()));  // no reason to stay down: every sending tries again and says so
  }
  return channel;
}

Made make_webhook(const config::HubConfig& desk, const config::ChannelConfig& config, const StopFlag& stop) {
  auto secret = crypto::load_secret(config.secret_file);
  if (!secret) return tl::unexpected(secret.error());
  auto made = channels::WebhookChannel::make(
      {config.name, config.audience, config.url, std::move(*secret), config.ca_file.string(), desk.exercise}, stop);
  if (!made) return tl::unexpected(made.error());
  return std::move(*made);
}

Made make_one(const config::HubConfig& desk, const config::ChannelConfig& config, Time now, const StopFlag& stop) {
  switch (config.kind) {
    case config::ChannelKind::kWeb: return make_web(desk, config, now);
    case config::ChannelKind::kWebhook: return make_webhook(desk, config, stop);
    case config::ChannelKind::kManual:
      return std::make_unique<channels::ManualChannel>(
          channels::ManualOptions{config.name, config.audience, static_cast<std::size_t>(config.characters_max)});
  }
  return fail(Errc::kUnsupported, config.name, "is of no kind this hub knows");
}

}  // namespace

Result<engine::Channels> channels_of(const config::HubConfig& config, Time now, const StopFlag& stop) {
  engine::Channels channels;
  for (const config::ChannelConfig& one : config.channels) {
    auto made = make_one(config, one, now, stop);
    if (!made) return fail(made.error().code, "channel " + one.name, to_string(made.error()));
    channels.push_back(std::move(*made));
  }
  return channels;
}

}  // namespace voelspriet::hub
