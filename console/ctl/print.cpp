// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/print.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "console/model/rows.hpp"
#include "hub/crypto/digest_words.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console::ctl {
namespace {

using text::tr;

// One line, no control characters (C0, DEL and, in UTF-8, C1).
std::string plain(std::string_view text) {
  std::string out{text};
  for (std::size_t at = 0; at < out.size(); ++at) {
    const auto byte = static_cast<unsigned char>(out[at]);
    const bool c1 = byte == 0xC2 && at + 1 < out.size() && static_cast<unsigned char>(out[at + 1]) < 0xA0;
    if (c1) out[at + 1] = ' ';
    if (c1 || byte < 0x20 || byte == 0x7F) out[at] = ' ';
  }
  return out;
}

// "claim_state.false" for ("claim_state", Verdict::false_).
template <class Enum>
std::string word(const char* table, Enum value) {
  std::string name = boost::describe::enum_to_string(value, "");
  if (name.ends_with('_')) name.pop_back();  // it only dodges a keyword
  const std::string key = fmt::format("{}.{}", table, name);
  return tr(key.c_str());
}

std::string delivery_word(domain::DeliveryStatus status) {
  return status == domain::DeliveryStatus::queued ? tr("delivery_state.waiting") : word("delivery_state", status);
}

std::string or_nothing(std::string rows) { return rows.empty() ? fmt::format("{}\n", tr("ctl.nothing")) : rows; }

template <class Rows, class Line>
std::string each(const Rows& rows, Line line_of) {
  std::string out;
  for (const auto& row : rows) out.append(line_of(row)).append("\n");
  return or_nothing(std::move(out));
}

}  // namespace

std::string lines(const wire::Status& status) {
  std::string out = tr("ctl.status", status.desk, status.seq, status.pulses.size()) + "\n";
  if (status.exercise) out.append(tr("exercise.word")).append("\n");
  if (status.brake) out.append(tr("ctl.braked", plain(status.brake->reason))).append("\n");
  for (const domain::Pulse& pulse : status.pulses)
    if (const char* const trouble = mentions_trouble(pulse)) out.append(fmt::format("{:>4}  {}\n", pulse.incident.value, tr(trouble)));
  for (const auto& [name, count] : status.counters) out.append(fmt::format("{:<40} {}\n", name, count));
  return out;
}

std::string lines(const wire::Incidents& incidents) {
  return each(incidents.incidents, [](const domain::Incident& one) {
    return fmt::format("{:>4}  {:<8}  {}  {}{}", one.id.value, one.level, text::clock_minutes(one.opened_at), plain(one.title),
                       one.open() ? "" : "  x");
  });
}

std::string lines(const wire::Persons& persons) {
  return each(persons.persons, [](const domain::Person& one) {
    std::vector<std::string> roles;
    for (const auto role : one.roles) roles.emplace_back(boost::describe::enum_to_string(role, ""));
    return fmt::format("{:>4}  {:<30}  {}", one.id.value, plain(one.name), fmt::join(roles, ", "));
  });
}

std::string key_lines(const wire::Persons& persons) {
  return each(persons.keys, [](const domain::Key& key) {
    const std::string whose = key.feed ? key.feed->feed : std::to_string(key.person.value);
    return fmt::format("{}  {:<12}  {}{}", key.public_key, plain(whose), plain(key.label), key.revoked ? "  x" : "");
  });
}

std::string lines(const wire::Claims& claims) {
  return each(claims.claims, [&](const domain::Claim& claim) {
    const auto figures = std::find_if(claims.figures.begin(), claims.figures.end(), [&](const auto& one) { return one.claim == claim.id; });
    const std::uint32_t count = figures == claims.figures.end() ? 0 : figures->joined + figures->confirmed;
    return fmt::format("{:>4}  {:<16}  {:>14}  {}", claim.id.value, word("claim_state", claim.status), tr("count.mentions", count),
                       plain(claim.assertion));
  });
}

std::string lines(const wire::Mentions& mentions) {
  return each(mentions.mentions, [](const domain::MentionView& mention) {
    return fmt::format("{:>7}  {}  {:<11}  {:<16}  {}", mention.ordinal, text::clock_time(mention.said_at), word("genre", mention.genre),
                       plain(mention.pseudonym), plain(mention.text));
  });
}

std::string lines(const wire::Statements& statements) {
  return each(statements.statements, [](const domain::Statement& one) {
    return fmt::format("{:>4}  {:<14}  {}", one.id.value, word("statement_state", one.status), plain(one.wording.title));
  });
}

std::string lines(const wire::Deliveries& deliveries) {
  return each(deliveries.deliveries, [](const domain::Delivery& one) {
    return fmt::format("{:>5}  {:>4}  {:<14}  {:<12}  {}{}", one.id.value, one.statement.value, plain(one.channel), delivery_word(one.status),
                       plain(one.proof), plain(one.reason));
  });
}

std::string lines(const wire::Facts& facts) {
  return each(facts.facts, [](const domain::Fact& fact) {
    return fmt::format("{:>4}  {:<24}  {}  {}{}", fact.id.value, plain(fact.value), plain(fact.label), plain(fact.source),
                       fact.withdrawn ? "  x" : "");
  });
}

// Line breaks stay: they are part of what is approved.
std::string bytes_to_approve(const domain::Statement& statement) {
  std::string out;
  for (const auto& variant : statement.variants) {
    for (const auto& part : variant.parts) {
      out.append(fmt::format("--- {} ({}, {})\n", variant.channel, variant.language, part.media_type));
      for (std::string_view rest = part.bytes; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        out.append(plain(rest.substr(0, end))).append("\n");
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }
  return fmt::format("{}--- {}: {}\n", out, tr("statement.check_words"), six_words(statement));
}

std::string six_words(const domain::Statement& statement) {
  return fmt::format("{}", fmt::join(crypto::check_words(domain::statement_digest(statement.variants)), " "));
}

std::string line(const Error& error) { return tr("notice.refused", to_string(error)) + "\n"; }

}  // namespace voelspriet::console::ctl
