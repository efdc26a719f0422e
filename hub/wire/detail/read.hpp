// SPDX-License-Identifier: Apache-2.0
// From parsed JSON to values. Included only by the units that instantiate.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "hub/wire/detail/shapes.hpp"
#include "hub/wire/detail/value.hpp"
#include "hub/wire/json.hpp"

namespace voelspriet::wire::detail {

inline bool expect(const Node& node, Kind kind, Reader& reader, const char* otherwise) {
  return node.kind == kind || reader.refuse(Errc::kBadValue, otherwise);
}

template <std::integral T>
bool read_integer(const Node& node, T& value, Reader& reader) {
  if (node.kind == Kind::integer ? std::in_range<T>(node.integer) : node.kind == Kind::natural && std::in_range<T>(node.natural)) {
    value = node.kind == Kind::integer ? static_cast<T>(node.integer) : static_cast<T>(node.natural);
    return true;
  }
  const bool whole = node.kind == Kind::integer || node.kind == Kind::natural;
  return reader.refuse(Errc::kBadValue, whole ? "out of range" : "not a whole number");
}

template <std::floating_point T>
bool read_real(const Node& node, T& value, Reader& reader) {
  switch (node.kind) {
    case Kind::integer: value = static_cast<T>(node.integer); return true;
    case Kind::natural: value = static_cast<T>(node.natural); return true;
    case Kind::real: value = static_cast<T>(node.real); break;
    default: return reader.refuse(Errc::kBadValue, "not a number");
  }
  constexpr T kMost = std::numeric_limits<T>::max();
  return (value >= -kMost && value <= kMost) || reader.refuse(Errc::kBadValue, "out of range");
}

// What is written as text and means something else: enums, times, hashes, and the numbers in map keys.
template <class T>
bool parse_text(std::string_view text, T& value, Reader& reader) {
  if constexpr (std::is_same_v<T, std::string>) {
    value = text;
    return true;
  } else if constexpr (IdType<T>) {
    return parse_text(text, value.value, reader);
  } else if constexpr (std::integral<T>) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return (error == std::errc{} && end == text.data() + text.size()) || reader.refuse(Errc::kBadValue, "not a number that fits");
  } else if constexpr (Enum<T>) {
    bool found = false;
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
      if (!found && text == enum_word(enumerator.name)) {
        value = enumerator.value;
        found = true;
      }
    });
    if (found) return true;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto enumerator) { names.append(names.empty() ? "" : ", ").append(enum_word(enumerator.name)); });
    return reader.refuse(Errc::kBadValue, "not one of " + names);
  } else {
    std::optional<T> parsed;
    const char* otherwise = nullptr;
    if constexpr (std::is_same_v<T, Time>) {
      parsed = parse_rfc3339(text);
      otherwise = "not a time such as 2026-11-21T14:47:48.123456Z";
    } else if constexpr (std::is_same_v<T, crypto::Digest>) {
      parsed = crypto::parse_digest(text);
      otherwise = "not 64 hex digits";
    } else {
      static_assert(std::is_same_v<T, crypto::KeyedId>);
      parsed = crypto::parse_keyed_id(text);
      otherwise = "not 32 hex digits";
    }
    if (!parsed) return reader.refuse(Errc::kBadValue, otherwise);
    value = *parsed;
    return true;
  }
}

template <class T>
struct Member {
  std::string_view name;
  bool may_miss;
  bool (*read)(const Node&, T&, Reader&);
};

template <class T>
constexpr auto member_table() {
  return []<class... Descriptor>(boost::mp11::mp_list<Descriptor...>) {
    return std::array<Member<T>, sizeof...(Descriptor)>{Member<T>{
        Descriptor::name,
        kIs<std::remove_cvref_t<decltype(std::declval<T&>().*Descriptor::pointer)>, std::optional> || may_miss<T>(Descriptor::name),
        [](const Node& node, T& value, Reader& reader) { return read_value(node, value.*Descriptor::pointer, reader); }}...};
  }(boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>{});
}

template <class T, std::size_t Count>
std::size_t find_member(const std::array<Member<T>, Count>& members, std::size_t next, std::string_view name) {
  if (next < Count && members[next].name == name) return next;  // writers keep the described order: nearly always
  std::size_t at = 0;
  while (at < Count && members[at].name != name) ++at;
  return at;
}

// `beside`: members that belong to whoever wraps this struct.
template <class T>
bool read_struct(const Node& node, T& value, Reader& reader, std::initializer_list<std::string_view> beside = {}) {
  static constexpr auto kMembers = member_table<T>();
  static_assert(kMembers.size() <= 64, "one bit per member");
  if (!expect(node, Kind::object, reader, "not an object")) return false;
  std::uint64_t seen = 0;
  std::size_t next = 0;
  for (const Node& child : Children{node}) {
    const std::size_t at = find_member(kMembers, next, child.key);
    if (at == kMembers.size()) {
      if (std::find(beside.begin(), beside.end(), child.key) == beside.end()) reader.skip_unknown();
      continue;
    }
    if (seen >> at & 1) return reader.refuse_twice() || reader.within(child.key);
    seen |= std::uint64_t{1} << at;
    if (!kMembers[at].read(child, value, reader)) return reader.within(child.key);
    next = at + 1;
  }
  for (std::size_t at = 0; at < kMembers.size(); ++at) {
    if (seen >> at & 1 || kMembers[at].may_miss) continue;
    return reader.refuse(Errc::kMissingField, "missing") || reader.within(kMembers[at].name);
  }
  return true;
}

