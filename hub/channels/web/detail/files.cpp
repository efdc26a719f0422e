// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/web/detail/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

namespace voelspriet::channels::detail {
namespace {

constexpr std::string_view kStagedPrefix = ".new-";

std::filesystem::path staged_path(const std::filesystem::path& path) {
  return path.parent_path() / (std::string{kStagedPrefix} + path.filename().string());
}

tl::unexpected<Error> failed(const std::filesystem::path& path, std::string_view what) {
  const int code = errno;
  return fail(code == ENOSPC || code == EDQUOT || code == EFBIG ? Errc::kStoreFull : Errc::kIo, path.string(),
              std::string{what} + ": " + std::generic_category().message(code));
}

// The rest of the content, then the disk's word for it.
bool write_and_sync(int fd, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(fd) == 0;
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return failed(folder, "cannot be opened");
  const bool synced = ::fsync(fd) == 0;
  const auto error = failed(folder, "cannot be synced");
  ::close(fd);
  if (!synced) return error;
  return {};
}

}  // namespace

Result<std::optional<std::string>> read_whole(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    if (errno == ENOENT) return std::nullopt;
    return failed(path, "cannot be opened");
  }
  std::ostringstream content;
  content << file.rdbuf();
  if (file.bad()) return failed(path, "cannot be read");
  return content.str();
}

bool holds(const NewFile& file) {
  const auto content = read_whole(file.path);
  return content && *content == file.content;
}

Staged::~Staged() {
  for (const auto& path : waiting_) ::unlink(staged_path(path).c_str());
}

Result<void> Staged::add(const NewFile& file) {
  const auto beside = staged_path(file.path);
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return failed(beside, "cannot be made");
  waiting_.push_back(file.path);
  const bool written = write_and_sync(fd, file.content);
  const auto error = failed(beside, "cannot be written");
  ::close(fd);
  if (!written) return error;
  return {};
}

Result<void> Staged::put_in_place() {
  std::set<std::filesystem::path> folders;
  while (!waiting_.empty()) {
    const auto& path = waiting_.front();
    if (::rename(staged_path(path).c_str(), path.c_str()) != 0) return failed(path, "cannot be replaced");
    folders.insert(path.parent_path());
    waiting_.pop_front();
  }
  for (const auto& folder : folders)
    if (auto synced = sync_folder(folder); !synced) return synced;
  return {};
}

void remove_leftovers(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator{folder, ignored})
    if (entry.path().filename().string().starts_with(kStagedPrefix)) std::filesystem::remove(entry.path(), ignored);
}

}  // namespace voelspriet::channels::detail
