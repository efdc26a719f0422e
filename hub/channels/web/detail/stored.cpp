// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/web/detail/stored.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <stdexcept>

#include "hub/channels/core/names.hpp"

namespace voelspriet::channels::detail {
namespace {

constexpr std::string_view kBefore = R"({"sent_at":")";
constexpr std::string_view kBetween = R"(","statement":)";
constexpr std::string_view kAfter = "}\n";
constexpr std::size_t kTimeBytes = 27;  // of to_rfc3339

std::string text_of(const boost::json::object& object, std::string_view key) {
  return std::string{std::string_view{object.at(key).as_string()}};
}

template <class Enum>
Enum enum_of(const boost::json::object& object, std::string_view key) {
  const auto value = named<Enum>(std::string_view{object.at(key).as_string()});
  if (!value) throw std::runtime_error{std::string{key} + " is none we know"};
  return *value;
}

// Throws what Boost.JSON throws: read_stored() says kMalformed.
Stored read_document(std::string_view json) {
  const boost::json::value parsed = boost::json::parse(json);
  const boost::json::object& document = parsed.as_object();
  Stored stored{text_of(document, "desk"), document.at("exercise").as_bool(), {}, json};
  pages::PublicStatement& statement = stored.statement;
  statement.id = {document.at("statement").to_number<std::uint32_t>()};
  statement.revision = document.at("revision").to_number<std::uint32_t>();
  statement.title = text_of(document, "title");
  statement.paragraphs = pages::paragraphs_of(text_of(document, "body"));
  statement.language = text_of(document, "language");
  for (const boost::json::value& claim : document.at("claims").as_array())
    statement.claims.push_back(
        {text_of(claim.as_object(), "assertion"), enum_of<domain::Verdict>(claim.as_object(), "verdict")});
  statement.relation = enum_of<domain::Relation>(document, "relation");
  statement.target = {document.at("target").to_number<std::uint32_t>()};
  return stored;
}

}  // namespace

std::string stored_name(domain::StatementId statement) { return fmt::format("{}.json", statement.value); }

std::string stored(Time sent_at, std::string_view frozen) {
  return fmt::format("{}{}{}{}{}", kBefore, to_rfc3339(sent_at), kBetween, frozen, kAfter);
}

Result<Stored> read_stored(std::string_view bytes) {
  constexpr std::size_t kHead = kBefore.size() + kTimeBytes + kBetween.size();
  const auto sent_at = bytes.size() < kHead ? std::nullopt : parse_rfc3339(bytes.substr(kBefore.size(), kTimeBytes));
  if (!sent_at || !bytes.starts_with(kBefore) || !bytes.substr(kBefore.size() + kTimeBytes).starts_with(kBetween) ||
      !bytes.ends_with(kAfter))
    return fail(Errc::kMalformed, "", "is not a statement of ours");
  try {
    Stored stored = read_document(bytes.substr(kHead, bytes.size() - kHead - kAfter.size()));
    stored.statement.sent_at = *sent_at;
    return stored;
  } catch (const std::exception& error) {
    return fail(Errc::kMalformed, "", std::string{"is not a statement of ours: "} + error.what());
  }
}

}  // namespace voelspriet::channels::detail
