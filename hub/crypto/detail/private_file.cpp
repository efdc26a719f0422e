// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/detail/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace voelspriet::crypto::detail {
namespace {

namespace fs = std::filesystem;

class File {
 public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  const int fd_;
};

tl::unexpected<Error> io_error(const fs::path& path) {
  const int why = errno;
  return fail(why == ENOENT ? Errc::kNotFound : Errc::kIo, path.string(), std::strerror(why));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(fd, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

Result<void> sync_directory_of(const fs::path& path) {
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path{"."};
  const File opened{directory, O_RDONLY | O_DIRECTORY};
  if (!opened || ::fsync(opened.fd()) != 0) return io_error(directory);
  return {};
}

}  // namespace

Result<void> write_private_file(const fs::path& path, std::string_view bytes) {
  fs::path temporary = path;
  temporary += ".new";
  ::unlink(temporary.c_str());  // left by a crash, perhaps with another mode
  {
    const File file{temporary, O_WRONLY | O_CREAT | O_EXCL};
    if (!file || !write_all(file.fd(), bytes) || ::fsync(file.fd()) != 0) return io_error(temporary);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return io_error(path);
  return sync_directory_of(path);
}

Result<std::string> read_private_file(const fs::path& path, std::size_t bytes_max) {
  const File file{path, O_RDONLY};
  struct stat info {};
  if (!file || ::fstat(file.fd(), &info) != 0) return io_error(path);
  if (!S_ISREG(info.st_mode)) return fail(Errc::kIo, path.string(), "not a regular file");
  if ((info.st_mode & 077) != 0) return fail(Errc::kCrypto, path.string(), "others may read this secret: chmod 600");
  if (static_cast<std::size_t>(info.st_size) > bytes_max)
    return fail(Errc::kTooLarge, path.string(), "too large for a secret");
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.fd(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error(path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> shred_file(const fs::path& path) {
  {
    const File file{path, O_WRONLY};
    struct stat info {};
    if (!file || ::fstat(file.fd(), &info) != 0) return io_error(path);
    const std::string zeros(static_cast<std::size_t>(info.st_size), '\0');
    if (!write_all(file.fd(), zeros) || ::fsync(file.fd()) != 0) return io_error(path);
  }
  if (::unlink(path.c_str()) != 0) return io_error(path);
  return sync_directory_of(path);
}

}  // namespace voelspriet::crypto::detail
