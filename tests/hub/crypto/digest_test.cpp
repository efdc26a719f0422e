// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "hub/crypto/digest_words.hpp"
#include "hub/crypto/keyed_id.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::crypto {
namespace {

TEST(Digest, AgreesWithFips180) {
  EXPECT_EQ(to_string(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_string(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_string(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, InPiecesIsTheSameAndStartsAnewAfterFinish) {
  Sha256 hash;
  EXPECT_EQ(hash.update("a").update("").update("bc").finish(), sha256("abc"));
  EXPECT_EQ(hash.finish(), sha256(""));
  Sha256 moved = std::move(hash);
  EXPECT_EQ(moved.update("abc").finish(), sha256("abc"));
}

TEST(Digest, ReadsBackOnlySixtyFourHexDigits) {
  const Digest digest = sha256("abc");
  EXPECT_EQ(parse_digest(to_string(digest)), digest);
  EXPECT_FALSE(parse_digest(to_string(digest).substr(1)));
  EXPECT_FALSE(parse_digest(to_string(digest) + "00"));
  EXPECT_FALSE(parse_digest(std::string(64, 'g')));
  EXPECT_FALSE(parse_digest(std::string(64, ' ')));
}

TEST(Digest, HmacAgreesWithRfc4231) {
  EXPECT_EQ(to_string(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_string(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_string(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

int distance(std::string_view a, std::string_view b) {
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int kept = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({kept, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

TEST(CheckWords, AreShortAndToldApartByEarAndEye) {
  for (std::size_t i = 0; i < kCheckWords.size(); ++i) {
    const auto word = kCheckWords[i];
    EXPECT_TRUE(word.size() >= 4 && word.size() <= 8 &&
                std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
        << word;
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_GE(distance(word, kCheckWords[j]), 3) << word << " and " << kCheckWords[j];
  }
}

TEST(CheckWords, WordNumberIStandsForByteNumberI) {
  Digest digest;
  for (std::size_t i = 0; i < 6; ++i) digest.bytes[i] = static_cast<std::uint8_t>(250 + i);
  const auto words = check_words(digest);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(words[i], kCheckWords[250 + i]);
}

struct FixedRandom final : Random {
  std::uint8_t next = 0;
  void fill(std::span<std::uint8_t> bytes) override {
    for (auto& byte : bytes) byte = next++;
  }
};

TEST(KeyedId, AgreesWithTheBlake2KeyedVectors) {
  FixedRandom random;
  const KeyedIdKey key{Secret{random}};  // 00 01 .. 1f
  // python3: hashlib.blake2b(b"at://did:plc:abc/app.bsky.feed.post/3k", key=bytes(range(32)), digest_size=16)
  EXPECT_EQ(to_string(keyed_id(key, "at://did:plc:abc/app.bsky.feed.post/3k")), "9024bd3d6b57e2ff9fce392f82ddcf3d");
  EXPECT_NE(keyed_id(key, "a"), keyed_id(key, "b"));
  EXPECT_NE(keyed_id(key, "a"), keyed_id(KeyedIdKey{Secret{random}}, "a"));
}

TEST(KeyedId, ZeroIsEmptyTextAndReadsBack) {
  EXPECT_EQ(to_string(KeyedId{}), "");
  EXPECT_EQ(parse_keyed_id(""), KeyedId{});
  FixedRandom random;
  const KeyedId id = keyed_id({Secret{random}}, "x");
  EXPECT_EQ(parse_keyed_id(to_string(id)), id);
  EXPECT_FALSE(parse_keyed_id("1234"));
}

}  // namespace
}  // namespace voelspriet::crypto
