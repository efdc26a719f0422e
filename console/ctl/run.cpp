// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "console/ctl/detail/drill.hpp"
#include "console/ctl/detail/files.hpp"
#include "console/ctl/print.hpp"
#include "console/ctl/session.hpp"
#include "hub/base/signals.hpp"
#include "hub/base/time.hpp"
#include "hub/crypto/random.hpp"
#include "hub/text/tr.hpp"
#include "hub/wire/event_codec.hpp"

namespace voelspriet::console::ctl {
namespace {

constexpr std::chrono::milliseconds kStopSlice{200};  // how long a wait may overlook a stop

std::string done(const Options& options, const std::string& event) {
  const auto read = wire::decode_event(event);
  const domain::Sequence seq = read ? read->meta.seq : 0;
  if (options.json) return fmt::format("{{\"seq\":{},\"event\":{}}}\n", seq, event);
  return text::tr("ctl.done", seq) + "\n";
}

Result<std::string> perform(const Options& options, domain::CommandBody body) {
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  const auto event = session->perform(std::move(body));
  if (!event) return tl::unexpected(event.error());
  return done(options, *event);
}

template <class Answer, class Question>
Result<std::string> show(Session& session, const Options& options, Question question, std::string (*lines_of)(const Answer&)) {
  const auto answer = session.hub().ask<Answer>(question, session.deadline());
  if (!answer) return tl::unexpected(answer.error());
  return options.json ? wire::to_json(*answer) + "\n" : lines_of(*answer);
}

Result<domain::Statement> find_statement(Session& session, domain::StatementId id) {
  const auto where = session.incident();
  if (!where) return tl::unexpected(where.error());
  auto answer = session.hub().ask<wire::Statements>(wire::AskStatements{0, *where, id}, session.deadline());
  if (!answer) return tl::unexpected(answer.error());
  if (answer->statements.empty()) return fail(Errc::kNotFound, fmt::format("statement {}", id.value), "is not there");
  return std::move(answer->statements.front());
}

Result<std::string> act(const Options&, const ShowText& show_text) { return show_text.text; }

Result<std::string> act(const Options& options, const ShowStatus&) {
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  auto shown = show<wire::Status>(*session, options, wire::AskStatus{}, lines);
  if (!shown || !options.json || !options.timing) return shown;
  const double unlock_ms = static_cast<double>(session->unlock().count()) / 1000.0;
  shown->replace(shown->rfind('}'), 1, fmt::format(",\"unlock_ms\":{:.3f}}}", unlock_ms));
  return shown;
}

Result<std::string> act(const Options& options, const List& list) {
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  using What = List::What;
  switch (list.what) {
    case What::incidents: return show<wire::Incidents>(*session, options, wire::AskIncidents{}, lines);
    case What::persons: return show<wire::Persons>(*session, options, wire::AskPersons{}, lines);
    case What::keys: return show<wire::Persons>(*session, options, wire::AskPersons{}, key_lines);
    default: break;
  }
  const auto where = session->incident();
  if (!where) return tl::unexpected(where.error());
  switch (list.what) {
    case What::claims: return show<wire::Claims>(*session, options, wire::AskClaims{0, *where, {list.number}}, lines);
    case What::mentions:
      return show<wire::Mentions>(*session, options, wire::AskMentions{0, *where, {list.number}, list.before, list.limit}, lines);
    case What::facts: return show<wire::Facts>(*session, options, wire::AskFacts{0, *where}, lines);
    case What::deliveries: return show<wire::Deliveries>(*session, options, wire::AskDeliveries{0, *where, {list.number}}, lines);
    default: break;
  }
  if (!list.number || options.json) return show<wire::Statements>(*session, options, wire::AskStatements{0, *where, {list.number}}, lines);
  const auto statement = find_statement(*session, {list.number});
  if (!statement) return tl::unexpected(statement.error());
  return statement->variants.empty() ? statement->wording.body + "\n" : bytes_to_approve(*statement);
}

Result<std::string> act(const Options& options, const Perform& asked) { return perform(options, asked.body); }

Result<std::string> act(const Options& options, const Write& asked) {
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  domain::Wording wording;
  if (asked.statement) {
    auto statement = find_statement(*session, asked.statement);
    if (!statement) return tl::unexpected(statement.error());
    wording = std::move(statement->wording);
  }
  if (auto changed = detail::apply(asked.change, wording); !changed) return tl::unexpected(changed.error());
  const auto event = asked.statement ? session->perform(domain::EditStatement{asked.statement, std::move(wording)})
                                     : session->perform(domain::DraftStatement{std::move(wording)});
  if (!event) return tl::unexpected(event.error());
  return done(options, *event);
}

// On these channels, or on all; what is approved already is not approved again. kNotFound: one of them has no part in it. None at all
// when it is not submitted, which the hub refuses.
Result<std::vector<domain::Digest>> leaves_to_approve(const domain::Statement& statement, const std::vector<std::string>& channels) {
  for (const std::string& channel : channels)
    if (!statement.variants.empty() && std::ranges::find(statement.variants, channel, &domain::Variant::channel) == statement.variants.end())
      return fail(Errc::kNotFound, fmt::format("--channel {}", channel), text::tr("ctl.no_channel"));
  std::vector<domain::Digest> leaves;
  for (const auto& variant : statement.variants) {
    const bool wanted = channels.empty() || std::find(channels.begin(), channels.end(), variant.channel) != channels.end();
    if (wanted && !statement.approval_of(variant.leaf)) leaves.push_back(variant.leaf);
  }
  return leaves;
}

// What was seen is what is approved: the leaves come from the same answer as the bytes shown.
Result<std::string> act(const Options& options, const Approve& asked) {
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  const auto statement = find_statement(*session, asked.statement);
  if (!statement) return tl::unexpected(statement.error());
  auto leaves = leaves_to_approve(*statement, asked.channels);
  if (!leaves) return tl::unexpected(leaves.error());
  const std::string where = fmt::format("statement {}", asked.statement.value);
  if (!options.json) std::cout << bytes_to_approve(*statement) << std::flush;
  if (!asked.yes && asked.words.empty()) return fail(Errc::kMissingReason, where, text::tr("ctl.say_words"));
  if (!asked.yes && asked.words != six_words(*statement)) return fail(Errc::kStale, where, text::tr("ctl.words_differ"));
  const auto event = asked.release ? session->perform(domain::ReleaseStatement{asked.statement, std::move(*leaves)})
                                   : session->perform(domain::ApproveStatement{asked.statement, std::move(*leaves)});
  if (!event) return tl::unexpected(event.error());
  return done(options, *event);
}

Result<std::string> act(const Options& options, const TakeNote& asked) {
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  const auto where = session->incident();
  if (!where) return tl::unexpected(where.error());
  crypto::SystemRandom random;
  const wire::Note note{crypto::random_hex(random, 16), *where, asked.genre, asked.text, asked.caller, asked.link, asked.said_at};
  const auto stored = session->hub().act(note, session->deadline());
  if (!stored) return tl::unexpected(stored.error());
  return options.json ? wire::to_json(*stored) + "\n" : text::tr("ctl.noted", stored->ordinal) + "\n";
}

// The file is there before the hub hears of the key; when the hub refuses it, it goes again.
Result<std::string> act(const Options& options, const NewKey& asked) {
  if (std::filesystem::exists(asked.out)) return fail(Errc::kAlreadyExists, asked.out.string(), "is there already");
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  const auto passphrase = read_passphrase(asked.passphrase_file, asked.label);
  if (!passphrase) return tl::unexpected(passphrase.error());
  crypto::SystemRandom random;
  const auto keys = crypto::make_curve_key_pair(random);
  const auto locked = crypto::lock_key(session->hub().welcome().desk, asked.label, keys, *passphrase, crypto::kPasswordCost, random);
  if (!locked) return tl::unexpected(locked.error());
  if (auto saved = crypto::save_key_file(asked.out, *locked); !saved) return tl::unexpected(saved.error());
  const auto event = session->perform(domain::AddKey{keys.public_key, asked.label, asked.person, asked.feed});
  if (!event) {
    std::filesystem::remove(asked.out);
    return tl::unexpected(event.error());
  }
  return options.json ? done(options, *event) : text::tr("ctl.key_made", asked.out.string()) + "\n";
}

// Where the log stands, or stood at a line: what the next event must continue.
Result<Chain> chain_at(const Options& options, std::optional<domain::Sequence> after) {
  if (after && *after == 0) return Chain{};
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  if (!after) return Chain{session->hub().welcome().seq, session->hub().welcome().hash};
  const auto event = session->hub().events(*after - 1, 1, session->deadline());
  if (!event) return tl::unexpected(event.error());
  if (event->empty()) return fail(Errc::kNotFound, fmt::format("line {}", *after), "is not there yet");
  return Chain{*after, crypto::sha256(event->front())};
}

Result<std::string> act(const Options& options, const Tail& asked) {
  const auto from = chain_at(options, asked.after);
  if (!from) return tl::unexpected(from.error());
  StopFlag stop;
  const StopOnSignals signals{stop};
  const Asker::Follow follow{*from};
  auto session = Session::open(options, &follow);
  if (!session) return tl::unexpected(session.error());
  for (std::uint64_t shown = 0; !stop.requested();) {
    const auto events = session->hub().next_events(steady_now() + kStopSlice);
    if (!events) return tl::unexpected(events.error());
    for (const auto& event : *events) {
      std::cout << event << '\n';
      if (++shown == asked.count) return "";
    }
    std::cout.flush();
  }
  return "";
}

Result<std::string> act(const Options& options, const Verify& asked) {
  const auto mirrored = detail::verify_mirror(asked.mirror);
  if (!mirrored) return tl::unexpected(mirrored.error());
  auto session = Session::open(options);
  if (!session) return tl::unexpected(session.error());
  const auto& head = session->hub().welcome();
  const std::string where = fmt::format("line {}", mirrored->seq);
  if (head.seq < mirrored->seq) return fail(Errc::kMirrorAhead, where, "is in the mirror and not in the hub's log");
  const auto same = mirrored->seq == 0 ? Result<std::vector<std::string>>{} : session->hub().events(mirrored->seq - 1, 1, session->deadline());
  if (!same) return tl::unexpected(same.error());
  if (mirrored->seq && (same->empty() || crypto::sha256(same->front()) != mirrored->hash)) {
    return fail(Errc::kCorrupt, where, "is another one in the hub's log");
  }
  if (!options.json) return text::tr("ctl.verified", mirrored->seq) + "\n";
  return fmt::format("{{\"verified\":{},\"hash\":\"{}\",\"hub_seq\":{}}}\n", mirrored->seq, crypto::to_string(mirrored->hash), head.seq);
}

Result<std::string> act(const Options& options, const Drill& asked) {
  auto book = detail::load_playbook(asked.playbook);
  if (!book) return tl::unexpected(book.error());
  switch (asked.what) {
    case Drill::What::show: return options.json ? detail::outline_json(*book) : detail::outline(*book);
    case Drill::What::open: {
      domain::OpenIncident incident = std::move(book->incident);
      incident.ends_at = asked.now + book->incident_ends;
      return perform(options, std::move(incident));
    }
    case Drill::What::ask: break;
  }
  const auto reply = playbook::ask_leader(*book, asked.question);
  if (!reply) return fail(Errc::kNotFound, "question", "is about nothing in this drill");
  return options.json ? detail::reply_json(*reply) : detail::reply_lines(*reply);
}

}  // namespace

Result<std::string> run(const Asked& asked) {
  text::set_lang(asked.options.english ? text::Lang::en : text::Lang::nl);
  return std::visit([&](const auto& what) { return act(asked.options, what); }, asked.act);
}

std::string error_json(const Error& error) { return fmt::format("{{\"error\":{}}}\n", wire::to_json(wire::to_refusal(error))); }

int exit_code(Errc code) {
  return code == Errc::kUnreachable || code == Errc::kTimeout || code == Errc::kClosed ? 3 : 1;
}

}  // namespace voelspriet::console::ctl
