// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/large_log.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "hub/base/limits.hpp"

namespace voelspriet::bench {
namespace {

using namespace domain;

const PersonId kHub{}, kLead{1}, kAnalyst{2}, kEditor{3}, kSpokesperson{4}, kSecondAnalyst{5};
const IncidentId kFire{1};

class Writer {
 public:
  Writer(engine::Engine& engine, Time now) : engine_(engine), now_(now) {}

  const State& state() const { return engine_.state(); }
  std::size_t events() const { return engine_.head().seq; }

  void ask(PersonId person, CommandBody body, Sequence base = 0) {
    requests_.push_back({{person, 1}, {{fmt::format("{:032x}", ++commands_), kFire, base, 0}, std::move(body)}, 0});
    if (requests_.size() == limits::kCommandsPerAppend) flush();
  }
  void flush() {
    const engine::Step done = engine_.step(std::exchange(requests_, {}));
    if (done.fatal) throw std::runtime_error{to_string(*done.fatal)};
    for (const engine::Answer& answer : done.answers)
      if (answer.refused) throw std::runtime_error{to_string(*answer.refused)};
  }
  void save_snapshot() {
    if (auto saved = engine_.save_snapshot(); !saved) throw std::runtime_error{to_string(saved.error())};
  }

  void found() {
    ask(kLead, AddPerson{"Anna Analist", {Role::analyst}});
    ask(kLead, AddPerson{"Ed Redacteur", {Role::editor}});
    ask(kLead, AddPerson{"Wim Woordvoerder", {Role::spokesperson}});
    ask(kLead, AddPerson{"Bea Analist", {Role::analyst}});
    ask(kLead, OpenIncident{"Brand chemisch bedrijf", {"Kadeweg 14, Moerhaven", 51.7, 4.6}, "GRIP 2", "brand", "openbare orde",
                            now_ + std::chrono::hours{1'000}, {{"brand", "chloor"}, {}, {}, {}}});
    flush();
  }

  // Half of them promoted by the machine; all with evidence, checked, and each third decided.
  void make_claims(std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i)
      i % 2 ? ask(kAnalyst, MakeClaim{fmt::format("Er komt chloorgas vrij bij hal {}", i), {}})
            : ask(kHub, PromoteGroup{fmt::format("De brug bij hal {} is dicht", i), "3 oorsprongen", {i, i + 1, i + 2}});
    flush();
    each_claim([&](const Claim& claim) {
      ask(kAnalyst, AddEvidence{claim.id, "Meetwagen 2", "gemeten aan de Kadeweg", "", "", Stance::contradicts, true, {}, {}});
    });
    each_claim([&](const Claim& claim) { ask(kAnalyst, CheckClaim{claim.id}, claim.version); });
    each_claim([&](const Claim& claim) {
      if (claim.id.value % 3 == 0) ask(kAnalyst, ProposeVerdict{claim.id, Verdict::false_, {}, ""}, claim.version);
    });
    each_claim([&](const Claim& claim) {
      if (claim.proposal) ask(kSpokesperson, SignVerdict{claim.id}, claim.version);
    });
  }

  // Each drafted, mended, submitted, approved and sent on three channels.
  void make_statements(std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) ask(kEditor, DraftStatement{wording(i, "Wij meten geen chloor.")});
    flush();
    each_statement([&](const Statement& s) {
      ask(kEditor, EditStatement{s.id, wording(s.id.value, "De brandweer meet geen chloor. U kunt buiten zijn.")}, s.version);
    });
    each_statement([&](const Statement& s) { ask(kEditor, SubmitStatement{s.id}, s.version); });
    each_statement([&](const Statement& s) {
      std::vector<Digest> leaves;
      for (const Variant& variant : s.variants) leaves.push_back(variant.leaf);
      ask(kSpokesperson, ApproveStatement{s.id, leaves}, s.version);
    });
    each_delivery([&](const Delivery& d) { if (d.promise != Promise::by_person) ask(kHub, StartDelivery{d.id}); });
    each_delivery([&](const Delivery& d) {
      const std::string proof = fmt::format("https://moerhaven.example/verklaring-{}.html", d.statement.value);
      d.promise == Promise::by_person ? ask(kEditor, ReportDelivery{d.id, true, proof, ""})
                                      : ask(kHub, SettleDelivery{d.id, DeliveryStatus::delivered, "", proof, {}});
    });
  }

  // Whatever else a desk can do, once.
  void do_the_rest() {
    const std::string key(40, 'K');
    now(kLead, AddKey{key, "laptop 7", kAnalyst, {}});
    now(kLead, RevokeKey{key, "kwijt"});
    now(kLead, ChangeRoles{kSecondAnalyst, {Role::analyst, Role::observer}}, state().person(kSecondAnalyst)->version);
    now(kLead, ChangeIncident{{}, "GRIP 3", {}, {}}, incident_version());
    now(kAnalyst, SetProfile{{{"brand", "chloor", "ammoniak"}, {}, {}, {}}}, incident_version());
    now(kAnalyst, RewordClaim{{1}, "Er komt ammoniak vrij"}, version(ClaimId{1}));
    now(kAnalyst, ProposeVerdict{{1}, Verdict::false_, {}, ""}, version(ClaimId{1}));
    now(kSpokesperson, DeclineVerdict{{1}, "vraag het de brandweer"}, version(ClaimId{1}));
    now(kAnalyst, CloseClaim{{5}, "niemand heeft het er nog over"}, version(ClaimId{5}));
    now(kAnalyst, ReopenClaim{{5}, "toch wel"}, version(ClaimId{5}));
    now(kAnalyst, Undo{events()});
    now(kAnalyst, RaiseContradiction{{1}, {5}, ""});
    now(kAnalyst, ResolveContradiction{{1}, "claim 5 gaat over gisteren"});
    MentionRef mention{1, {}};
    mention.id.bytes[0] = 1;
    now(kAnalyst, SplitClaim{{7}, "De lucht ruikt naar chloor", {mention}});
    const ClaimId split = state().claims.rows.back().id;
    now(kAnalyst, MergeClaims{split, {7}}, version(split));
    now(kAnalyst, RegisterFact{FactKind::link, "https://moerhaven.example", "site", "gids", {}});
    now(kAnalyst, WithdrawFact{state().facts.rows.back().id, "verhuisd"});
    now(kLead, PullBrake{"verkeerd nummer"});
    now(kLead, ReleaseBrake{"nagekeken"});
    send_one_the_long_way();
  }

  // What fills the days of a desk: 10 events of five kinds around one claim.
  void work_on(const Claim& claim) {
    const std::uint64_t n = ++rounds_;
    for (std::uint64_t i = 0; i < 3; ++i) {
      MentionRef mention{3 * n + i, {}};
      mention.id.bytes[0] = static_cast<std::uint8_t>(1 + n % 200);
      ask(kAnalyst, RuleMatches{claim.id, {mention}, i == 2 ? MatchState::rejected : MatchState::confirmed});
    }
    for (const PersonId person : {kAnalyst, kSecondAnalyst}) {
      ask(person, TakeLock{Lockable::claim, claim.id.value, false});
      ask(person, TakeClaim{claim.id});
      ask(person, ReleaseLock{Lockable::claim, claim.id.value});
    }
    if (n % 4 == 0)
      ask(kAnalyst, RegisterFact{FactKind::phone, "0800-1351", "publieksnummer", "gids", now_ + std::chrono::hours{2}});
    else
      ask(kEditor, AddEvidence{claim.id, "RIVM", "meetrapport", "https://rivm.example/rapport", "", Stance::contradicts, true, {}, {}});
  }

 private:
  void now(PersonId person, CommandBody body, Sequence base = 0) {
    ask(person, std::move(body), base);
    flush();
  }
  Sequence version(ClaimId id) const { return state().claims.find(id)->version; }
  Sequence incident_version() const { return state().incidents.find(kFire)->version; }

  // Returned, mended by a spokesperson, released by its author; failed, tried again, in doubt, looked for.
  void send_one_the_long_way() {
    now(kEditor, DraftStatement{wording(3, "Wij meten geen chloor.")});
    const Statement& statement = state().statements.rows.back();
    now(kEditor, SubmitStatement{statement.id}, statement.version);
    now(kSpokesperson, ReturnStatement{statement.id, "noem de plaats"}, statement.version);
    now(kSpokesperson, EditStatement{statement.id, wording(3, "Wij meten geen chloor aan de Kadeweg.")}, statement.version);
    now(kEditor, SubmitStatement{statement.id}, statement.version);
    now(kEditor, ReleaseStatement{statement.id, {statement.variants.front().leaf}}, statement.version);
    const DeliveryId delivery = statement.deliveries.front();
    now(kHub, StartDelivery{delivery});
    now(kHub, SettleDelivery{delivery, DeliveryStatus::failed, "status 404", "", {}});
    now(kEditor, RetryDelivery{delivery, ""});
    now(kHub, StartDelivery{delivery});
    now(kHub, SettleDelivery{delivery, DeliveryStatus::uncertain, "geen antwoord", "", {}});
    now(kEditor, LookDelivery{delivery});
    now(kEditor, ReportDelivery{delivery, true, "https://moerhaven.example/", ""});
    now(kLead, OpenIncident{"Rook boven de haven", {"Haven", {}, {}}, "GRIP 1", "brand", "openbare orde", now_ + std::chrono::hours{9}, {}});
  }

  static Wording wording(std::uint64_t number, std::string body) {
    Wording wording;
    wording.title = fmt::format("Verklaring {}", number);
    wording.body = std::move(body);
    wording.claims = {ClaimId{static_cast<std::uint32_t>(number * 2)}};
    return wording;
  }
  // The rows are those before this round: what is asked shows when it is flushed.
  template <class Rows, class Act>
  void each(const Rows& rows, Act act) {
    for (std::size_t i = 0; i < rows.size(); ++i) act(rows[i]);
    flush();
  }
  template <class Act> void each_claim(Act act) { each(state().claims.rows, act); }
  template <class Act> void each_statement(Act act) { each(state().statements.rows, act); }
  template <class Act> void each_delivery(Act act) { each(state().deliveries.rows, act); }

  engine::Engine& engine_;
  const Time now_;
  std::vector<engine::Request> requests_;
  std::uint64_t commands_ = 0, rounds_ = 0;
};

}  // namespace

void grow(engine::Engine& engine, const LargeLog& shape, Time now) {
  Writer writer{engine, now};
  writer.found();
  writer.make_claims(shape.claims - 1);
  writer.make_statements(shape.statements - 1);
  writer.do_the_rest();  // the last of both
  const std::size_t snapshot_at = shape.events - shape.after_snapshot;
  for (std::size_t next = 0, saved = 0; writer.events() < shape.events; ++next) {
    const Claim& claim = writer.state().claims.rows[next % shape.claims];
    if (!claim.merged_into) writer.work_on(claim);
    if (!saved && writer.events() >= snapshot_at) {
      writer.save_snapshot();
      saved = writer.events();
    }
  }
  writer.flush();
}

}  // namespace voelspriet::bench
