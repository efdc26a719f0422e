// SPDX-License-Identifier: Apache-2.0
#include "hub/net/detail/frames.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/net/scripted_server.hpp"

namespace voelspriet::net::detail {
namespace {

using support::server_frame;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint8_t kContinuation = 0, kText = 1, kClose = 8, kPing = 9;

TEST(Frames, GiveMessagesInOrder) {
  FrameReader reader{1'000};
  ASSERT_TRUE(reader.feed(server_frame("een") + server_frame("") + server_frame("drie", 2)));
  EXPECT_THAT(reader.take_messages(), ElementsAre("een", "", "drie"));
  EXPECT_THAT(reader.take_messages(), IsEmpty());
}

TEST(Frames, MayComeByteByByte) {
  const std::string bytes = server_frame(std::string(200, 'a')) + server_frame(std::string(70'000, 'b'));
  FrameReader reader{100'000};
  for (const char byte : bytes) ASSERT_TRUE(reader.feed({&byte, 1}));
  EXPECT_THAT(reader.take_messages(), ElementsAre(std::string(200, 'a'), std::string(70'000, 'b')));
}

TEST(Frames, PutTogetherAMessageInParts) {
  FrameReader reader{1'000};
  ASSERT_TRUE(reader.feed(server_frame("gas", kText, false) + server_frame("hallo?", kPing) +
                          server_frame("lek", kContinuation, true)));
  EXPECT_THAT(reader.take_messages(), ElementsAre("gaslek"));
  EXPECT_EQ(reader.take_ping(), "hallo?");
  EXPECT_EQ(reader.take_ping(), std::nullopt);
}

TEST(Frames, LeaveOutAMessageOverTheLimitAndReadOn) {
  FrameReader reader{10};
  ASSERT_TRUE(reader.feed(server_frame("12345678901") + server_frame("1234567890") +
                          server_frame("12345678", kText, false) + server_frame("123", kContinuation, false) +
                          server_frame("456", kContinuation) + server_frame("na")));
  EXPECT_THAT(reader.take_messages(), ElementsAre("1234567890", "na"));
  EXPECT_EQ(reader.take_too_large(), 2);
}

TEST(Frames, HandOnWhatIsNotUtf8) {
  FrameReader reader{10};
  ASSERT_TRUE(reader.feed(server_frame("\xff\xfe") + server_frame("na")));
  EXPECT_THAT(reader.take_messages(), ElementsAre("\xff\xfe", "na"));
}

TEST(Frames, EndAtAClose) {
  FrameReader reader{10};
  ASSERT_TRUE(
      reader.feed(server_frame("voor") + server_frame(std::string{"\x03\xe9", 2}, kClose) + server_frame("na")));
  EXPECT_THAT(reader.take_messages(), ElementsAre("voor"));
  EXPECT_EQ(reader.close_code(), 1001);
}

TEST(Frames, RefuseWhatNoServerMaySend) {
  const std::string masked{"\x81\x80\0\0\0\0", 6}, reserved{"\xc1\0", 2}, unknown{"\x83\0", 2},
      endless{"\x81\x7f\xff\0\0\0\0\0\0\0", 10}, long_ping{"\x89\x7e\0\x80", 4}, cut_ping{"\x09\0", 2},
      nothing_to_continue{"\x80\0", 2};
  for (const auto& bytes : {masked, reserved, unknown, endless, long_ping, cut_ping, nothing_to_continue}) {
    EXPECT_FALSE(FrameReader{10}.feed(bytes));
  }
  FrameReader reader{10};
  EXPECT_FALSE(reader.feed(server_frame("gas", kText, false) + server_frame("lek")));
}

TEST(Frames, OfOursAreMasked) {
  EXPECT_EQ(encode_frame(Opcode::kText, "Hi", 0x01020304), (std::string{"\x81\x82\x01\x02\x03\x04\x49\x6b", 8}));
  EXPECT_EQ(encode_frame(Opcode::kText, std::string(300, 'a'), 0).substr(0, 4), (std::string{"\x81\xfe\x01\x2c", 4}));
}

}  // namespace
}  // namespace voelspriet::net::detail
