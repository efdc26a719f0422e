// SPDX-License-Identifier: Apache-2.0
// Jetstream v1 as a Source: WebSocket `/subscribe`, resumed by the server's `cursor`, or by time where it gives none.
// Cursors are inclusive, so the last event comes again: the runner drops it by its key.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "feeds/core/source.hpp"
#include "feeds/jetstream/event.hpp"
#include "hub/net/egress.hpp"
#include "hub/net/web_socket.hpp"

namespace voelspriet::feeds {

struct JetstreamOptions {
  std::string url;  // "wss://jetstream2.us-east.bsky.network/subscribe"
  net::EgressPolicy egress;
  std::string ca_file;
  bool new_posts_only =
      false;  // for a terminal: no reposts, edits and deletes, and each post with its own line of JSON
};

class JetstreamSource final : public Source {
 public:
  explicit JetstreamSource(JetstreamOptions options) : options_(std::move(options)) {}

  Result<void> connect(const Resume& resume, const StopFlag& stop) override;
  Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override;
  void disconnect() override { socket_.reset(); }

 private:
  const JetstreamOptions options_;
  JetstreamParser parser_;
  std::optional<net::WebSocket> socket_;
  std::int64_t latest_us_ = 0;  // the furthest we have been, for servers without cursors
};

// The address to connect to. A cursor of ours is the server's own, or "time:<us>", which goes back a second, for events
// are not in order. A server that cuts early may never get past that second: after a connection that brought nothing new
// we ask from the time itself. Both include the last event, which may be all that it sends: after two we ask behind it,
// and ever further where it answers with what stands behind a later event of no concern to us.
std::string subscribe_url(const std::string& base, bool reposts, const Resume& resume);

// What the event says; nothing for likes, identities and such.
std::optional<domain::HeardMention> to_mention(const JetstreamEvent& event);
// A new post as one line of JSON.
std::string to_line(const JetstreamEvent& event);

}  // namespace voelspriet::feeds
