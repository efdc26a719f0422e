// SPDX-License-Identifier: Apache-2.0
#include "feeds/cap/heard.hpp"

#include <algorithm>

#include "feeds/core/short_list.hpp"
#include "hub/base/limits.hpp"
#include "hub/text/utf8.hpp"

namespace voelspriet::feeds::cap {
namespace {

std::string key_of(const std::string& sender, const std::string& identifier) { return sender + "," + identifier; }

const char* reason_to_drop(const CapMessage& message, Time now) {
  if (message.type == MessageType::Ack || message.type == MessageType::Error) return "acknowledgement";
  if (message.status == Status::Draft) return "draft";
  if (message.status == Status::System) return "system";
  if (expires_at(message) <= now) return "expired";
  return "";
}

std::string words_in_front(const CapMessage& message) {
  std::string words;
  if (message.status == Status::Exercise) words += "OEFENING. ";
  if (message.status == Status::Test) words += "TEST. ";
  if (message.type == MessageType::Update) words += "Bijgewerkt. ";
  if (message.type == MessageType::Cancel) words += "Ingetrokken. ";
  return words;
}

// Senders repeat themselves: a part that an earlier one holds already is left out.
std::string text_of(const CapMessage& message, const Info* info) {
  std::string text;
  const auto add = [&text](std::string_view part) {
    if (part.empty() || text.find(part) != std::string::npos) return;
    if (!text.empty()) text += '\n';
    text += part;
  };
  if (info != nullptr) {
    for (const auto* part : {&info->headline, &info->description, &info->instruction}) add(*part);
    if (text.empty()) add(info->event);
    for (const Area& area : info->areas) add(area.description);
  }
  add(message.note);
  return text.empty() ? text : words_in_front(message) + text;
}

}  // namespace

Time expires_at(const CapMessage& message) {
  Time latest{};
  for (const Info& info : message.infos) latest = std::max(latest, info.expires.value_or(Time{}));
  return latest == Time{} ? message.sent + limits::kCapLifeMax : latest;
}

const Info* best_info(const CapMessage& message) {
  for (const std::string_view language : {"nl", "en", ""}) {
    const auto found = std::find_if(message.infos.begin(), message.infos.end(),
                                    [&](const Info& info) { return std::string_view{info.language}.starts_with(language); });
    if (found != message.infos.end()) return &*found;
  }
  return nullptr;
}

Item to_item(const CapMessage& message, Time now) {
  Item item;
  item.key = key_of(message.sender, message.identifier);
  item.reason = reason_to_drop(message, now);
  if (*item.reason != '\0') return item;

  const Info* info = best_info(message);
  domain::HeardMention mention;
  mention.genre = domain::Genre::alert;
  mention.source = "cap";
  mention.account = mention.author = mention.handle = message.sender;
  mention.id = item.key;
  mention.said_at = message.sent;
  mention.text = text::cut_utf8(text_of(message, info), limits::kMentionTextMax);
  if (info != nullptr) {
    if (!info->sender_name.empty()) mention.handle = info->sender_name;
    mention.url = info->web;
    mention.languages = {info->language};
    for (const Resource& resource : info->resources) add_once(mention.media, resource.description);
  }
  if (!message.references.empty()) {
    const auto key = [](const Reference& reference) { return key_of(reference.sender, reference.identifier); };
    mention.root = key(message.references.front());
    mention.parent = key(message.references.back());
  }
  if (mention.text.empty()) {
    item.reason = "empty";
  } else {
    item.mention = std::move(mention);
  }
  return item;
}

}  // namespace voelspriet::feeds::cap
