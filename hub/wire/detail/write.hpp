// SPDX-License-Identifier: Apache-2.0
// From values to JSON text. Included only by the units that instantiate.
#pragma once

#include <charconv>
#include <utility>

#include "hub/base/assert.hpp"
#include "hub/wire/detail/shapes.hpp"
#include "hub/wire/detail/text.hpp"
#include "hub/wire/detail/value.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::wire::detail {

template <std::integral T>
void append_integer(std::string& out, T value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

template <Enum T>
std::string_view enum_name(T value) {
  std::string_view name;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
    if (enumerator.value == value) name = enum_word(enumerator.name);
  });
  VOELSPRIET_ASSERT(!name.empty(), "an enum holds a value outside its names");
  return name;
}

// The text a map key or a scalar that travels as text is written as.
template <class T>
std::string key_text(const T& key) {
  if constexpr (std::is_same_v<T, std::string>) {
    return key;
  } else if constexpr (IdType<T>) {
    return std::to_string(key.value);
  } else if constexpr (std::integral<T>) {
    return std::to_string(key);
  } else if constexpr (Enum<T>) {
    return std::string{enum_name(key)};
  } else {
    return to_string(key);  // Digest, KeyedId
  }
}

// ,"name":value for every member; `separator` is what stands before the first.
template <class T>
void write_members(std::string& out, const T& value, std::string_view separator) {
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    const auto& field = value.*member.pointer;
    if constexpr (kIs<std::remove_cvref_t<decltype(field)>, std::optional>) {
      if (!field) return;
    }
    out.append(separator).append("\"").append(member.name).append("\":");
    separator = ",";
    write_value(out, field);
  });
}

template <class Range, class Each>
void write_row(std::string& out, char open, char close, const Range& range, Each each) {
  out += open;
  bool first = true;
  for (const auto& item : range) {
    if (!std::exchange(first, false)) out += ',';
    each(item);
  }
  out += close;
}

template <class T>
void write_value(std::string& out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::integral<T>) {
    append_integer(out, value);
  } else if constexpr (std::floating_point<T>) {
    append_real(out, value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    append_string(out, value);
  } else if constexpr (IdType<T>) {
    append_integer(out, value.value);
  } else if constexpr (Enum<T>) {
    out.append("\"").append(enum_name(value)).append("\"");
  } else if constexpr (std::is_same_v<T, Time>) {
    out.append("\"").append(to_rfc3339(value)).append("\"");
  } else if constexpr (Duration<T>) {
    append_integer(out, value.count());
  } else if constexpr (Hex<T>) {
    out.append("\"").append(to_string(value)).append("\"");
  } else if constexpr (kIs<T, std::optional>) {
    value ? write_value(out, *value) : static_cast<void>(out += "null");
  } else if constexpr (KeyedMap<T>) {
    write_row(out, '{', '}', value, [&](const auto& item) {
      append_string(out, key_text(item.first));
      out += ':';
      write_value(out, item.second);
    });
  } else if constexpr (kIs<T, std::map>) {
    write_row(out, '[', ']', value, [&](const auto& item) {
      out += '[';
      write_value(out, item.first);
      out += ',';
      write_value(out, item.second);
      out += ']';
    });
  } else if constexpr (List<T>) {
    write_row(out, '[', ']', value, [&](const auto& item) { write_value(out, item); });
  } else if constexpr (kIs<T, std::variant>) {
    std::visit(
        [&]<class Alternative>(const Alternative& alternative) {
          out.append("{\"type\":\"").append(Alternative::kType).append("\"");
          write_members(out, alternative, ",");
          out += '}';
        },
        value);
  } else {
    static_assert(Struct<T>, "describe it with BOOST_DESCRIBE_STRUCT");
    out += '{';
    write_members(out, value, "");
    out += '}';
  }
}

}  // namespace voelspriet::wire::detail

namespace voelspriet::wire {

template <class T>
void append_json(std::string& out, const T& value) {
  detail::write_value(out, value);
}

template <class T>
std::string to_json(const T& value) {
  std::string out;
  detail::write_value(out, value);
  return out;
}

}  // namespace voelspriet::wire
