// SPDX-License-Identifier: Apache-2.0
// Runs a folder of labelled posts through fusion and prints one JSON object per figure on stdout; what it could not
// find goes to stderr as skipped. The engine is given id, time, text, language, parent and thread, never a label.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "hub/fusion/fusion.hpp"
#include "tests/eval/scores.hpp"

namespace voelspriet::eval {
namespace {

struct Row {
  std::string id, text, language, parent, thread, label;
  Time time{};
};

struct Set {
  std::string part;  // "topics" or "claims"
  std::string stem;
  std::vector<Row> rows;  // in time order
};

std::string word(const boost::json::object& from, std::string_view key) {
  const auto* at = from.if_contains(key);
  if (!at || at->is_null()) return {};
  return at->is_string() ? std::string(at->get_string()) : boost::json::serialize(*at);
}

// A file takes part when each of its rows is labelled: a topic number, or the story (category) of a thread.
std::optional<Set> read_set(const std::filesystem::path& path) {
  Set set{.part = {}, .stem = path.stem().string(), .rows = {}};
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto parsed = boost::json::parse(line).as_object();
    const bool topics = parsed.contains("clusterNo");
    set.part = topics ? "topics" : "claims";
    Row row{.id = word(parsed, topics ? "Id" : "id"),
            .text = word(parsed, topics ? "textCleaned" : "text"),
            .language = word(parsed, "lang"),
            .parent = word(parsed, "parent"),
            .thread = word(parsed, "thread"),
            .label = word(parsed, topics ? "clusterNo" : "category")};
    if (row.label.empty() || (!topics && row.thread.empty())) return std::nullopt;
    const auto time = parse_rfc3339(word(parsed, "time"));
    row.time = time ? *time : Time{} + std::chrono::hours(400'000) + std::chrono::seconds(set.rows.size());
    set.rows.push_back(std::move(row));
  }
  if (set.rows.empty()) return std::nullopt;
  std::ranges::stable_sort(set.rows, {}, &Row::time);
  return set;
}

domain::KeyedId keyed(const std::string& id) {
  domain::KeyedId out;
  if (id.empty()) return out;
  const std::uint64_t hash = text::hash_word(id);
  std::memcpy(out.bytes.data(), &hash, sizeof hash);
  return out;
}

std::vector<std::uint64_t> grouped(const Set& set) {
  fusion::Fusion fusion;
  domain::Ordinal last = 0;
  for (const Row& row : set.rows) {
    const std::vector<std::string> languages(row.language.empty() ? 0 : 1, row.language);
    fusion::FusionItem item;
    item.ordinal = ++last;
    item.id = keyed(row.id);
    item.parent = keyed(row.parent);
    item.root = keyed(row.thread);
    item.said_at = row.time;
    item.text = row.text;
    item.languages = languages;
    fusion.push(item);
    fusion.take_changes();
  }
  std::vector<std::uint64_t> groups;
  for (domain::Ordinal ordinal = 1; ordinal <= last; ++ordinal) groups.push_back(fusion.group_of(ordinal).value);
  return groups;
}

template <class Of>
std::vector<std::uint64_t> numbered(const Set& set, Of of) {
  std::map<std::string, std::uint64_t> numbers;
  std::vector<std::uint64_t> out;
  for (const Row& row : set.rows) out.push_back(numbers.emplace(of(row), numbers.size()).first->second);
  return out;
}

void print(const std::string& name, double value, std::optional<double> goal = {}) {
  const std::string aim = goal ? fmt::format(R"(,"goal":{},"holds":{})", *goal, value >= *goal) : std::string();
  fmt::print(R"({{"name":"{}","value":{:.4f},"unit":"share","min":{:.4f},"max":{:.4f},"runs":1{}}})"
             "\n",
             name, value, value, value, aim);
}

void print(const std::string& name, const Scores& scores, std::optional<double> f1 = {},
           std::optional<double> nmi = {}) {
  print(name + "b3_precision", scores.precision);
  print(name + "b3_recall", scores.recall);
  print(name + "b3_f1", scores.f1, f1);
  print(name + "nmi", scores.nmi, nmi);
}

void evaluate(const Set& set) {
  const std::string name = set.part + "." + set.stem + ".";
  const auto labels = numbered(set, [](const Row& row) { return row.label; });
  const bool topics = set.part == "topics";
  print(name, score(grouped(set), labels), topics ? 0.77 : 0.80, topics ? std::optional(0.89) : std::nullopt);
  print(name + "singletons.", score(numbered(set, [](const Row& row) { return row.id; }), labels));
  if (!topics) print(name + "threads.", score(numbered(set, [](const Row& row) { return row.thread; }), labels));
}

int run(int argc, char** argv) {
  CLI::App app{"What grouping is worth on labelled posts: one JSON object per figure"};
  std::filesystem::path data;
  std::vector<std::string> only;
  app.add_option("--data", data, "folder with streams/ and rumours/")->required();
  app.add_option("--only", only, "first name parts: topics, claims")->delimiter(',');
  CLI11_PARSE(app, argc, argv);

  std::vector<std::filesystem::path> files;
  for (const char* folder : {"streams", "rumours"}) {
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(data / folder, missing))
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
    if (missing) fmt::print(stderr, "skipped: {} is not there\n", (data / folder).string());
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    const auto set = read_set(file);
    if (!set) {
      fmt::print(stderr, "skipped: {} has rows without a label\n", file.string());
    } else if (only.empty() || std::ranges::find(only, set->part) != only.end()) {
      evaluate(*set);
    }
  }
  return 0;
}

}  // namespace
}  // namespace voelspriet::eval

int main(int argc, char** argv) try {
  return voelspriet::eval::run(argc, argv);
} catch (const std::exception& problem) {
  fmt::print(stderr, "voelspriet-eval: {}\n", problem.what());
  return 1;
}
