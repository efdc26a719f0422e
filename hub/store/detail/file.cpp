// SPDX-License-Identifier: Apache-2.0
#include "hub/store/detail/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace voelspriet::store::detail {
namespace {

tl::unexpected<Error> failed_on(const std::filesystem::path& path, std::string_view what) {
  const auto code = errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? Errc::kStoreFull : Errc::kIo;
  return fail(code, path.string(), std::string{what} + ": " + std::generic_category().message(errno));
}

}  // namespace

Result<File> File::open(const std::filesystem::path& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0640);
  if (fd < 0) return failed_on(path, "cannot open");
  return File{fd, path};
}

File& File::operator=(File&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(path_, other.path_);
  return *this;
}

File::~File() {
  if (fd_ >= 0) ::close(fd_);
}

tl::unexpected<Error> File::failed(std::string_view what) const { return failed_on(path_, what); }

Result<std::uint64_t> File::size() const {
  struct stat status {};
  if (::fstat(fd_, &status) != 0) return failed("cannot be asked for its size");
  return static_cast<std::uint64_t>(status.st_size);
}

Result<std::string> File::read_at(std::uint64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const auto count = ::pread(fd_, bytes.data() + done, size - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("cannot read");
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

Result<void> File::write_at(std::uint64_t offset, std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto count = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("cannot write");
    offset += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Result<void> File::truncate(std::uint64_t size) const {
  if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) return failed("cannot cut");
  return {};
}

Result<void> File::sync() const {
  if (::fdatasync(fd_) != 0) return failed("cannot sync");
  return {};
}

Result<void> File::start_sync() const {
  if (::sync_file_range(fd_, 0, 0, SYNC_FILE_RANGE_WRITE) != 0) return failed("cannot sync");
  return {};
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view content) {
  auto beside = path;
  beside += ".new";
  const auto file = File::open(beside, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write_at(0, content); !written) return written;
  if (auto synced = file->sync(); !synced) return synced;
  if (::rename(beside.c_str(), path.c_str()) != 0) return failed_on(path, "cannot rename to");
  const auto folder = File::open(path.parent_path().empty() ? "." : path.parent_path(), O_RDONLY | O_DIRECTORY);
  if (!folder) return tl::unexpected(folder.error());
  return folder->sync();
}

}  // namespace voelspriet::store::detail
