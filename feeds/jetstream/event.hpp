// SPDX-License-Identifier: Apache-2.0
// One line of Jetstream v1 (`/subscribe`), and its pure parser. Fields are those of the lexicons app.bsky.feed.post and
// app.bsky.feed.repost; everything unknown is skipped.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds {

inline constexpr std::string_view kPostCollection = "app.bsky.feed.post";
inline constexpr std::string_view kRepostCollection = "app.bsky.feed.repost";

struct JetstreamPost {
  std::string text;
  std::string created_at;  // as the author's program wrote it; may be nonsense
  std::vector<std::string> langs;
  std::string parent, root, quote;  // at-uris, "" = none
  std::vector<std::string> links;   // of facets and link cards, whole, each once
  std::vector<std::string> media;   // a reference, and behind a space its alt text or title
};

enum class JetstreamKind { kCommit, kIdentity, kAccount, kOther };
enum class JetstreamOperation { kCreate, kUpdate, kDelete };

struct JetstreamEvent {
  std::string did;
  std::int64_t time_us = 0;  // when the server saw it; not in order
  std::string cursor;        // digits; "" from servers that give none
  JetstreamKind kind = JetstreamKind::kOther;
  // Of commits:
  JetstreamOperation operation = JetstreamOperation::kCreate;
  std::string collection, rkey, rev, cid;
  std::optional<JetstreamPost> post;  // of a create or update in kPostCollection
  std::string subject;                // of a create in kRepostCollection: what is reposted

  bool is(JetstreamOperation what, std::string_view where) const {
    return kind == JetstreamKind::kCommit && operation == what && collection == where;
  }
};

std::string at_uri(const JetstreamEvent& event);

// Keeps its buffers between lines. One thread.
class JetstreamParser {
 public:
  JetstreamParser();
  ~JetstreamParser();

  // Errors name the place: "/commit/record/text: missing".
  Result<JetstreamEvent> parse(std::string_view line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::feeds
