// SPDX-License-Identifier: Apache-2.0
#include "hub/playbook/detail/yaml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "hub/base/limits.hpp"

namespace voelspriet::playbook {
namespace {

// Minutes or hours may have any number of digits up to three; what follows a colon has two and stays under 60.
std::optional<microseconds> parse_offset(std::string_view text) {
  if (text.size() < 2 || text.front() != '+') return std::nullopt;
  text.remove_prefix(1);
  std::vector<int> parts;
  while (true) {
    const auto part = text.substr(0, text.find(':'));
    int value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    const bool digits = error == std::errc{} && end == part.data() + part.size() && part.front() != '-';
    if (!digits || part.size() > 3 || (!parts.empty() && (part.size() != 2 || value > 59))) return std::nullopt;
    parts.push_back(value);
    if (part.size() == text.size()) break;
    text.remove_prefix(part.size() + 1);
  }
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  std::chrono::seconds sum{0};
  for (const int part : parts) sum = sum * 60 + std::chrono::seconds{part};
  return sum;
}

}  // namespace

void YamlReader::problem(const YAML::Mark& mark, Errc code, std::string what) {
  if (++found_ <= limits::kPlaybookProblemsMax) problems_.push_back({mark.line + 1, code, std::move(what)});
}

tl::unexpected<Error> YamlReader::failure() const {
  auto sorted = problems_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
  const auto place = [&](const Problem& problem) { return fmt::format("{}:{}", name_, problem.line); };
  const Problem& first = sorted.front();
  std::string what = first.what;
  for (std::size_t i = 1; i < sorted.size(); ++i) what += fmt::format("\n{}: {}", place(sorted[i]), sorted[i].what);
  if (found_ > sorted.size()) what += fmt::format("\n{}: and {} more", name_, found_ - sorted.size());
  return fail(first.code, place(first), std::move(what));
}

bool YamlReader::is_map(const YAML::Node& node, std::string_view what, std::initializer_list<std::string_view> known) {
  if (!node.IsMap()) {
    problem(node.Mark(), Errc::kMalformed, fmt::format("{} is not a map of keys", what));
    return false;
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string{};
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      problem(entry.first.Mark(), Errc::kUnknownKey,
              fmt::format("{} has no key \"{}\"; it knows {}", what, key, fmt::join(known, ", ")));
    } else if (!seen.insert(key).second) {
      problem(entry.first.Mark(), Errc::kAlreadyExists, fmt::format("\"{}\" stands here twice", key));
    }
  }
  return true;
}

std::vector<YAML::Node> YamlReader::list(const YAML::Node& map, const char* key, Need need, std::size_t most) {
  const YAML::Node node = map[key];
  if (!node.IsDefined()) {
    if (need == Need::required) problem(map.Mark(), Errc::kMissingField, fmt::format("\"{}\" is missing", key));
    return {};
  }
  if (!node.IsSequence()) {
    problem(node.Mark(), Errc::kBadValue, fmt::format("\"{}\" is not a list", key));
    return {};
  }
  if (node.size() > most) {
    problem(node.Mark(), Errc::kTooLarge, fmt::format("\"{}\" has {} entries, at most {} are allowed", key, node.size(), most));
    return {};
  }
  return {node.begin(), node.end()};
}

std::string YamlReader::scalar(const YAML::Node& node, const char* key, std::size_t bytes_max) {
  if (!node.IsScalar()) {
    problem(node.Mark(), Errc::kBadValue, fmt::format("\"{}\" is not a text", key));
    return {};
  }
  const std::string& value = node.Scalar();
  if (value.empty()) problem(node.Mark(), Errc::kBadValue, fmt::format("\"{}\" is empty", key));
  if (value.size() > bytes_max) {
    problem(node.Mark(), Errc::kTooLarge, fmt::format("\"{}\" has {} bytes, at most {} are allowed", key, value.size(), bytes_max));
    return {};
  }
  return value;
}

std::string YamlReader::text(const YAML::Node& map, const char* key, Need need, std::size_t bytes_max) {
  const YAML::Node node = map[key];
  if (node.IsDefined()) return scalar(node, key, bytes_max);
  if (need == Need::required) problem(map.Mark(), Errc::kMissingField, fmt::format("\"{}\" is missing", key));
  return {};
}

std::vector<std::string> YamlReader::texts(const YAML::Node& map, const char* key, Need need, std::size_t most,
                                           std::size_t bytes_max) {
  std::vector<std::string> values;
  for (const auto& node : list(map, key, need, most)) values.push_back(scalar(node, key, bytes_max));
  return values;
}

bool YamlReader::truth(const YAML::Node& map, const char* key, Need need) {
  const std::string value = text(map, key, need, limits::kNameMax);
  if (!value.empty() && value != "true" && value != "false") {
    problem(map[key].Mark(), Errc::kBadValue, fmt::format("\"{}\" is \"{}\", not true or false", key, value));
  }
  return value == "true";
}

double YamlReader::number(const YAML::Node& map, const char* key, double least, double most) {
  const std::string value = text(map, key, Need::required, limits::kNameMax);
  if (value.empty()) return 0;
  double parsed = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
  if (error != std::errc{} || end != value.data() + value.size() || !(parsed >= least && parsed <= most)) {
    problem(map[key].Mark(), Errc::kBadValue, fmt::format("\"{}\" is \"{}\", not a number from {} to {}", key, value, least, most));
    return 0;
  }
  return parsed;
}

microseconds YamlReader::offset(const YAML::Node& map, const char* key) {
  const std::string value = text(map, key, Need::required, limits::kNameMax);
  if (value.empty()) return {};
  const auto parsed = parse_offset(value);
  if (!parsed) {
    problem(map[key].Mark(), Errc::kBadValue, fmt::format("\"{}\" is \"{}\", not a time since the start such as +03:20", key, value));
  }
  return parsed.value_or(microseconds{0});
}

}  // namespace voelspriet::playbook
