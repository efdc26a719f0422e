// SPDX-License-Identifier: Apache-2.0
// The digest that an approval names: a tree with a leaf per channel.
#include <algorithm>

#include "hub/domain/statement.hpp"

namespace voelspriet::domain {
namespace {

constexpr char kLeafVersion = 1;

class Fields {
 public:
  explicit Fields(char version) : bytes_(1, version) {}

  Fields& number(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) bytes_.push_back(static_cast<char>(value >> (8 * i)));
    return *this;
  }
  Fields& text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
    return *this;
  }
  Fields& texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
    return *this;
  }
  Digest digest() const { return crypto::sha256(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace

Digest leaf_digest(const LeafFrame& frame, const Variant& variant) {
  Fields fields{kLeafVersion};
  fields.text(frame.desk).number(frame.exercise).number(frame.incident.value).number(frame.statement.value).number(frame.revision);
  fields.text(variant.language).text(variant.channel).text(variant.kind).text(variant.account).text(variant.audience);
  fields.texts(variant.recipients);
  fields.number(variant.parts.size());
  for (const Part& part : variant.parts) fields.text(part.media_type).text(part.bytes).texts(part.attachments).texts(part.alt_texts);
  fields.texts(variant.links);
  fields.number(static_cast<std::uint64_t>(frame.relation)).number(frame.target.value);
  fields.number(frame.facts.size());
  for (const FactVersion& fact : frame.facts) fields.number(fact.fact.value).number(fact.version);
  return fields.digest();
}

Digest statement_digest(const std::vector<Variant>& variants) {
  std::vector<Digest> leaves;
  for (const Variant& variant : variants) leaves.push_back(variant.leaf);
  std::ranges::sort(leaves);
  Fields fields{kLeafVersion};
  fields.number(leaves.size());
  for (const Digest& leaf : leaves) fields.text({reinterpret_cast<const char*>(leaf.bytes.data()), leaf.bytes.size()});
  return fields.digest();
}

}  // namespace voelspriet::domain
