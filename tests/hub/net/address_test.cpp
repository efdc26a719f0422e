// SPDX-License-Identifier: Apache-2.0
#include "hub/net/address.hpp"

#include <gtest/gtest.h>

#include "hub/net/egress.hpp"

namespace voelspriet::net {
namespace {

IpAddress address(const char* text) { return parse_address(text).value(); }

TEST(Address, KnowsWhatEverybodyCanReach) {
  for (const char* text :
       {"8.8.8.8", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(is_global(address(text))) << text;
  }
}

TEST(Address, KnowsWhatIsPrivateReservedOrAnExample) {
  for (const char* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "127.0.0.1",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "ff02::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2001::1",
                           "64:ff9b::7f00:1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::127.0.0.1"}) {
    EXPECT_FALSE(is_global(address(text))) << text;
  }
}

TEST(Address, TakesAMappedAddressForTheOneItIs) {
  EXPECT_EQ(address("::ffff:127.0.0.1"), address("127.0.0.1"));
  EXPECT_EQ(to_string(address("::ffff:192.0.2.7")), "192.0.2.7");
}

TEST(Address, KnowsLoopback) {
  for (const char* text : {"127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(is_loopback(address(text))) << text;
  for (const char* text : {"128.0.0.1", "::2", "0.0.0.0"}) EXPECT_FALSE(is_loopback(address(text))) << text;
}

TEST(Address, ReadsNothingElse) {
  for (const char* text :
       {"", "127.1", "1.2.3.4.5", "01.2.3.4", "0x7f000001", "[::1]", "fe80::1%eth0", "localhost", "1.2.3.4 "}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(Egress, LetsALiveHubReachGlobalAddressesAndWhatIsListed) {
  auto egress = EgressPolicy::live();
  egress.allow("cms.example", 8443);
  EXPECT_TRUE(egress.check("site.example", 443, address("8.8.8.8")));
  EXPECT_TRUE(egress.check("cms.example", 8443, address("10.0.0.7")));
  EXPECT_EQ(egress.check("cms.example", 443, address("10.0.0.7")).error().code, Errc::kNotAllowed);
  EXPECT_EQ(egress.check("rebound.example", 443, address("169.254.169.254")).error().code, Errc::kNotAllowed);
}

TEST(Egress, LetsADrillReachOnlyListedPortsOfTheLoopback) {
  auto egress = EgressPolicy::exercise();
  egress.allow("localhost", 8080);
  EXPECT_TRUE(egress.check("localhost", 8080, address("127.0.0.1")));
  EXPECT_FALSE(egress.check("localhost", 8081, address("127.0.0.1")));
  EXPECT_FALSE(egress.check("localhost", 8080, address("8.8.8.8")));
  EXPECT_FALSE(egress.check("site.example", 443, address("8.8.8.8")));
}

TEST(Egress, SavesADrillTheLookUpOfAnyOtherName) {
  EXPECT_EQ(EgressPolicy::exercise().check_name("site.example", 443).error().code, Errc::kNotAllowed);
  EXPECT_TRUE(EgressPolicy::live().check_name("site.example", 443));
}

}  // namespace
}  // namespace voelspriet::net
