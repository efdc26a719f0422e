// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/detail/document.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cstring>
#include <limits>

#include "hub/base/limits.hpp"

namespace voelspriet::wire::detail {
namespace {

using ErrorCode = boost::json::error_code;
using boost::json::string_view;

// Boost.JSON calls these in the order of the text. Keys and strings come in parts; a string never grows by being unescaped, so a
// buffer as long as the text holds them all.
struct Builder {
  static constexpr std::size_t max_object_size = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  std::vector<Node> nodes;
  std::unique_ptr<char[]> strings;
  std::size_t used = 0;
  std::vector<std::uint32_t> open;  // lists and objects not yet closed
  std::string_view key;

  explicit Builder(std::size_t text_size) : strings{new char[text_size + 1]} { nodes.reserve(text_size / 12 + 1); }

  Node& add(Kind kind) {
    Node& node = nodes.emplace_back();
    node.kind = kind;
    node.key = std::exchange(key, {});
    return node;
  }
  bool copy(string_view part) {
    std::memcpy(strings.get() + used, part.data(), part.size());
    used += part.size();
    return true;
  }
  std::string_view last(std::size_t size) const { return {strings.get() + used - size, size}; }
  bool begin(Kind kind) {
    open.push_back(static_cast<std::uint32_t>(nodes.size()));
    add(kind);
    return true;
  }
  bool end() {
    nodes[open.back()].span = static_cast<std::uint32_t>(nodes.size()) - open.back();
    open.pop_back();
    return true;
  }

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) { return begin(Kind::object); }
  bool on_object_end(std::size_t, ErrorCode&) { return end(); }
  bool on_array_begin(ErrorCode&) { return begin(Kind::list); }
  bool on_array_end(std::size_t, ErrorCode&) { return end(); }
  bool on_key_part(string_view part, std::size_t, ErrorCode&) { return copy(part); }
  bool on_key(string_view part, std::size_t size, ErrorCode&) {
    copy(part);
    key = last(size);
    return true;
  }
  bool on_string_part(string_view part, std::size_t, ErrorCode&) { return copy(part); }
  bool on_string(string_view part, std::size_t size, ErrorCode&) {
    copy(part);
    add(Kind::string).text = last(size);
    return true;
  }
  bool on_number_part(string_view, ErrorCode&) { return true; }
  bool on_int64(std::int64_t value, string_view, ErrorCode&) {
    add(Kind::integer).integer = value;
    return true;
  }
  bool on_uint64(std::uint64_t value, string_view, ErrorCode&) {
    add(Kind::natural).natural = value;
    return true;
  }
  // Boost 1.81 rounds some decimals to a neighbour; from_chars is exact, so that what is written reads back as the same value.
  bool on_double(double rough, string_view digits, ErrorCode&) {
    Node& node = add(Kind::real);
    node.real = rough;
    std::from_chars(digits.data(), digits.data() + digits.size(), node.real);
    return true;
  }
  bool on_bool(bool value, ErrorCode&) {
    add(Kind::boolean).flag = value;
    return true;
  }
  bool on_null(ErrorCode&) {
    add(Kind::null);
    return true;
  }
  bool on_comment_part(string_view, ErrorCode&) { return true; }
  bool on_comment(string_view, ErrorCode&) { return true; }
};

}  // namespace

Result<Document> Document::parse(std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) {
    return fail(Errc::kTooLarge, "", std::to_string(text.size()) + " bytes of JSON, at most " + std::to_string(bytes_max));
  }
  boost::json::parse_options options;
  options.max_depth = limits::kJsonDepthMax;
  boost::json::basic_parser<Builder> parser{options, text.size()};
  ErrorCode error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = boost::json::error::extra_data;
  if (error) {
    const auto code = error == boost::json::error::too_deep ? Errc::kTooLarge : Errc::kMalformed;
    return fail(code, "byte " + std::to_string(read), "not JSON: " + error.message());
  }
  Document document;
  document.nodes_ = std::move(parser.handler().nodes);
  document.strings_ = std::move(parser.handler().strings);
  return document;
}

}  // namespace voelspriet::wire::detail
