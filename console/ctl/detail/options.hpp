// SPDX-License-Identifier: Apache-2.0
// Ways to bind what people type to the values it stands for. Used while the command line is described; whoever adds a verb keeps its
// body alive through the callback.
#pragma once

#include <CLI/CLI.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "console/ctl/cli.hpp"

namespace voelspriet::console::ctl::detail {

// A verb that fills one value and asks for it.
template <class T>
struct Verb {
  CLI::App* app;
  std::shared_ptr<T> value;
  T* operator->() const { return value.get(); }
  T& operator*() const { return *value; }
};

template <class T>
Verb<T> act_verb(CLI::App& group, const char* name, const char* help, Act& act, T initial = {}) {
  auto value = std::make_shared<T>(std::move(initial));
  CLI::App* const app = group.add_subcommand(name, help);
  app->callback([value, &act] { act = *value; });
  return {app, std::move(value)};
}

template <class Body>
Verb<Body> command_verb(CLI::App& group, const char* name, const char* help, Act& act, Body initial = {}) {
  auto body = std::make_shared<Body>(std::move(initial));
  CLI::App* const app = group.add_subcommand(name, help);
  app->callback([body, &act] { act = Perform{*body}; });
  return {app, std::move(body)};
}

template <class AnyId>
CLI::Option* add_id(CLI::App* app, const char* name, AnyId& id, const char* help) {
  return app->add_option(name, id.value, help)->check(CLI::PositiveNumber);
}

// `out` is a vector of ids, or an optional one.
template <class AnyId>
CLI::Option* add_ids(CLI::App* app, const char* name, std::vector<AnyId>& out, const char* help) {
  return app->add_option_function<std::vector<typename AnyId::rep>>(
      name,
      [&out](const auto& numbers) {
        for (const auto number : numbers) out.push_back({number});
      },
      help);
}
template <class AnyId>
CLI::Option* add_ids(CLI::App* app, const char* name, std::optional<std::vector<AnyId>>& out, const char* help) {
  return app->add_option_function<std::vector<typename AnyId::rep>>(
      name,
      [&out](const auto& numbers) {
        out.emplace();
        for (const auto number : numbers) out->push_back({number});
      },
      help);
}

// Mentions are named by their ordinal; the keyed id is looked up before the command is sent.
inline CLI::Option* add_mentions(CLI::App* app, const char* name, std::vector<domain::MentionRef>& out, const char* help) {
  return app->add_option_function<std::vector<domain::Ordinal>>(
      name,
      [&out](const auto& ordinals) {
        for (const auto ordinal : ordinals) out.push_back({ordinal, {}});
      },
      help);
}

template <class Enum>
Enum parse_word(std::string_view text) {
  std::string known;
  std::optional<Enum> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
    std::string_view name = enumerator.name;
    if (name.ends_with('_')) name.remove_suffix(1);  // it only dodges a keyword
    known.append(known.empty() ? "" : ", ").append(name);
    if (name == text) found = enumerator.value;
  });
  if (!found) throw CLI::ValidationError(std::string{text} + " is not one of " + known);
  return *found;
}

template <class Enum>
CLI::Option* add_word(CLI::App* app, const char* name, Enum& out, const char* help) {
  return app->add_option_function<std::string>(name, [&out](const std::string& text) { out = parse_word<Enum>(text); }, help);
}
template <class Enum>
CLI::Option* add_words(CLI::App* app, const char* name, std::vector<Enum>& out, const char* help) {
  return app->add_option_function<std::vector<std::string>>(
      name,
      [&out](const auto& texts) {
        for (const auto& text : texts) out.push_back(parse_word<Enum>(text));
      },
      help);
}

inline CLI::Option* add_time(CLI::App* app, const char* name, std::optional<Time>& out, const char* help) {
  return app->add_option_function<std::string>(
      name,
      [&out](const std::string& text) {
        out = parse_rfc3339(text);
        if (!out) throw CLI::ValidationError(text + " is not a time such as 2026-11-21T14:47:48+01:00");
      },
      help);
}

// The groups of verbs, each in a file of its own.
void add_incident_verbs(CLI::App& app, Act& act, Time now);
void add_claim_verbs(CLI::App& app, Act& act);
void add_statement_verbs(CLI::App& app, Act& act);
void add_delivery_verbs(CLI::App& app, Act& act);
void add_desk_verbs(CLI::App& app, Act& act);
void add_drill_verbs(CLI::App& app, Act& act, Time now);

}  // namespace voelspriet::console::ctl::detail
