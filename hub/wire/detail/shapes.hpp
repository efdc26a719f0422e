// SPDX-License-Identifier: Apache-2.0
// How a C++ type is told apart for the codec, shared by read.hpp and write.hpp.
#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <chrono>
#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "hub/base/id.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/digest.hpp"
#include "hub/crypto/keyed_id.hpp"

namespace voelspriet::wire::detail {

template <class T, template <class...> class Template>
inline constexpr bool kIs = false;
template <class... Args, template <class...> class Template>
inline constexpr bool kIs<Template<Args...>, Template> = true;

template <class T>
concept IdType = requires { typename T::rep; } && requires(T id) { { id.value } -> std::same_as<typename T::rep&>; };
template <class T>
concept Enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept Struct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept Duration = kIs<T, std::chrono::duration>;
template <class T>
concept Hex = std::is_same_v<T, crypto::Digest> || std::is_same_v<T, crypto::KeyedId>;
template <class T>
concept Key = std::is_same_v<T, std::string> || std::integral<T> || IdType<T> || Enum<T> || Hex<T>;
template <class T>
concept KeyedMap = kIs<T, std::map> && Key<typename T::key_type>;  // other maps are lists of [key, value]
template <class T>
concept List = kIs<T, std::vector> || kIs<T, std::set>;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>;

// The word of an enumerator: a trailing underscore only dodges a C++ keyword.
constexpr std::string_view enum_word(std::string_view name) { return name.substr(0, name.size() - name.ends_with('_')); }

template <class T>
constexpr bool may_miss(std::string_view field) {
  if constexpr (requires { { T::may_miss(field) } -> std::same_as<bool>; }) {
    return T::may_miss(field);
  } else {
    return false;
  }
}

}  // namespace voelspriet::wire::detail
