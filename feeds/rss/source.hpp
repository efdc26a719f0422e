// SPDX-License-Identifier: Apache-2.0
// A page with news, or the page of a partner whose entries are bulletins. Called by its runner's thread only. The cursor holds the
// page's validators and short hashes of its entries, so that each is heard once, and again as an edit when its text changes.
#pragma once

#include "feeds/core/polled_page.hpp"
#include "feeds/core/seen_hashes.hpp"
#include "feeds/core/source.hpp"
#include "feeds/rss/syndication.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::feeds::rss {

struct RssOptions {
  PageOptions page;
  std::string bulletin_account;  // the registered account this page speaks for; "" = news
};

class RssSource final : public Source {
 public:
  // Client and clock are lent.
  RssSource(const net::HttpClient& client, RssOptions options, const Clock& clock);

  Result<void> connect(const Resume& resume, const StopFlag& stop) override;
  Result<Reading> read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) override;
  void disconnect() override {}
  bool can_give_again() const override { return true; }

 private:
  void add(const SyndicationFeed& feed, const std::string& url, Reading& reading);
  domain::HeardMention to_mention(const SyndicationItem& item, const SyndicationFeed& feed, const std::string& url) const;

  const std::string bulletin_account_;
  const Clock& clock_;
  PolledPage page_;
  SeenHashes seen_;
  bool again_ = false;  // the next page is given whole
};

}  // namespace voelspriet::feeds::rss
