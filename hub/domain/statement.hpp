// SPDX-License-Identifier: Apache-2.0
// A statement: what we say. Drafted and edited by authors, rendered once at submit into the exact bytes per channel, approved by
// somebody who wrote none of it, sent verbatim. Any edit voids the approval.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/crypto/digest.hpp"
#include "hub/base/time.hpp"
#include "hub/domain/claim.hpp"

namespace voelspriet::domain {

using crypto::Digest;

// failed, uncertain: nothing is on its way and nothing is known to have arrived; uncertain = some of it may have.
BOOST_DEFINE_ENUM_CLASS(StatementStatus, draft, submitted, approved, sending, sent, partly_sent, corrected, withdrawn, failed, uncertain)
BOOST_DEFINE_ENUM_CLASS(Goal, inform, instruct, give_meaning)
BOOST_DEFINE_ENUM_CLASS(Relation, none, corrects, supplements, withdraws)
// What a channel promises about one delivery (design.md, "Statements and channels").
BOOST_DEFINE_ENUM_CLASS(Promise, once, at_least_once, by_person)

// The words of one channel and language where they differ from the body.
struct VariantText {
  std::string channel, language, text;
  bool operator==(const VariantText&) const = default;
};
BOOST_DESCRIBE_STRUCT(VariantText, (), (channel, language, text))

// Everything an author can change.
struct Wording {
  std::string title, body, language = "nl";
  std::vector<Goal> goals;
  std::vector<ClaimId> claims;         // cited: their verdicts are signed with the approval
  std::vector<FactId> facts;           // cited: must hold at submit, approval and sending
  Relation relation = Relation::none;
  StatementId target{};                // of the relation
  std::vector<std::string> channels;   // names; empty = every channel of the desk
  std::vector<VariantText> texts;
  bool operator==(const Wording&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (title, body, language, goals, claims, facts, relation, target, channels, texts))

// One part of what a channel carries: a post of a thread, a page, a mail.
struct Part {
  std::string media_type;              // "text/plain; charset=utf-8"
  std::string bytes;                   // sent verbatim; UTF-8
  std::vector<std::string> attachments, alt_texts;
  bool operator==(const Part&) const = default;
};
BOOST_DESCRIBE_STRUCT(Part, (), (media_type, bytes, attachments, alt_texts))

// The exact bytes one channel will carry, made by the channel at submit and frozen.
struct Variant {
  std::string channel, kind, language;
  std::string account;                 // as whom
  std::string audience;                // fingerprint of to whom
  std::vector<std::string> recipients; // one delivery per part and recipient; empty = one per part
  std::vector<Part> parts;
  std::vector<std::string> links;
  Promise promise = Promise::once;
  Digest leaf{};
  bool operator==(const Variant&) const = default;
};
BOOST_DESCRIBE_STRUCT(Variant, (), (channel, kind, language, account, audience, recipients, parts, links, promise, leaf))

struct FactVersion {
  FactId fact{};
  Sequence version = 0;
  bool operator==(const FactVersion&) const = default;
};
BOOST_DESCRIBE_STRUCT(FactVersion, (), (fact, version))

// What a leaf digest covers besides its variant. Every field is hashed, empty ones too.
struct LeafFrame {
  std::string desk;
  bool exercise = false;
  IncidentId incident{};
  StatementId statement{};
  std::uint32_t revision = 0;
  Relation relation = Relation::none;
  StatementId target{};
  std::vector<FactVersion> facts;
};
// SHA-256 over a version byte and length-prefixed fields (64-bit little-endian lengths), in the order of the structs.
Digest leaf_digest(const LeafFrame& frame, const Variant& variant);
// SHA-256 over the sorted leaves: what the six check words are made of.
Digest statement_digest(const std::vector<Variant>& variants);

// A cited claim as the channels were told of it: with its verdict, signed or to be signed by the approval.
struct CitedClaim {
  ClaimId id{};
  std::string assertion;
  std::optional<Verdict> verdict;
  bool operator==(const CitedClaim&) const = default;
};
BOOST_DESCRIBE_STRUCT(CitedClaim, (), (id, assertion, verdict))

struct Approval {
  PersonId by{};
  Time at{};
  bool released = false;               // by an earlier author, after a spokesperson mended a word
  std::vector<Digest> leaves;
  bool operator==(const Approval&) const = default;
};
BOOST_DESCRIBE_STRUCT(Approval, (), (by, at, released, leaves))

struct Statement {
  StatementId id{};
  IncidentId incident{};
  StatementStatus status = StatementStatus::draft;
  std::uint32_t revision = 1;          // "versie 3": grows with each edit
  Wording wording;
  std::vector<PersonId> authors;       // all who changed a word since the draft began
  PersonId last_editor{};
  std::vector<Variant> variants;       // frozen bytes; only while submitted or later
  std::vector<FactVersion> facts;      // as they stood at submit
  std::vector<CitedClaim> claims;      // the same
  std::optional<Approval> approval;    // the first; it may leave out channels …
  std::vector<Approval> further_approvals;  // … that are approved later
  std::string returned;                // why it came back, "" = it did not
  std::vector<DeliveryId> deliveries;
  std::optional<Time> sent_at;         // first delivery that arrived
  StatementId corrected_by{};
  Sequence version = 0;

