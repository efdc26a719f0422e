// SPDX-License-Identifier: Apache-2.0
// Parsed JSON as one flat row of nodes in the order of the text: cheap to make, cheap to walk, and it keeps a key that stands twice
// (Boost.JSON's own tree silently keeps the last). Parsing itself is Boost.JSON's.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"

namespace voelspriet::wire::detail {

enum class Kind : std::uint8_t { null, boolean, integer, natural, real, string, list, object };

struct Node {
  Kind kind = Kind::null;
  std::uint32_t span = 1;    // nodes of this value, itself included: the next sibling stands `span` further
  std::string_view key;      // of a member of an object
  std::string_view text;     // of a string
  union {
    bool flag = false;
    std::int64_t integer;    // any that fits
    std::uint64_t natural;   // above the largest int64
    double real;
  };
};

// The values inside a list or an object, in order.
class Children {
 public:
  explicit Children(const Node& parent) : first_{&parent + 1}, last_{&parent + parent.span} {}
  struct Iterator {
    const Node* node;
    const Node& operator*() const { return *node; }
    Iterator& operator++() { node += node->span; return *this; }
    bool operator!=(const Iterator& other) const { return node != other.node; }
  };
  Iterator begin() const { return {first_}; }
  Iterator end() const { return {last_}; }

 private:
  const Node* first_;
  const Node* last_;
};

class Document {
 public:
  // REQUIRES: `text` outlives the document, whose nodes point into it.
  static Result<Document> parse(std::string_view text, std::size_t bytes_max);
  const Node& root() const { return nodes_.front(); }

 private:
  std::vector<Node> nodes_;          // never empty after parse()
  std::unique_ptr<char[]> strings_;  // keys and texts that had escapes
};

}  // namespace voelspriet::wire::detail
