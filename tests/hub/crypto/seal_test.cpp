// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/seal.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "hub/crypto/encoding.hpp"
#include "hub/crypto/keyfile.hpp"
#include "hub/crypto/keyring.hpp"
#include "hub/crypto/password.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::crypto {
namespace {

namespace fs = std::filesystem;

class Seal : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "voelspriet-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  static mode_t mode_of(const fs::path& path) {
    struct stat info {};
    EXPECT_EQ(::stat(path.c_str(), &info), 0);
    return info.st_mode & 0777;
  }

  SystemRandom random;
  fs::path folder;
  SealingKey key{{1, 2, 3, 4, 5, 6, 7, 8}, Secret{random}};
};
using Keys = Seal;

TEST_F(Seal, OpensWithItsKeyAndPlaceOnly) {
  const Sealed sealed = seal(key, "Wulp aan de Kadeweg", "mention 17", random);
  EXPECT_EQ(open(key, sealed, "mention 17"), "Wulp aan de Kadeweg");
  EXPECT_EQ(open(key, sealed, "mention 18").error().code, Errc::kCrypto);
  SealingKey other{key.id, Secret{random}};
  EXPECT_EQ(open(other, sealed, "mention 17").error().code, Errc::kCrypto);
  other.id[0] ^= 1;
  EXPECT_EQ(to_string(open(other, sealed, "mention 17").error()), "key 0102030405060708: sealed with another key");
}

TEST_F(Seal, AnyChangedByteIsNoticed) {
  const std::string bytes = *from_base64(to_string(seal(key, "tekst", "", random)));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] ^= 0x40;
    const auto sealed = parse_sealed(to_base64(changed));
    EXPECT_FALSE(sealed && open(key, *sealed, "")) << "byte " << i;
  }
}

TEST_F(Seal, IsOneBase64TextAndReadsBack) {
  const Sealed sealed = seal(key, "", "", random);
  EXPECT_EQ(parse_sealed(to_string(sealed)), sealed);
  EXPECT_NE(seal(key, "", "", random).nonce, sealed.nonce);
  EXPECT_EQ(parse_sealed("").error().code, Errc::kMalformed);
  EXPECT_EQ(parse_sealed("AQ==").error().code, Errc::kMalformed);
  Sealed newer = sealed;
  newer.v = 2;
  EXPECT_EQ(parse_sealed(to_string(newer)).error().code, Errc::kUnsupported);
}

TEST_F(Keys, ASecretIsStoredForItsOwnerOnly) {
  const fs::path file = folder / "hub.secret";
  const Secret secret{random};
  ASSERT_TRUE(save_secret(file, Secret{random}));
  ASSERT_TRUE(save_secret(file, secret)) << "replaces";
  EXPECT_EQ(mode_of(file), 0600U);
  EXPECT_EQ(load_secret(file), secret);
  EXPECT_EQ(std::distance(fs::directory_iterator{folder}, {}), 1) << "no temporary file is left";
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(load_secret(file).error().code, Errc::kCrypto);
  EXPECT_EQ(load_secret(folder / "none").error().code, Errc::kNotFound);
  EXPECT_EQ(load_secret(folder).error().code, Errc::kIo);
  EXPECT_EQ(save_secret(folder / "none" / "x", secret).error().code, Errc::kNotFound);
}

TEST_F(Keys, AnIncidentsKeyComesBackUntilItIsDestroyed) {
  const Keyring ring{folder / "keys"};
  const auto made = ring.create(7, random);
  ASSERT_TRUE(made);
  EXPECT_EQ(mode_of(folder / "keys"), 0700U);
  EXPECT_EQ(ring.create(7, random).error().code, Errc::kAlreadyExists);
  const auto loaded = ring.load(7);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->sealing.id, made->sealing.id);
  EXPECT_EQ(open(loaded->sealing, seal(made->sealing, "naam", "", random), ""), "naam");
  EXPECT_EQ(keyed_id(loaded->keyed, "did:x"), keyed_id(made->keyed, "did:x"));
  EXPECT_FALSE(loaded->keyed.secret == loaded->sealing.secret);
  EXPECT_NE(ring.create(8, random)->sealing.id, made->sealing.id);

  ASSERT_TRUE(ring.destroy(7));
  EXPECT_EQ(ring.load(7).error().code, Errc::kNotFound);
  EXPECT_EQ(ring.destroy(7).error().code, Errc::kNotFound);
  EXPECT_TRUE(ring.load(8));
}

