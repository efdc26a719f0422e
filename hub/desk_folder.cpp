// SPDX-License-Identifier: Apache-2.0
#include "hub/desk_folder.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

#include "hub/crypto/random.hpp"
#include "hub/wire/hub_file.hpp"

namespace voelspriet::hub {
namespace {

Result<std::string> read_all(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(Errc::kNotFound, path.string(), "cannot be read");
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

std::filesystem::path DeskFolder::hub_file() const { return folder / wire::kHubFile; }

Result<DeskFolder> open_desk_folder(const std::filesystem::path& folder) {
  auto config = config::load_hub_config(folder / "hub.yaml");
  if (!config) return tl::unexpected(config.error());
  DeskFolder desk{folder, std::move(*config)};
  std::error_code error;
  std::filesystem::create_directories(desk.config.data_dir, error);
  if (error) return fail(Errc::kIo, desk.config.data_dir.string(), error.message());
  return desk;
}

Result<void> make_hub_key(const DeskFolder& desk, crypto::Random& random) {
  if (std::filesystem::exists(desk.secret())) return fail(Errc::kAlreadyExists, desk.secret().string(), "is there already");
  const crypto::CurveKeyPair keys = crypto::make_curve_key_pair(random);
  if (auto saved = crypto::save_secret(desk.secret(), keys.secret_key); !saved) return saved;
  std::ofstream file{desk.hub_file()};
  file << wire::to_json(wire::HubFile{desk.config.desk, desk.config.exercise, keys.public_key, desk.config.console_endpoint,
                                      desk.config.feeds_endpoint})
       << '\n';
  if (!file.flush()) return fail(Errc::kIo, desk.hub_file().string(), "cannot be written");
  return {};
}

Result<crypto::CurveKeyPair> load_hub_key(const DeskFolder& desk) {
  auto secret = crypto::load_secret(desk.secret());
  if (!secret) return tl::unexpected(secret.error());
  const auto text = read_all(desk.hub_file());
  if (!text) return tl::unexpected(text.error());
  const auto file = wire::from_json<wire::HubFile>(*text);
  if (!file) return fail(file.error().code, desk.hub_file().string(), to_string(file.error()));
  return crypto::CurveKeyPair{file->public_key, std::move(*secret)};
}

}  // namespace voelspriet::hub
