// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <thread>

namespace voelspriet::support {
namespace {

using std::chrono::steady_clock;

[[noreturn]] void raise_error(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

int checked(int result, const std::string& what) {
  if (result < 0) raise_error(errno, what);
  return result;
}

std::pair<Descriptor, Descriptor> make_pipe() {
  std::array<int, 2> ends{};
  checked(::pipe2(ends.data(), O_CLOEXEC), "pipe2");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Descriptor open_file(const std::filesystem::path& path, int flags) {
  return Descriptor(checked(::open(path.c_str(), flags | O_CLOEXEC, 0644), path));
}

bool readable_before(int fd, steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
  pollfd one{fd, POLLIN, 0};
  return ::poll(&one, 1, static_cast<int>(std::max(left, milliseconds(0)).count())) > 0;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> merged_environment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) result.push_back(text);
  }
  for (const auto& [key, value] : added) result.push_back(key + "=" + value);
  return result;
}

struct Prepared {
  char** argv;
  char** environment;
  const char* directory;  // null: stay
  int in, out, err;
  int report;  // gets errno when the program cannot be started
};

// Between fork and exec: system calls only.
[[noreturn]] void become(const Prepared& child, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  ::signal(SIGPIPE, SIG_DFL);
  ::dup2(child.in, STDIN_FILENO);
  ::dup2(child.out, STDOUT_FILENO);
  if (child.err >= 0) ::dup2(child.err, STDERR_FILENO);
  if (!child.directory || ::chdir(child.directory) == 0) ::execvpe(child.argv[0], child.argv, child.environment);
  const int error = errno;
  [[maybe_unused]] const auto written = ::write(child.report, &error, sizeof error);
  ::_exit(127);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

void Descriptor::reset() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

Process::Process(const Command& command) {
  ::signal(SIGPIPE, SIG_IGN);  // a child that is gone is an error of write(), not our end
  std::vector<std::string> arguments = command.argv;
  std::vector<std::string> environment = merged_environment(command.environment);
  const auto argv = pointers(arguments);
  const auto envp = pointers(environment);
  auto [child_in, our_in] = make_pipe();
  auto [our_out, child_out] = make_pipe();
  auto [report_out, report_in] = make_pipe();
  if (!command.stdin_file.empty()) {
    child_in = open_file(command.stdin_file, O_RDONLY);
    our_in.reset();
  }
  Descriptor child_err;
  if (!command.stderr_file.empty()) child_err = open_file(command.stderr_file, O_WRONLY | O_CREAT | O_APPEND);

  const Prepared child{const_cast<char**>(argv.data()),
                       const_cast<char**>(envp.data()),
                       command.directory.empty() ? nullptr : command.directory.c_str(),
                       child_in.get(),
                       child_out.get(),
                       child_err.get(),
                       report_in.get()};
  const pid_t parent = ::getpid();
  pid_ = checked(::fork(), "fork");
  if (pid_ == 0) become(child, parent);

  report_in.reset();
  int error = 0;
  if (::read(report_out.get(), &error, sizeof error) == sizeof error) {
    ::waitpid(pid_, nullptr, 0);
    raise_error(error, arguments.front());
  }
  // glibc 2.36 declares pidfd_open() without extern "C".
  pidfd_ = Descriptor(checked(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)), "pidfd_open"));
  stdin_ = std::move(our_in);
  stdout_ = std::move(our_out);
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::move(other.pidfd_)),
      stdin_(std::move(other.stdin_)),
      stdout_(std::move(other.stdout_)),
      buffer_(std::move(other.buffer_)),
      status_(other.status_) {}

Process::~Process() {
  if (pid_ > 0) kill();
}

void Process::write(std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(stdin_.get(), text.data(), text.size());
    if (count < 0) raise_error(errno, "stdin of a child");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool Process::fill(steady_clock::time_point deadline) {
  if (stdout_.get() < 0 || !readable_before(stdout_.get(), deadline)) return false;
  std::array<char, 16384> chunk;
  const auto count = ::read(stdout_.get(), chunk.data(), chunk.size());
  if (count <= 0) {
    stdout_.reset();
    return false;
  }
  buffer_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> Process::read_line(milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  std::size_t end = 0;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    if (fill(deadline)) continue;
    const bool ended = stdout_.get() < 0;
    if (!ended || buffer_.empty()) return std::nullopt;
    return std::exchange(buffer_, {});
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

std::string Process::read_rest(milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  while (fill(deadline)) {
  }
  if (stdout_.get() >= 0) raise_error(ETIMEDOUT, "stdout of a child has not ended");
  return std::exchange(buffer_, {});
}

std::optional<int> Process::wait(milliseconds timeout) {
  if (status_ || !readable_before(pidfd_.get(), steady_clock::now() + timeout)) return status_;
  int raw = 0;
  checked(::waitpid(pid_, &raw, 0), "waitpid");
  status_ = WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
  return status_;
}

void Process::signal(int number) {
  if (running()) checked(::kill(pid_, number), "kill");
}

int Process::terminate(milliseconds timeout) {
  signal(SIGTERM);
  if (const auto status = wait(timeout)) return *status;
  raise_error(ETIMEDOUT, "a child has not ended after SIGTERM");
}

void Process::kill() {
  signal(SIGKILL);
  wait(std::chrono::seconds(60));
}

namespace {

// An unnamed file in memory, reached by a path.
struct MemoryFile {
  Descriptor fd{checked(::memfd_create("voelspriet", MFD_CLOEXEC), "memfd_create")};
  std::filesystem::path path = "/proc/self/fd/" + std::to_string(fd.get());
};

}  // namespace

Outcome run(Command command, std::string_view input, milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  const MemoryFile in, err;
  if (!input.empty()) checked(static_cast<int>(::write(in.fd.get(), input.data(), input.size())), "input");
  command.stdin_file = in.path;
  command.stderr_file = err.path;
  Process process(command);
  Outcome outcome;
  outcome.out = process.read_rest(timeout);
  const auto status = process.wait(std::chrono::ceil<milliseconds>(deadline - steady_clock::now()));
  if (!status) raise_error(ETIMEDOUT, command.argv.front() + " has not ended");
  outcome.status = *status;
  outcome.err.resize(static_cast<std::size_t>(::lseek(err.fd.get(), 0, SEEK_END)));
  checked(static_cast<int>(::pread(err.fd.get(), outcome.err.data(), outcome.err.size(), 0)), "stderr of a child");
  return outcome;
}

std::string program(std::string_view name) { return std::string(VOELSPRIET_BIN_DIR) + "/" + std::string(name); }

int free_port() {
  const Descriptor socket(checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket"));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  checked(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), length), "bind");
  checked(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &length), "getsockname");
  return ntohs(address.sin_port);
}

void pause_briefly() { std::this_thread::sleep_for(milliseconds(5)); }

}  // namespace voelspriet::support
