// SPDX-License-Identifier: Apache-2.0
// What binds an answer to what was sent: a command's or note's id, a question's number. "" = nothing.
#pragma once

#include <string>
#include <type_traits>

#include "hub/wire/messages.hpp"

namespace voelspriet::console::detail {

template <class... T>
std::string answer_key(const std::variant<T...>& message) {
  return std::visit(
      []<class What>(const What& what) -> std::string {
        if constexpr (std::is_same_v<What, wire::Do>) {
          return what.command.meta.id;
        } else if constexpr (std::is_same_v<What, wire::Note> || std::is_same_v<What, wire::Done>) {
          return what.id;
        } else if constexpr (requires { what.ask; }) {
          return std::to_string(what.ask);
        } else {
          return "";
        }
      },
      message);
}

}  // namespace voelspriet::console::detail
