// SPDX-License-Identifier: Apache-2.0
// What each channel will carry, as the approver reads it: its own words, out of the frozen bytes themselves.
#include <algorithm>
#include <boost/json.hpp>

#include "console/model/rows.hpp"
#include "console/model/words.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

// A channel for programs carries a document (hub/channels/core/words.hpp) with its own title, words and claims. Throws on another one.
void read_document(const std::string& bytes, VariantRow& row) {
  const boost::json::value document = boost::json::parse(bytes);
  const auto words = [](const boost::json::value& object, const char* name) { return std::string{object.at(name).as_string()}; };
  row.title = words(document, "title");
  row.text = words(document, "body");
  for (const boost::json::value& claim : document.at("claims").as_array())
    row.claims.push_back(tr("variant.claim", words(claim, "assertion"), tr(("claim_state." + words(claim, "verdict")).c_str())));
}

VariantRow frozen_row(const domain::Statement& statement, const domain::Variant& variant, const domain::Part& part) {
  VariantRow row;
  row.channel = channel_name(variant.channel);
  row.note = tr(word_of(variant.promise));
  const std::string media_type = part.media_type.substr(0, part.media_type.find(';'));
  if (statement.approval && !statement.approval_of(variant.leaf)) row.note += std::string{" · "} + tr("variant.not_approved");
  try {
    if (media_type == "application/json") read_document(part.bytes, row);
  } catch (const std::exception&) {
    row = {row.channel, "", "", "", row.note, {}};
  }
  if (row.text.empty()) row.text = part.bytes;  // not a document: the bytes say it themselves
  row.size = tr("variant.characters", characters(row.text));
  return row;
}

}  // namespace

std::vector<VariantRow> variant_rows(const domain::Statement& statement) {
  std::vector<VariantRow> rows;
  for (const domain::Variant& variant : statement.variants)
    for (const domain::Part& part : variant.parts) rows.push_back(frozen_row(statement, variant, part));
  if (!rows.empty()) return rows;
  for (const domain::VariantText& own : statement.wording.texts)
    rows.push_back({channel_name(own.channel), tr("variant.characters", characters(own.text)), "", own.text, tr("variant.own_words"), {}});
  return rows;
}

}  // namespace voelspriet::console
