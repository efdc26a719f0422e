// SPDX-License-Identifier: Apache-2.0
// The types a setting can have: what stands in the file as text, checked, as a value; and the type in words for the
// reference.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace voelspriet::config::detail {

template <class T>
struct Type {
  std::string words;                                              // "1 to 200 bytes"
  std::function<std::optional<T>(const std::string& text)> read;  // nothing: not `words`
};

Type<std::string> text(std::size_t bytes_max);
Type<std::string> one_of(std::vector<std::string> words);
Type<std::string> link(std::vector<std::string> schemes);
Type<std::string> endpoint();   // of ZeroMQ
Type<std::string> listener();   // loopback address and port
Type<std::string> curve_key();  // 40 characters of Z85
Type<bool> flag();
Type<std::int64_t> count(std::int64_t least, std::int64_t most);
Type<std::chrono::seconds> duration(std::chrono::seconds least, std::chrono::seconds most);
Type<std::filesystem::path> path();

std::string join(std::span<const std::string> words);  // "a, b or c"

template <class Enum>
Type<Enum> choice(std::vector<std::pair<std::string, Enum>> choices) {
  std::vector<std::string> words;
  for (const auto& [word, value] : choices) words.push_back(word);
  return {join(words), [choices](const std::string& given) -> std::optional<Enum> {
            for (const auto& [word, value] : choices) {
              if (word == given) return value;
            }
            return std::nullopt;
          }};
}

}  // namespace voelspriet::config::detail