TEST_F(Keys, APasswordVerifiesAgainstItsOwnHashOnly) {
  const auto hash = hash_password("zilte wind", kPasswordCostLeast);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_TRUE(verify_password(*hash, "zilte wind"));
  EXPECT_FALSE(verify_password(*hash, "zoete wind"));
  EXPECT_FALSE(verify_password("$argon2id$", "zilte wind"));
  EXPECT_FALSE(verify_password(std::string(500, 'x'), "zilte wind"));
}

TEST_F(Keys, ADerivedKeyDependsOnPassphraseSaltAndCost) {
  const Salt salt{1};
  const auto derived = derive_key("a", salt, kPasswordCostLeast);
  ASSERT_TRUE(derived);
  EXPECT_TRUE(*derived == *derive_key("a", salt, kPasswordCostLeast));
  EXPECT_FALSE(*derived == *derive_key("b", salt, kPasswordCostLeast));
  EXPECT_FALSE(*derived == *derive_key("a", Salt{2}, kPasswordCostLeast));
  EXPECT_FALSE(*derived == *derive_key("a", salt, {2, kPasswordCostLeast.memory_bytes}));
  EXPECT_EQ(derive_key("a", salt, {1, std::size_t{8} << 30}).error().code, Errc::kBadValue);
}

class KeyFiles : public Seal {
 protected:
  CurveKeyPair keys = make_curve_key_pair(random);
  KeyFile file = *lock_key("meldplein", "Sanne de Wit, analist", keys, "zilte wind", kPasswordCostLeast, random);
};

TEST(CurveKeys, AgreeWithThePairInTheZeroMqManual) {
  struct Known final : Random {
    void fill(std::span<std::uint8_t> bytes) override {
      const auto secret = *from_z85("D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs");
      std::copy(secret.begin(), secret.end(), bytes.begin());
    }
  } known;
  EXPECT_EQ(make_curve_key_pair(known).public_key, "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID");
}

TEST_F(KeyFiles, OpenWithTheirPassphraseOnly) {
  const auto opened = unlock_key(file, "zilte wind");
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->public_key, keys.public_key);
  EXPECT_TRUE(opened->secret_key == keys.secret_key);
  EXPECT_TRUE(is_curve_public_key(keys.public_key));
  EXPECT_EQ(unlock_key(file, "zoete wind").error().code, Errc::kCrypto);
}

TEST_F(KeyFiles, ALabelOrKeyThatWasChangedDoesNotOpen) {
  KeyFile changed = file;
  changed.label = "Hoofd";
  EXPECT_EQ(unlock_key(changed, "zilte wind").error().code, Errc::kCrypto);
  changed = file;
  changed.public_key = make_curve_key_pair(random).public_key;
  EXPECT_EQ(unlock_key(changed, "zilte wind").error().code, Errc::kCrypto);
  EXPECT_EQ(lock_key("desk", "twee\nregels", keys, "x", kPasswordCostLeast, random).error().code, Errc::kBadValue);
}

TEST_F(KeyFiles, AreTextThatReadsBack) {
  const fs::path path = folder / "sanne.key";
  ASSERT_TRUE(save_key_file(path, file));
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(load_key_file(path), file);
  EXPECT_NE(to_string(file).find("public: " + keys.public_key + "\n"), std::string::npos);
}

TEST_F(KeyFiles, APassphraseIsTheFirstLineOfAPrivateFile) {
  const fs::path path = folder / "pass";
  std::ofstream{path} << "zilte wind\nsecond line\n";
  fs::permissions(path, fs::perms::owner_read | fs::perms::others_read);
  EXPECT_EQ(load_passphrase(path).error().code, Errc::kCrypto);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(load_passphrase(path), "zilte wind");
  std::ofstream{path} << "\n";
  EXPECT_EQ(load_passphrase(path).error().code, Errc::kMissingField);
}

TEST_F(KeyFiles, ErrorsNameTheField) {
  const std::string text = to_string(file);
  const auto error_of = [](const std::string& bad) { return to_string(parse_key_file(bad, "k").error()); };
  const auto without = [&](const std::string& key_name) {
    const auto start = text.find(key_name + ": ");
    return text.substr(0, start) + text.substr(text.find('\n', start) + 1);
  };
  EXPECT_EQ(error_of(without("label")), "k:label: is missing");
  EXPECT_EQ(error_of(text + "colour: blue\n"), "k:colour: is not a field of a key file");
  EXPECT_EQ(error_of(text + "desk: other\n"), "k:9: not a `key: value` line, or the key stands here twice");
  EXPECT_EQ(error_of(without("passes") + "passes: two\n"), "k:passes: not a number");
  EXPECT_EQ(error_of(without("public") + "public: x\n"), "k:public: not 40 characters of Z85");
  EXPECT_EQ(error_of(""), "k:voelspriet-key: is missing");
}

}  // namespace
}  // namespace voelspriet::crypto
