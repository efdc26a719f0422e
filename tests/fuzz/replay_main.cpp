// SPDX-License-Identifier: Apache-2.0
// main() of every fuzzer: feeds it each corpus file, the empty input, and mutations of each file that are the same in
// every run. Usage: <name>_fuzz CORPUS_FOLDER, or <name>_fuzz FILE NUMBER to repeat the mutation that a crash named.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kRunsMax = 20'000;  // of all files together
constexpr std::size_t kRunsPerFileMax = 2'000;
constexpr std::size_t kBytesMax = 64 << 10;  // of a mutated input

std::array<char, 4096> current_input;  // "FILE NUMBER", for the handler

void name_input_and_die(int signal) {
  constexpr char kPrefix[] = "\nthe input was: ";
  [[maybe_unused]] auto written = ::write(STDERR_FILENO, kPrefix, sizeof kPrefix - 1);
  written = ::write(STDERR_FILENO, current_input.data(), std::strlen(current_input.data()));
  written = ::write(STDERR_FILENO, "\n", 1);
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A few random edits of the kinds that parsers trip over.
std::string mutated(std::string text, std::uint64_t number) {
  static constexpr std::array<char, 16> kTelling = {'\0', '\n', '"', '\\', '{', '}', '[',    ']',
                                                    '<',  '>',  '&', ':',  '-', '0', '\x80', '\xff'};
  std::mt19937_64 random(number);
  const auto below = [&random](std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
  };
  for (std::size_t edits = 1 + below(4); edits > 0; --edits) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(text.size() - at, 1 + below(32));
    switch (below(6)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
        text.insert(at, 1, kTelling[below(kTelling.size())]);
        break;
      case 3:
        text.resize(at);
        break;
      case 4:
        if (at < text.size()) text[at] = kTelling[below(kTelling.size())];
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
    }
  }
  text.resize(std::min(text.size(), kBytesMax));
  return text;
}

// Number 0 is the file itself.
void run(const std::filesystem::path& file, const std::string& content, std::uint64_t number) {
  std::snprintf(current_input.data(), current_input.size(), "%s %llu", file.c_str(),
                static_cast<unsigned long long>(number));
  const std::string input = number == 0 ? content : mutated(content, number);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: %s CORPUS_FOLDER | FILE NUMBER\n", argv[0]), 2;
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) ::signal(signal, name_input_and_die);
  const std::filesystem::path place = argv[1];
  if (argc == 3) return run(place, read(place), std::strtoull(argv[2], nullptr, 10)), 0;

  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) return std::fprintf(stderr, "%s holds no corpus\n", argv[1]), 2;
  const std::size_t per_file = std::clamp(kRunsMax / files.size(), std::size_t{50}, kRunsPerFileMax);
  run("(empty)", {}, 0);
  for (const auto& file : files) {
    const std::string content = read(file);
    for (std::size_t number = 0; number <= per_file; ++number) run(file, content, number);
  }
  std::printf("%zu files, %zu mutations of each\n", files.size(), per_file);
  return 0;
}
