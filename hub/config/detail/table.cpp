// SPDX-License-Identifier: Apache-2.0
#include "hub/config/detail/table.hpp"

#include <algorithm>
#include <fstream>

#include "hub/base/limits.hpp"

namespace voelspriet::config::detail {
namespace {

std::string at(const std::filesystem::path& file, const YAML::Mark& mark) {
  return mark.is_null() ? file.string() : file.string() + ":" + std::to_string(mark.line + 1);
}

}  // namespace

void Reading::refuse(Errc code, const YAML::Mark& mark, std::string_view place, std::string_view what) {
  std::string said = place.empty() ? "the file" : std::string{place};
  errors_.push_back({mark.line, {code, at(file_, mark), said.append(" ").append(what)}});
}

std::optional<Error> Reading::finish() {
  if (errors_.empty()) return std::nullopt;
  std::stable_sort(errors_.begin(), errors_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Error all = errors_.front().second;
  for (std::size_t i = 1; i < errors_.size(); ++i) all.what += "\n" + to_string(errors_[i].second);
  return all;
}

std::map<std::string, YAML::Node> entries_of(const YAML::Node& node, std::string_view place, Reading& reading) {
  std::map<std::string, YAML::Node> entries;
  if (!node.IsMap()) reading.refuse(Errc::kBadValue, node.Mark(), place, "must be settings of the form `key: value`");
  if (!node.IsMap()) return entries;
  for (const auto& entry : node) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    if (!entries.emplace(key, entry.second).second) {
      reading.refuse(Errc::kAlreadyExists, entry.first.Mark(), key, "is set above");
    }
  }
  return entries;
}

Result<YAML::Node> parse_yaml(std::string_view yaml, const std::filesystem::path& file) try {
  if (yaml.size() > limits::kConfigBytesMax)
    return fail(Errc::kTooLarge, file.string(), "larger than a configuration can be");
  return YAML::Load(std::string{yaml});
} catch (const YAML::Exception& error) {
  return fail(Errc::kMalformed, at(file, error.mark), error.msg);
}

Result<std::string> read_text_file(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::string text(limits::kConfigBytesMax + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream.is_open() || stream.bad()) return fail(Errc::kNotFound, file.string(), "cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace voelspriet::config::detail
