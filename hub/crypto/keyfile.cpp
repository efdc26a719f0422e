// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/keyfile.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "hub/base/limits.hpp"
#include "hub/crypto/detail/private_file.hpp"
#include "hub/crypto/detail/sodium.hpp"
#include "hub/crypto/encoding.hpp"
#include "hub/crypto/random.hpp"

namespace voelspriet::crypto {
namespace {

constexpr std::size_t kFileBytesMax = 4 << 10;
constexpr std::string_view kVersionKey = "voelspriet-key";

std::string public_key_of(const Secret& secret) {
  std::array<std::uint8_t, crypto_scalarmult_BYTES> point{};
  crypto_scalarmult_base(point.data(), secret.data());
  return to_z85(as_text(point));
}

bool is_one_line(std::string_view text) {
  return text.size() <= limits::kNameMax &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

// None of the three can hold a line break: one way to read them back.
std::string bound_to(const KeyFile& file) { return file.desk + '\n' + file.label + '\n' + file.public_key; }

// Takes fields out of a file, remembers the first that is missing or wrong.
class Fields {
 public:
  Fields(std::string_view text, std::string_view name) : name_(name) {
    for (std::size_t number = 1; !text.empty(); ++number) {
      const auto line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      const auto colon = line.find(": ");
      const bool fresh = colon != line.npos && values_.emplace(line.substr(0, colon), line.substr(colon + 2)).second;
      if (!fresh)
        refuse(Errc::kMalformed, std::to_string(number), "not a `key: value` line, or the key stands here twice");
    }
  }

  std::string_view take(std::string_view key) {
    const auto found = values_.extract(key);
    if (found.empty()) refuse(Errc::kMissingField, key, "is missing");
    return found.empty() ? std::string_view{} : found.mapped();
  }
  std::uint64_t number(std::string_view key) {
    const auto text = take(key);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    check(key, error == std::errc{} && end == text.data() + text.size(), "not a number");
    return value;
  }
  void check(std::string_view key, bool holds, std::string_view what) {
    if (!holds) refuse(Errc::kBadValue, key, what);
  }
  std::optional<Error> finish() {
    if (!values_.empty()) refuse(Errc::kUnknownKey, values_.begin()->first, "is not a field of a key file");
    return first_;
  }

 private:
  void refuse(Errc code, std::string_view place, std::string_view what) {
    if (!first_) first_ = Error{code, std::string{name_}.append(":").append(place), std::string{what}};
  }

  std::string_view name_;
  std::map<std::string_view, std::string_view> values_;
  std::optional<Error> first_;
};

}  // namespace

CurveKeyPair make_curve_key_pair(Random& random) {
  detail::sodium_ready();
  CurveKeyPair keys;
  keys.secret_key = Secret{random};  // crypto_box_keypair does no more, but with its own randomness
  keys.public_key = public_key_of(keys.secret_key);
  return keys;
}

bool is_curve_public_key(std::string_view text) { return text.size() == 40 && from_z85(text).has_value(); }

Result<KeyFile> lock_key(std::string desk, std::string label, const CurveKeyPair& keys, std::string_view passphrase,
                         PasswordCost cost, Random& random) {
  if (!is_one_line(desk) || !is_one_line(label))
    return fail(Errc::kBadValue, "label", "desk and label are one short line each");
  KeyFile file{.desk = std::move(desk),
               .label = std::move(label),
               .public_key = keys.public_key,
               .cost = cost,
               .salt = {},
               .secret_key = {}};
  random.fill(file.salt);
  const auto lock = derive_key(passphrase, file.salt, cost);
  if (!lock) return tl::unexpected(lock.error());
  file.secret_key = seal({.id = {}, .secret = *lock}, keys.secret_key.text(), bound_to(file), random);
  return file;
}

Result<CurveKeyPair> unlock_key(const KeyFile& file, std::string_view passphrase) {
  const auto lock = derive_key(passphrase, file.salt, file.cost);
  if (!lock) return tl::unexpected(lock.error());
  auto bytes = open({.id = {}, .secret = *lock}, file.secret_key, bound_to(file));
  if (!bytes || bytes->size() != Secret::kBytes) {
    return fail(Errc::kCrypto, file.label, "the passphrase does not open this key, or the file was changed");
  }
  CurveKeyPair keys;
  std::copy(bytes->begin(), bytes->end(), keys.secret_key.data());
  sodium_memzero(bytes->data(), bytes->size());
  keys.public_key = public_key_of(keys.secret_key);
  if (keys.public_key != file.public_key)
    return fail(Errc::kCrypto, file.label, "public and secret key do not belong together");
  return keys;
}

std::string to_string(const KeyFile& file) {
  std::string text;
  const auto line = [&text](std::string_view key, std::string_view value) {
    text.append(key).append(": ").append(value).append("\n");
  };
  line(kVersionKey, "1");
  line("desk", file.desk);
  line("label", file.label);
  line("public", file.public_key);
  line("passes", std::to_string(file.cost.passes));
  line("memory", std::to_string(file.cost.memory_bytes));
  line("salt", to_hex(as_text(file.salt)));
  line("secret", to_string(file.secret_key));
  return text;
}

Result<KeyFile> parse_key_file(std::string_view text, std::string_view name) {
  Fields fields{text, name};
  KeyFile file;
  fields.check(kVersionKey, fields.take(kVersionKey) == "1", "a version that this program does not know");
  file.desk = fields.take("desk");
  file.label = fields.take("label");
  fields.check("label", is_one_line(file.desk) && is_one_line(file.label), "desk and label are one short line each");
  file.public_key = fields.take("public");
  fields.check("public", is_curve_public_key(file.public_key), "not 40 characters of Z85");
  file.cost.passes = fields.number("passes");
  file.cost.memory_bytes = fields.number("memory");
  fields.check("salt", read_hex(fields.take("salt"), file.salt), "not 32 hex digits");
  auto sealed = parse_sealed(fields.take("secret"));
  fields.check("secret", sealed.has_value(), "not a sealed key");
  if (auto error = fields.finish()) return tl::unexpected(std::move(*error));
  file.secret_key = std::move(*sealed);
  return file;
}

Result<void> save_key_file(const std::filesystem::path& path, const KeyFile& file) {
  return detail::write_private_file(path, to_string(file));
}

Result<KeyFile> load_key_file(const std::filesystem::path& path) {
  return detail::read_private_file(path, kFileBytesMax).and_then([&path](const std::string& text) {
    return parse_key_file(text, path.string());
  });
}

Result<std::string> load_passphrase(const std::filesystem::path& path) {
  return detail::read_private_file(path, kFileBytesMax)
      .and_then([&path](const std::string& text) -> Result<std::string> {
        const std::string line = text.substr(0, text.find('\n'));
        if (line.empty()) return fail(Errc::kMissingField, path.string(), "holds no passphrase");
        return line;
      });
}

}  // namespace voelspriet::crypto