// The one member of that name, or none with the reason in `reader`.
inline const Node* find_once(const Node& node, std::string_view name, Reader& reader) {
  if (!expect(node, Kind::object, reader, "not an object")) return nullptr;
  const Node* found = nullptr;
  for (const Node& child : Children{node}) {
    if (child.key != name) continue;
    if (found) {
      reader.refuse_twice() || reader.within(name);
      return nullptr;
    }
    found = &child;
  }
  if (!found) reader.refuse(Errc::kMissingField, "missing") || reader.within(name);
  return found;
}

inline bool refuse_type(Reader& reader) {
  return reader.refuse(Errc::kUnknownType, "not a type this version knows") || reader.within("type");
}

template <class... Alternative>
bool read_variant(const Node& node, std::variant<Alternative...>& value, Reader& reader) {
  const Node* const type = find_once(node, "type", reader);
  if (!type) return false;
  bool read = false;
  const auto try_one = [&]<class T>(std::type_identity<T>) {
    if (T::kType != type->text) return false;
    read = read_struct(node, value.template emplace<T>(), reader, {"type"});
    return true;
  };
  return (try_one(std::type_identity<Alternative>{}) || ...) ? read : refuse_type(reader);
}

template <class T>
bool read_list(const Node& node, T& value, Reader& reader) {
  if (!expect(node, Kind::list, reader, "not a list")) return false;
  value.clear();
  for (const Node& child : Children{node}) {
    typename T::value_type item{};
    const bool read = read_value(child, item, reader);
    if constexpr (kIs<T, std::set>) {
      if (read && (value.insert(std::move(item)).second || reader.refuse_twice())) continue;
    } else {
      value.push_back(std::move(item));
      if (read) continue;
    }
    return reader.within(std::to_string(value.size() - (kIs<T, std::set> ? 0 : 1)));
  }
  return true;
}

template <class T>
bool read_keyed_map(const Node& node, T& value, Reader& reader) {
  if (!expect(node, Kind::object, reader, "not an object")) return false;
  value.clear();
  for (const Node& child : Children{node}) {
    typename T::key_type key{};
    typename T::mapped_type item{};
    if (!parse_text(child.key, key, reader) || !read_value(child, item, reader)) return reader.within(child.key);
    const std::size_t size = value.size();
    value.emplace_hint(value.end(), std::move(key), std::move(item));
    if (value.size() == size) return reader.refuse_twice() || reader.within(child.key);
  }
  return true;
}

// A map whose key is no word: a list of [key, value].
template <class T>
bool read_pair_map(const Node& node, T& value, Reader& reader) {
  if (!expect(node, Kind::list, reader, "not a list")) return false;
  value.clear();
  for (const Node& child : Children{node}) {
    const Node* const key_node = &child + 1;
    const Node* const item_node = key_node + (child.span > 1 ? key_node->span : 0);
    typename T::key_type key{};
    typename T::mapped_type item{};
    const bool pair = child.kind == Kind::list && item_node < &child + child.span && item_node + item_node->span == &child + child.span;
    const bool read = (pair && item_node != key_node) ? read_value(*key_node, key, reader) && read_value(*item_node, item, reader)
                                                      : reader.refuse(Errc::kBadValue, "not a pair");
    if (!read) return reader.within(std::to_string(value.size()));
    if (!value.emplace(std::move(key), std::move(item)).second) return reader.refuse_twice() || reader.within(std::to_string(value.size()));
  }
  return true;
}

template <class T>
bool read_value(const Node& node, T& value, Reader& reader) {
  if constexpr (std::is_same_v<T, bool>) {
    if (!expect(node, Kind::boolean, reader, "not true or false")) return false;
    value = node.flag;
    return true;
  } else if constexpr (std::integral<T>) {
    return read_integer(node, value, reader);
  } else if constexpr (std::floating_point<T>) {
    return read_real(node, value, reader);
  } else if constexpr (IdType<T>) {
    return read_integer(node, value.value, reader);
  } else if constexpr (Duration<T>) {
    typename T::rep count{};
    if (!read_integer(node, count, reader)) return false;
    value = T{count};
    return true;
  } else if constexpr (Key<T> || std::is_same_v<T, Time>) {  // what is left of Key here travels as text
    return expect(node, Kind::string, reader, "not text") && parse_text(node.text, value, reader);
  } else if constexpr (kIs<T, std::optional>) {
    if (node.kind == Kind::null) {
      value.reset();
      return true;
    }
    return read_value(node, value.emplace(), reader);
  } else if constexpr (KeyedMap<T>) {
    return read_keyed_map(node, value, reader);
  } else if constexpr (kIs<T, std::map>) {
    return read_pair_map(node, value, reader);
  } else if constexpr (List<T>) {
    return read_list(node, value, reader);
  } else if constexpr (kIs<T, std::variant>) {
    return read_variant(node, value, reader);
  } else {
    static_assert(Struct<T>, "describe it with BOOST_DESCRIBE_STRUCT");
    return read_struct(node, value, reader);
  }
}

}  // namespace voelspriet::wire::detail

namespace voelspriet::wire {

template <class T>
Result<T> from_json(std::string_view text, ReadNotes* notes, std::size_t bytes_max) {
  const auto document = detail::Document::parse(text, bytes_max);
  if (!document) return tl::unexpected(document.error());
  detail::Reader reader;
  T value{};
  const bool read = detail::read_value(document->root(), value, reader);
  if (notes) notes->unknown_fields += reader.unknown_fields();
  if (!read) return tl::unexpected(reader.take_error());
  return value;
}

}  // namespace voelspriet::wire
