// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/files.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace voelspriet::console::ctl::detail {
namespace {

Result<std::string> read_text(const std::filesystem::path& path) {
  if (path == "-") return std::string{std::istreambuf_iterator<char>{std::cin}, {}};
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(Errc::kIo, path.string(), "cannot be read");
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

template <class T>
void replace(T& value, const std::optional<T>& by) {
  if (by) value = *by;
}

}  // namespace

Result<void> apply(const WordingChange& change, domain::Wording& wording) {
  replace(wording.title, change.title);
  replace(wording.body, change.text);
  replace(wording.language, change.language);
  replace(wording.goals, change.goals);
  replace(wording.claims, change.claims);
  replace(wording.facts, change.facts);
  replace(wording.channels, change.channels);
  if (change.relation) {
    wording.relation = *change.relation;
    wording.target = change.target;
  }
  if (!change.texts.empty()) wording.texts = change.texts;
  if (change.text_file.empty()) return {};
  auto text = read_text(change.text_file);
  if (!text) return tl::unexpected(text.error());
  wording.body = std::move(*text);
  return {};
}

Result<Chain> verify_mirror(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(Errc::kIo, path.string(), "cannot be read");
  Chain chain;
  for (std::string line; std::getline(file, line) && !file.eof();) {  // a last line without its end is being written
    if (auto event = chain.extend(line); !event) return tl::unexpected(event.error());
  }
  return chain;
}

}  // namespace voelspriet::console::ctl::detail
