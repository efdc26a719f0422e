// SPDX-License-Identifier: Apache-2.0
// One table defines each setting of a program: key, type, default, one line of description, and where the value goes.
// The same table reads a file, reports all its mistakes, and prints the reference.
#pragma once

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/config/detail/values.hpp"

namespace voelspriet::config::detail {

// One file being read, and what is wrong with it so far.
class Reading {
 public:
  explicit Reading(std::filesystem::path file) : file_(std::move(file)) {}

  void refuse(Errc code, const YAML::Mark& mark, std::string_view place, std::string_view what);
  // All mistakes as one error in the order of lines, its code that of the first.
  std::optional<Error> finish();
  const std::filesystem::path& file() const { return file_; }

 private:
  const std::filesystem::path file_;
  std::vector<std::pair<int, Error>> errors_;  // by line
};

// The entries of a map by key; refuses what is no map and what comes twice.
std::map<std::string, YAML::Node> entries_of(const YAML::Node& node, std::string_view place, Reading& reading);
// kMalformed with the line when it is not YAML.
Result<YAML::Node> parse_yaml(std::string_view yaml, const std::filesystem::path& file);
Result<std::string> read_text_file(const std::filesystem::path& file);

inline constexpr std::optional<std::string_view> kRequired = std::nullopt;  // for a default: there is none
inline constexpr std::string_view kAbsent = "";                             // for a default: stays empty, zero or none

template <class Config>
struct Setting {
  std::string key;
  std::optional<std::string_view> fallback;
  std::string description;
  std::vector<std::string> kinds;  // of a list's items: those that have this setting; empty = all
  std::string words;               // type and limits
  std::string nested;              // reference of the items of a list
  std::function<void(Config&, const YAML::Node&, std::string_view place, Reading&)> read;
};

template <class Config>
using Table = std::vector<Setting<Config>>;

template <class Config, class T>
Setting<Config> setting(std::string key, T Config::*member, Type<T> type, std::optional<std::string_view> fallback,
                        std::string description, std::vector<std::string> kinds = {}) {
  auto read = [member, type](Config& config, const YAML::Node& node, std::string_view place, Reading& reading) {
    const auto value = type.read(node.IsScalar() ? node.Scalar() : std::string{});
    if (!value) return reading.refuse(Errc::kBadValue, node.Mark(), place, "must be " + type.words);
    config.*member = *value;
    if constexpr (std::is_same_v<T, std::filesystem::path>) config.*member = reading.file().parent_path() / *value;
  };
  return {std::move(key), fallback, std::move(description), std::move(kinds), type.words, "", std::move(read)};
}

template <class Config>
void read_table(Config& config, const Table<Config>& table, const YAML::Node& node, std::string_view place,
                Reading& reading) {
  const std::string start = place.empty() ? std::string{} : std::string{place} + ".";
  auto entries = entries_of(node, place, reading);
  const auto kind_entry = entries.find("kind");
  const std::string kind =
      kind_entry != entries.end() && kind_entry->second.IsScalar() ? kind_entry->second.Scalar() : "";
  for (const auto& row : table) {
    const auto entry = entries.extract(row.key);
    const bool fits = row.kinds.empty() || std::find(row.kinds.begin(), row.kinds.end(), kind) != row.kinds.end();
    if (!fits && !entry.empty() && !kind.empty()) {
      reading.refuse(Errc::kUnknownKey, entry.mapped().Mark(), start + row.key, "is for " + join(row.kinds) + " only");
    } else if (fits && !entry.empty()) {
      row.read(config, entry.mapped(), start + row.key, reading);
    } else if (fits && !row.fallback) {
      reading.refuse(Errc::kMissingField, node.Mark(), start + row.key, "is missing");
    } else if (fits && *row.fallback != kAbsent) {
      row.read(config, YAML::Node{std::string{*row.fallback}}, start + row.key, reading);
    }
  }
  for (const auto& [key, value] : entries)
    reading.refuse(Errc::kUnknownKey, value.Mark(), start + key, "is not a setting");
}

template <class Config>
std::string describe_table(const Table<Config>& table) {
  std::string text = "| key | what | type | default |\n|---|---|---|---|\n";
  std::string nested;
  for (const auto& row : table) {
    const std::string fallback = !row.fallback              ? "required"
                                 : *row.fallback == kAbsent ? "none"
                                                            : "`" + std::string{*row.fallback} + "`";
    const std::string kinds = row.kinds.empty() ? "" : " (" + join(row.kinds) + ")";
    text += "| `" + row.key + "` | " + row.description + kinds + " | " + row.words + " | " + fallback + " |\n";
    if (!row.nested.empty()) nested += "\nEach of `" + row.key + "`:\n\n" + row.nested;
  }
  return text + nested;
}

// A list of maps, each read by `items`; no two may have the same name. `check` says what an item as a whole lacks, or
// "".
template <class Config, class Item>
Setting<Config> list_of(
    std::string key, std::vector<Item> Config::*member, const Table<Item>& items, std::size_t most,
    std::string description,
    std::type_identity_t<std::string (*)(const Item&)> check = [](const Item&) { return std::string{}; }) {
  auto read = [member, items, most, check](Config& config, const YAML::Node& node, std::string_view place,
                                           Reading& reading) {
    if (!node.IsSequence() || node.size() > most) {
      return reading.refuse(Errc::kBadValue, node.Mark(), place, "must be a list of at most " + std::to_string(most));
    }
    for (const auto& entry : node) {
      auto& list = config.*member;
      const std::string item_place = std::string{place} + "[" + std::to_string(list.size()) + "]";
      Item item;
      read_table(item, items, entry, item_place, reading);
      const std::string lack = check(item);
      if (!lack.empty()) reading.refuse(Errc::kMissingField, entry.Mark(), item_place, lack);
      const bool taken =
          std::any_of(list.begin(), list.end(), [&item](const Item& other) { return other.name == item.name; });
      if (taken && !item.name.empty())
        reading.refuse(Errc::kAlreadyExists, entry.Mark(), item_place + ".name", "is used above");
      list.push_back(std::move(item));
    }
  };
  return {std::move(key),        kAbsent,        std::move(description), {}, "list of at most " + std::to_string(most),
          describe_table(items), std::move(read)};
}

template <class Config>
Result<Config> parse(std::string_view yaml, const std::filesystem::path& file, const Table<Config>& table) {
  const auto node = parse_yaml(yaml, file);
  if (!node) return tl::unexpected(node.error());
  Reading reading{file};
  Config config;
  read_table(config, table, *node, "", reading);
  if (auto error = reading.finish()) return tl::unexpected(std::move(*error));
  return config;
}

}  // namespace voelspriet::config::detail
