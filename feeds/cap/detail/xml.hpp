// SPDX-License-Identifier: Apache-2.0
// libxml2 as we want it for warnings: strict, no network, no document type, and a walk over child elements in the order a schema asks.
// One document per call, owned by it; errors are thrown as BadXml inside feeds/cap and become a Result at parse_cap.
#pragma once

#include <libxml/tree.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"

namespace voelspriet::feeds::cap {

struct BadXml {
  Error error;
};

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

Document parse_document(std::string_view bytes);

std::string_view name_of(const xmlNode* node);
std::string_view namespace_of(const xmlNode* node);

// One kind of child in an xs:sequence. `read` is handed the node and its path.
enum class Count { one, optional, many, some };  // 1, 0..1, 0..n, 1..n
struct Child {
  std::string_view name;
  Count count;
  std::function<void(const xmlNode*, const std::string& path)> read;
};

// Walks the child elements of `parent`, all in its namespace. `other` is offered an element after the sequence that is none of
// `children`, and says whether it may stand there.
void read_sequence(const xmlNode* parent, const std::string& path, const std::vector<Child>& children,
                   const std::function<bool(const xmlNode*)>& other = nullptr);

// The text of an element that holds nothing else.
std::string text_of(const xmlNode* node, const std::string& path);

}  // namespace voelspriet::feeds::cap
