// SPDX-License-Identifier: Apache-2.0
#include "feeds/rss/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hub/base/limits.hpp"
#include "hub/text/utf8.hpp"

namespace voelspriet::feeds::rss {
namespace {

constexpr char kBetween = '\n';  // of the page's three lines and the hashes in a cursor

std::string text_of(const SyndicationItem& item) {
  const std::string& body = item.summary.empty() ? item.content : item.summary;
  std::string text = item.title;
  if (!body.empty() && body != item.title) text.append(text.empty() ? "" : "\n").append(body);
  return text::cut_utf8(std::move(text), limits::kMentionTextMax);
}

}  // namespace

RssSource::RssSource(const net::HttpClient& client, RssOptions options, const Clock& clock)
    : bulletin_account_(std::move(options.bulletin_account)), clock_(clock), page_(client, std::move(options.page)) {}

Result<void> RssSource::connect(const Resume& resume, const StopFlag&) {
  const auto at = resume.cursor.rfind(kBetween);
  page_.resume(resume.again ? std::string_view{} : std::string_view{resume.cursor}.substr(0, at));
  seen_ = SeenHashes::parse(at == std::string::npos ? std::string_view{} : std::string_view{resume.cursor}.substr(at + 1));
  again_ = again_ || resume.again;  // till a page was read
  return {};
}

Result<Reading> RssSource::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  auto page = page_.next(deadline, stop);
  if (!page) return tl::unexpected(page.error());
  Reading reading;
  reading.ended = page_.gone();
  if (page_.gone()) reading.trouble = "the page is gone for good (410)";
  if (!*page) return reading;
  const net::HttpResponse& response = **page;
  const auto feed = parse_syndication(response.body, response.header("Content-Type"), response.url);
  if (feed) {
    if (feed->mended) reading.trouble = response.url + ": is not well-formed XML, mended";
    add(*feed, response.url, reading);
  } else {
    ++reading.refused["malformed"];
    reading.trouble = fmt::format("{}: {}", response.url, to_string(feed.error()));
  }
  reading.cursor = page_.state() + kBetween + seen_.text();
  return reading;
}

// Pages hold the newest first; they are heard in the order they were written.
void RssSource::add(const SyndicationFeed& feed, const std::string& url, Reading& reading) {
  std::vector<std::uint64_t> current;
  for (auto item = feed.items.rbegin(); item != feed.items.rend(); ++item) {
    auto mention = to_mention(*item, feed, url);
    if (mention.text.empty()) continue;
    const auto entry = short_hash(mention.id);
    const auto wording = short_hash(mention.id + '\n' + mention.text);
    current.insert(current.end(), {entry, wording});
    const bool known = seen_.contains(wording);
    if (known && !again_) continue;
    const auto revision = fmt::format("{:012x}", wording);
    if (!known && seen_.contains(entry)) {
      mention.kind = domain::MentionKind::edited;
      mention.revision = revision;
      mention.said_at = std::min(item->updated.value_or(clock_.now()), clock_.now());
    }
    reading.items.push_back({mention.id + '\n' + revision, std::move(mention), {}, ""});
  }
  seen_.renew(current);
  again_ = false;
}

domain::HeardMention RssSource::to_mention(const SyndicationItem& item, const SyndicationFeed& feed, const std::string& url) const {
  domain::HeardMention mention;
  mention.genre = bulletin_account_.empty() ? domain::Genre::news : domain::Genre::bulletin;
  mention.source = "rss";
  mention.account = bulletin_account_;
  mention.text = text_of(item);
  mention.id = item.id.empty() ? fmt::format("{}#{:012x}", url, short_hash(mention.text)) : item.id;
  mention.author = bulletin_account_.empty() ? url : bulletin_account_;
  mention.handle = feed.title.empty() ? mention.author : feed.title;
  mention.url = item.link;
  if (!feed.language.empty()) mention.languages = {feed.language};
  const Time now = clock_.now();
  mention.said_at = std::min(item.published ? *item.published : item.updated.value_or(now), now);
  return mention;
}

}  // namespace voelspriet::feeds::rss
