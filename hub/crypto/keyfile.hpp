// SPDX-License-Identifier: Apache-2.0
// A person's or feed's CURVE key pair in a file, locked with a passphrase (argon2id, then seal()). What it is for and
// the public key stand in the clear and are bound to the sealed part. Text of `key: value` lines, mode 0600.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "hub/crypto/password.hpp"
#include "hub/crypto/seal.hpp"

namespace voelspriet::crypto {

// Curve25519. The public key as the 40 characters of Z85 that log, ZAP and people use; the secret key as libzmq's 32
// raw bytes.
struct CurveKeyPair {
  std::string public_key;
  Secret secret_key;
};

CurveKeyPair make_curve_key_pair(Random& random);
// 40 characters of Z85 that decode to 32 bytes.
bool is_curve_public_key(std::string_view text);

struct KeyFile {
  std::string desk;   // whose hub it opens
  std::string label;  // "Sanne de Wit, analist": for people
  std::string public_key;
  PasswordCost cost;
  Salt salt{};
  Sealed secret_key;
  bool operator==(const KeyFile&) const = default;
};

// kBadValue: desk or label with a line break or over limits::kNameMax.
Result<KeyFile> lock_key(std::string desk, std::string label, const CurveKeyPair& keys, std::string_view passphrase,
                         PasswordCost cost, Random& random);
// kCrypto: the passphrase does not fit, or the file was changed.
Result<CurveKeyPair> unlock_key(const KeyFile& file, std::string_view passphrase);

std::string to_string(const KeyFile& file);
// `name` stands before the line number in errors.
Result<KeyFile> parse_key_file(std::string_view text, std::string_view name);

Result<void> save_key_file(const std::filesystem::path& path, const KeyFile& file);
Result<KeyFile> load_key_file(const std::filesystem::path& path);
// For programs without a person at them: the first line of a file that only its owner may read.
Result<std::string> load_passphrase(const std::filesystem::path& path);

}  // namespace voelspriet::crypto