  bool wrote(PersonId person) const;
  const Approval* approval_of(const Digest& leaf) const;  // null = nobody approved it
  static constexpr bool may_miss(std::string_view field) { return field == "further_approvals"; }
  bool operator==(const Statement&) const = default;
};
BOOST_DESCRIBE_STRUCT(Statement, (), (id, incident, status, revision, wording, authors, last_editor, variants, facts, claims, approval, returned,
                                      deliveries, sent_at, corrected_by, version, further_approvals))

// Commands. `base` of the command's meta is the version of `statement`.
struct DraftStatement {
  static constexpr std::string_view kType = "draft_statement";
  Wording wording;
};
BOOST_DESCRIBE_STRUCT(DraftStatement, (), (wording))
struct EditStatement {
  static constexpr std::string_view kType = "edit_statement";
  StatementId statement{};
  Wording wording;
};
BOOST_DESCRIBE_STRUCT(EditStatement, (), (statement, wording))
struct SubmitStatement {
  static constexpr std::string_view kType = "submit_statement";
  StatementId statement{};
};
BOOST_DESCRIBE_STRUCT(SubmitStatement, (), (statement))
struct ReturnStatement {
  static constexpr std::string_view kType = "return_statement";
  StatementId statement{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReturnStatement, (), (statement, reason))
struct ApproveStatement {
  static constexpr std::string_view kType = "approve_statement";
  StatementId statement{};
  std::vector<Digest> leaves;          // exactly what was on the approver's screen
};
BOOST_DESCRIBE_STRUCT(ApproveStatement, (), (statement, leaves))
struct ReleaseStatement {              // by an earlier author, after a spokesperson mended a word
  static constexpr std::string_view kType = "release_statement";
  StatementId statement{};
  std::vector<Digest> leaves;
};
BOOST_DESCRIBE_STRUCT(ReleaseStatement, (), (statement, leaves))

// Events
struct StatementDrafted {
  static constexpr std::string_view kType = "statement_drafted";
  StatementId statement{};
  Wording wording;
};
BOOST_DESCRIBE_STRUCT(StatementDrafted, (), (statement, wording))
struct StatementEdited {
  static constexpr std::string_view kType = "statement_edited";
  StatementId statement{};
  Wording wording;
};
BOOST_DESCRIBE_STRUCT(StatementEdited, (), (statement, wording))
struct StatementSubmitted {
  static constexpr std::string_view kType = "statement_submitted";
  StatementId statement{};
  std::vector<Variant> variants;
  std::vector<FactVersion> facts;
  std::vector<CitedClaim> claims;
  static constexpr bool may_miss(std::string_view field) { return field == "claims"; }
};
BOOST_DESCRIBE_STRUCT(StatementSubmitted, (), (statement, variants, facts, claims))
struct StatementReturned {
  static constexpr std::string_view kType = "statement_returned";
  StatementId statement{};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(StatementReturned, (), (statement, reason))
struct StatementApproved {
  static constexpr std::string_view kType = "statement_approved";
  StatementId statement{};
  bool released = false;
  std::vector<Digest> leaves;
};
BOOST_DESCRIBE_STRUCT(StatementApproved, (), (statement, released, leaves))

}  // namespace voelspriet::domain
