// SPDX-License-Identifier: Apache-2.0
#include "hub/net/url.hpp"

#include <gtest/gtest.h>

namespace voelspriet::net {
namespace {

TEST(Url, KnowsTheParts) {
  const auto url = parse_url("WSS://Jetstream.Example/subscribe?cursor=1#top");
  ASSERT_TRUE(url) << to_string(url.error());
  EXPECT_EQ(*url, (Url{"wss", "jetstream.example", 443, "/subscribe?cursor=1"}));
  EXPECT_TRUE(url->tls());
  EXPECT_EQ(host_header(*url), "jetstream.example");
}

TEST(Url, PutsAnIpv6AddressInBracketsAgain) {
  const auto url = parse_url("http://[::1]:8080");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(to_string(*url), "http://[::1]:8080/");
}

TEST(Url, RefusesWhatWeCannotOrMayNotFetch) {
  for (const char* text :
       {"", "site.example", "ftp://site.example/", "file:///etc/passwd", "http://", "http://user:pw@site.example/",
        "http://site.example:0/", "http://site.example:99999/", "http://site.example/a b", "http://a\r\nb/"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
  EXPECT_EQ(parse_url("http://site.example/" + std::string(5'000, 'a')).error().code, Errc::kTooLarge);
}

TEST(Url, FollowsALocationFromWhereItWasGiven) {
  const Url base{"https", "site.example", 443, "/a/b?c"};
  EXPECT_EQ(to_string(resolve_url(base, "d").value()), "https://site.example/a/d");
  EXPECT_EQ(to_string(resolve_url(base, "/d").value()), "https://site.example/d");
  EXPECT_EQ(to_string(resolve_url(base, "//other.example:8443/d").value()), "https://other.example:8443/d");
  EXPECT_FALSE(resolve_url(base, "javascript:alert(1)"));
}

}  // namespace
}  // namespace voelspriet::net
