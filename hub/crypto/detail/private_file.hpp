// SPDX-License-Identifier: Apache-2.0
// Small files that only their owner may read (mode 0600): secrets and key files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "hub/base/result.hpp"

namespace voelspriet::crypto::detail {

// Writes beside `path`, fsyncs, renames over it, fsyncs the directory: after a power cut the old or the new file, never
// half.
Result<void> write_private_file(const std::filesystem::path& path, std::string_view bytes);
// kNotFound, kCrypto (group or others may read it), kTooLarge, kIo.
Result<std::string> read_private_file(const std::filesystem::path& path, std::size_t bytes_max);
// Overwrites, fsyncs and unlinks. What a copy-on-write file system or a backup still holds is beyond us.
Result<void> shred_file(const std::filesystem::path& path);

}  // namespace voelspriet::crypto::detail
