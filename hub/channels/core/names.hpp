// SPDX-License-Identifier: Apache-2.0
// Described enumerators as they stand in documents: without the underscore that dodges a C++ keyword. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hub/domain/statement.hpp"

namespace voelspriet::channels {

template <class Enum>
std::string_view name_of(Enum value) {
  std::string_view name = boost::describe::enum_to_string(value, "");
  if (name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <class Enum>
std::optional<Enum> named(std::string_view name) {
  Enum value{};
  const bool known = boost::describe::enum_from_string(std::string{name}.c_str(), value) ||
                     boost::describe::enum_from_string((std::string{name} + '_').c_str(), value);
  return known ? std::optional{value} : std::nullopt;
}

}  // namespace voelspriet::channels
