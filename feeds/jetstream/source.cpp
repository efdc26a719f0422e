// SPDX-License-Identifier: Apache-2.0
#include "feeds/jetstream/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <span>

namespace voelspriet::feeds {
namespace {

constexpr std::string_view kByTime = "time:";
// What is added to a place, by how many connections brought nothing new.
constexpr std::array<std::int64_t, 12> kTimeSteps{-1'000'000, 0,      1,       1'000,   3'000,     10'000,
                                                  30'000,     100'000, 300'000, 1'000'000, 3'000'000, 10'000'000};
constexpr std::array<std::int64_t, 3> kCursorSteps{0, 0, 1};

// The same event has the same key on every connection, and another one never.
std::string key_of(const JetstreamEvent& event) {
  if (event.kind != JetstreamKind::kCommit) {
    return fmt::format("{}\n{}\n{}", event.did, static_cast<int>(event.kind), event.time_us);
  }
  return fmt::format("{}\n{}\n{}\n{}\n{}", event.did, event.collection, event.rkey, event.rev,
                     static_cast<int>(event.operation));
}

const char* reason_of(const JetstreamEvent& event) {
  switch (event.kind) {
    case JetstreamKind::kIdentity:
      return "identity";
    case JetstreamKind::kAccount:
      return "account";
    case JetstreamKind::kOther:
      return "unknown_kind";
    case JetstreamKind::kCommit:
      break;
  }
  if (event.collection == kRepostCollection) return "repost";
  if (event.collection != kPostCollection) return "other_collection";
  return event.operation == JetstreamOperation::kDelete ? "post_deleted" : "post_edited";
}

// Authors' clocks are wrong in both directions; nobody says a thing after it was seen.
Time said_at(const JetstreamEvent& event) {
  const Time seen{microseconds{event.time_us}};
  if (!event.post) return seen;
  return std::min(parse_rfc3339(event.post->created_at).value_or(seen), seen);
}

struct Place {
  std::int64_t number = 0;
  bool is_time = false;
};

std::optional<Place> place_of(std::string_view cursor) {
  Place place;
  place.is_time = cursor.starts_with(kByTime);
  if (place.is_time) cursor.remove_prefix(kByTime.size());
  const auto end = cursor.data() + cursor.size();
  const auto read = std::from_chars(cursor.data(), end, place.number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return place;
}

boost::json::array to_array(const std::vector<std::string>& values) {
  return boost::json::array(values.begin(), values.end());
}

Item to_item(const JetstreamEvent& event, bool new_posts_only) {
  Item item;
  item.key = key_of(event);
  item.reason = reason_of(event);
  if (new_posts_only && !event.is(JetstreamOperation::kCreate, kPostCollection)) return item;
  item.mention = to_mention(event);
  if (new_posts_only) item.line = to_line(event);
  return item;
}

}  // namespace

std::optional<domain::HeardMention> to_mention(const JetstreamEvent& event) {
  const bool post = event.collection == kPostCollection;
  if (event.kind != JetstreamKind::kCommit || (!post && event.collection != kRepostCollection)) return std::nullopt;
  domain::HeardMention mention;
  mention.source = "bluesky";
  mention.id = at_uri(event);
  mention.author = event.did;
  mention.said_at = said_at(event);
  if (event.operation != JetstreamOperation::kCreate) {
    const bool deleted = event.operation == JetstreamOperation::kDelete;
    mention.kind = deleted ? domain::MentionKind::deleted : domain::MentionKind::edited;
    mention.revision = event.rev;
  }
  mention.repost = event.subject;
  if (!post) return mention;
  mention.url = fmt::format("https://bsky.app/profile/{}/post/{}", event.did, event.rkey);
  if (!event.post) return mention;
  mention.parent = event.post->parent;
  mention.root = event.post->root;
  mention.quote = event.post->quote;
  mention.text = event.post->text;
  mention.languages = event.post->langs;
  mention.media = event.post->media;
  return mention;
}

std::string to_line(const JetstreamEvent& event) {
  const JetstreamPost& post = event.post.value();
  boost::json::object line{{"uri", at_uri(event)},
                           {"did", event.did},
                           {"rkey", event.rkey},
                           {"rev", event.rev},
                           {"cid", event.cid},
                           {"time_us", event.time_us},
                           {"createdAt", post.created_at},
                           {"langs", to_array(post.langs)},
                           {"text", post.text}};
  if (!post.parent.empty()) line["reply"] = {{"parent", post.parent}, {"root", post.root}};
  if (!post.quote.empty()) line["quote"] = post.quote;
  if (!post.links.empty()) line["links"] = to_array(post.links);
  if (!post.media.empty()) line["media"] = to_array(post.media);
  return boost::json::serialize(line);
}

std::string subscribe_url(const std::string& base, bool reposts, const Resume& resume) {
  std::string url = base;
  const auto add = [&url](std::string_view name, std::string_view value) {
    url += fmt::format("{}{}={}", url.find('?') == std::string::npos ? '?' : '&', name, value);
  };
  if (base.find("wantedCollections=") == std::string::npos) {
    add("wantedCollections", kPostCollection);
    if (reposts) add("wantedCollections", kRepostCollection);
  }
  if (const auto place = place_of(resume.cursor)) {
    std::span<const std::int64_t> steps = kCursorSteps;
    if (place->is_time) steps = kTimeSteps;
    add("cursor", std::to_string(place->number + steps[std::min(resume.fruitless, steps.size() - 1)]));
  } else if (!resume.cursor.empty()) {
    add("cursor", resume.cursor);
  }
  return url;
}

Result<void> JetstreamSource::connect(const Resume& resume, const StopFlag& stop) {
  const auto url = subscribe_url(options_.url, !options_.new_posts_only, resume);
  auto socket = net::WebSocket::connect({url, options_.egress, options_.ca_file}, stop);
  if (!socket) return tl::unexpected(socket.error());
  socket_.emplace(std::move(*socket));
  const auto place = place_of(resume.cursor);
  latest_us_ = place && place->is_time ? place->number : 0;  // going back a second is no way back
  return {};
}

Result<Reading> JetstreamSource::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  auto received = socket_->read(deadline, stop);
  if (!received) return tl::unexpected(received.error());
  Reading reading;
  if (received->too_large > 0) reading.refused["too_large"] = received->too_large;
  for (const auto& message : received->messages) {
    const auto event = parser_.parse(message);
    if (!event) {
      ++reading.refused["malformed"];
      reading.trouble = to_string(event.error());
      continue;
    }
    latest_us_ = std::max(latest_us_, event->time_us);
    reading.cursor = event->cursor.empty() ? fmt::format("{}{}", kByTime, latest_us_) : event->cursor;
    reading.items.push_back(to_item(*event, options_.new_posts_only));
  }
  return reading;
}

}  // namespace voelspriet::feeds
