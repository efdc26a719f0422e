// SPDX-License-Identifier: Apache-2.0
// How events and commands travel: {meta..., "type":"claim_made", "body":{...}}. One reader per type behind a table, so that no unit
// compiles all of them. Included only by the codecs of the two.
#pragma once

#include <span>

#include "hub/wire/detail/read.hpp"
#include "hub/wire/detail/write.hpp"

namespace voelspriet::wire::detail {

template <class Body>
struct BodyReader {
  std::string_view type;
  bool (*read)(const Node&, Body&, Reader&);
};

template <class... T>
constexpr auto body_readers(std::type_identity<std::variant<T...>>) {
  using Body = std::variant<T...>;
  return std::array<BodyReader<Body>, sizeof...(T)>{BodyReader<Body>{T::kType, [](const Node& node, Body& body, Reader& reader) {
                                                                       return BodyCodec<T>::read(node, body.template emplace<T>(), reader);
                                                                     }}...};
}

template <class... T>
std::span<const std::string_view> type_names(std::type_identity<std::variant<T...>>) {
  static constexpr std::array<std::string_view, sizeof...(T)> kNames{T::kType...};
  return kNames;
}

template <class Body>
std::span<const std::string_view> body_types() {
  return type_names(std::type_identity<Body>{});
}

template <class Body>
bool read_body(const Node& envelope, Body& body, Reader& reader) {
  static constexpr auto kReaders = body_readers(std::type_identity<Body>{});
  const Node* const type = find_once(envelope, "type", reader);
  const Node* const node = type ? find_once(envelope, "body", reader) : nullptr;
  if (!node) return false;
  const auto found = std::find_if(kReaders.begin(), kReaders.end(), [&](const auto& known) { return known.type == type->text; });
  if (found == kReaders.end()) return refuse_type(reader);
  return found->read(*node, body, reader) || reader.within("body");
}

// `Enveloped` is { meta; body; }.
template <class Enveloped>
bool read_enveloped(const Node& node, Enveloped& value, Reader& reader) {
  return read_struct(node, value.meta, reader, {"type", "body"}) && read_body(node, value.body, reader);
}

template <class Enveloped>
void write_enveloped(std::string& out, const Enveloped& value) {
  out += '{';
  write_members(out, value.meta, "");
  std::visit(
      [&]<class T>(const T& body) {
        out.append(",\"type\":\"").append(T::kType).append("\",\"body\":");
        BodyCodec<T>::write(out, body);
      },
      value.body);
  out += '}';
}

}  // namespace voelspriet::wire::detail
