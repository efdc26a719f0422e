// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/detail/document.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cstring>
#include <functional>
#include <limits>

#include "hub/base/limits.hpp"

namespace voelspriet::wire::detail {
namespace {

using ErrorCode = boost::json::error_code;
using boost::json::string_view;

// Boost.JSON calls these in the order of the text. Most keys and strings stand in the text as they are, and nodes point there; those
// with escapes come in parts. A string never grows by being unescaped, so a buffer as long as the text holds them all.
struct Builder {
  static constexpr std::size_t max_object_size = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  const std::string_view text;
  std::vector<Node> nodes;
  std::unique_ptr<char[]> strings;
  std::size_t used = 0;
  std::vector<std::uint32_t> open;  // lists and objects not yet closed
  std::string_view key;

  explicit Builder(std::string_view whole) : text{whole}, strings{new char[whole.size() + 1]} { nodes.reserve(whole.size() / 12 + 1); }

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
  // The whole of a string of `size` bytes whose last part this is.
  std::string_view whole(string_view part, std::size_t size) {
    const bool in_text = std::less_equal<>{}(text.data(), part.data()) && std::less_equal<>{}(part.data() + size, text.data() + text.size());
    if (part.size() == size && in_text) return part;
    copy(part);
    return {strings.get() + used - size, size};
  }
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
    key = whole(part, size);
    return true;
  }
  bool on_string_part(string_view part, std::size_t, ErrorCode&) { return copy(part); }
  bool on_string(string_view part, std::size_t size, ErrorCode&) {
    add(Kind::string).text = whole(part, size);
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
  boost::json::basic_parser<Builder> parser{options, text};
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
