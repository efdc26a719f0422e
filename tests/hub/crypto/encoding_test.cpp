// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/encoding.hpp"

#include <gtest/gtest.h>

#include "hub/crypto/totp.hpp"

namespace voelspriet::crypto {
namespace {

TEST(Encoding, Base64AndBase32AgreeWithRfc4648) {
  const struct {
    const char *plain, *base64, *base32;
  } vectors[] = {
      {"", "", ""},
      {"f", "Zg==", "MY"},
      {"fo", "Zm8=", "MZXQ"},
      {"foo", "Zm9v", "MZXW6"},
      {"foob", "Zm9vYg==", "MZXW6YQ"},
      {"fooba", "Zm9vYmE=", "MZXW6YTB"},
      {"foobar", "Zm9vYmFy", "MZXW6YTBOI"},
  };
  for (const auto& [plain, base64, base32] : vectors) {
    EXPECT_EQ(to_base64(plain), base64);
    EXPECT_EQ(from_base64(base64), plain);
    EXPECT_EQ(to_base32(plain), base32);
    EXPECT_EQ(from_base32(base32), plain);
  }
  EXPECT_EQ(from_base32("mzxw 6ytb oi"), "foobar");
}

TEST(Encoding, Z85AgreesWithZeroMqRfc32) {
  const std::string bytes = *from_hex("864fd26fb559f75b");
  EXPECT_EQ(to_z85(bytes), "HelloWorld");
  EXPECT_EQ(from_z85("HelloWorld"), bytes);
  const std::string key = *from_hex("8e0bdd697628b91d8f245587ee95c5b04d48963f79259877b49cd9063aead3b7");
  EXPECT_EQ(to_z85(key), "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6");
  EXPECT_EQ(from_z85(to_z85(key)), key);
}

TEST(Encoding, RefusesWhatIsNotExactlyTheForm) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Z*==", "Zg==\n", "=", "Zh=="})
    EXPECT_FALSE(from_base64(text)) << text;
  for (const char* text : {"M", "MZ1", "MZX", "MZ"}) EXPECT_FALSE(from_base32(text)) << text;
  for (const char* text : {"Hell", "Hell\"", "#####"}) EXPECT_FALSE(from_z85(text)) << text;
  for (const char* text : {"0", "0g", "0 1", "0x"}) EXPECT_FALSE(from_hex(text)) << text;
  EXPECT_EQ(from_hex("00FFab"), std::string("\x00\xff\xab", 3));
  EXPECT_EQ(to_hex(std::string("\x00\xff\xab", 3)), "00ffab");
}

const std::string_view kRfcSecret = "12345678901234567890";
Time at(std::int64_t seconds) { return Time{std::chrono::seconds{seconds}}; }

TEST(Totp, AgreesWithRfc6238) {
  EXPECT_EQ(totp_code(kRfcSecret, totp_step(at(59)), 8), "94287082");
  EXPECT_EQ(totp_code(kRfcSecret, totp_step(at(1111111109)), 8), "07081804");
  EXPECT_EQ(totp_code(kRfcSecret, totp_step(at(1111111111)), 8), "14050471");
  EXPECT_EQ(totp_code(kRfcSecret, totp_step(at(1234567890)), 8), "89005924");
  EXPECT_EQ(totp_code(kRfcSecret, totp_step(at(2000000000)), 8), "69279037");
  EXPECT_EQ(totp_code(kRfcSecret, totp_step(at(20000000000)), 8), "65353130");
}

TEST(Totp, ACodeIsGoodForThreeHalfMinutesAndOnlyOnce) {
  const auto code = totp_code(kRfcSecret, totp_step(at(1000)));
  EXPECT_EQ(check_totp(kRfcSecret, code, at(1000), 0), totp_step(at(1000)));
  EXPECT_EQ(check_totp(kRfcSecret, code, at(1030), 0), totp_step(at(1000)));
  EXPECT_EQ(check_totp(kRfcSecret, code, at(970), 0), totp_step(at(1000)));
  EXPECT_FALSE(check_totp(kRfcSecret, code, at(1060), 0));
  EXPECT_FALSE(check_totp(kRfcSecret, code, at(930), 0));
  EXPECT_FALSE(check_totp(kRfcSecret, code, at(1000), totp_step(at(1000)))) << "used before";
  EXPECT_FALSE(check_totp(kRfcSecret, "12345", at(1000), 0));
  EXPECT_FALSE(check_totp(kRfcSecret, "", at(1000), 0));
}

}  // namespace
}  // namespace voelspriet::crypto
