// SPDX-License-Identifier: Apache-2.0
// Reads fields out of YAML nodes and keeps every problem with its line, so that a writer of playbooks sees all of them at once.
// Used within one parse_playbook call.
#pragma once

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/base/time.hpp"

namespace voelspriet::playbook {

enum class Need { required, optional };

class YamlReader {
 public:
  explicit YamlReader(std::string_view name) : name_(name) {}

  // False, with a problem, when `node` is no map. Names every key that is not in `known` and every key that comes twice.
  bool is_map(const YAML::Node& node, std::string_view what, std::initializer_list<std::string_view> known);
  // The entries of a list field; empty when it is absent, no list or longer than `most` (said unless absent and optional).
  std::vector<YAML::Node> list(const YAML::Node& map, const char* key, Need need, std::size_t most);

  std::string text(const YAML::Node& map, const char* key, Need need, std::size_t bytes_max);
  std::vector<std::string> texts(const YAML::Node& map, const char* key, Need need, std::size_t most, std::size_t bytes_max);
  bool truth(const YAML::Node& map, const char* key, Need need);
  double number(const YAML::Node& map, const char* key, double least, double most);
  // "+03:20" or "+1:03:20" since the start.
  microseconds offset(const YAML::Node& map, const char* key);

  void problem(const YAML::Mark& mark, Errc code, std::string what);
  bool clean() const { return found_ == 0; }
  tl::unexpected<Error> failure() const;

 private:
  std::string scalar(const YAML::Node& node, const char* key, std::size_t bytes_max);

  struct Problem {
    int line;
    Errc code;
    std::string what;
  };

  std::string name_;
  std::size_t found_ = 0;
  std::vector<Problem> problems_;  // the first limits::kPlaybookProblemsMax of them
};

}  // namespace voelspriet::playbook
