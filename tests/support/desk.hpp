// SPDX-License-Identifier: Apache-2.0
// A desk in memory with a person in each role: gives domain and engine tests their short words.
#pragma once

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "hub/engine/engine.hpp"
#include "hub/wire/event_codec.hpp"
#include "tests/support/fake_ports.hpp"

namespace voelspriet::test {

inline const domain::PersonId kLead{1}, kAnalyst{2}, kEditor{3}, kSpokesperson{4}, kSecondAnalyst{5}, kObserver{6};
inline const domain::IncidentId kFire{1};

inline const engine::EventCodec kCodec{[](const domain::Event& event) { return wire::encode(event); },
                                       [](std::string_view line) { return wire::decode_event(line); }};

class Desk {
 public:
  explicit Desk(std::vector<std::unique_ptr<engine::Channel>> given = {}) : channels(std::move(given)) {
    restart();
    domain::DeskFounded founded{"Moerhaven", true, {kLead, "Lotte Lead", {domain::Role::lead}, 0}, {std::string(40, 'L'), "lead", kLead, {}, false, 0}};
    EXPECT_TRUE(engine->found(founded, next_id()));
    using domain::Role;
    must(kLead, domain::AddPerson{"Anna Analist", {Role::analyst}});
    must(kLead, domain::AddPerson{"Ed Redacteur", {Role::editor}});
    must(kLead, domain::AddPerson{"Wim Woordvoerder", {Role::spokesperson}});
    must(kLead, domain::AddPerson{"Bea Analist", {Role::analyst}});
    must(kLead, domain::AddPerson{"Olaf Waarnemer", {Role::observer}});
    must(kLead, domain::OpenIncident{"Brand chemisch bedrijf", {"Kadeweg 14, Moerhaven", 51.7, 4.6}, "GRIP 2", "brand", "openbare orde",
                                     clock.now() + std::chrono::hours{48}, {{"brand", "chloor"}, {}, {}, {}}});
  }

  // A hub that starts on the same log.
  void restart() {
    engine = std::make_unique<engine::Engine>(
        log, snapshots, channels, kCodec,
        engine::Surroundings{clock, [] { return std::optional<Time>{}; }, [this] { return machine_contradicted; }});
    const auto started = engine->start();
    ASSERT_TRUE(started) << to_string(started.error());
  }

  domain::CommandId next_id() { return fmt::format("{:032x}", ++ids_); }
  domain::Command command(domain::CommandBody body, domain::Sequence base = 0) {
    return {{next_id(), kFire, base, 0}, std::move(body)};
  }

  engine::Step step(std::vector<engine::Request> requests) { return engine->step(std::move(requests)); }
  engine::Answer ask(domain::PersonId person, domain::CommandBody body, domain::Sequence base = 0) {
    auto done = step({{{person, 1}, command(std::move(body), base), 7}});
    EXPECT_EQ(done.answers.size(), 1u);
    return done.answers.empty() ? engine::Answer{} : done.answers.front();
  }
  // The command must be accepted.
  domain::Sequence must(domain::PersonId person, domain::CommandBody body, domain::Sequence base = 0) {
    const auto answer = ask(person, std::move(body), base);
    EXPECT_FALSE(answer.refused) << to_string(*answer.refused);
    return answer.seq;
  }
  // The command must be refused; says why.
  Errc refused(domain::PersonId person, domain::CommandBody body, domain::Sequence base = 0) {
    const auto before = state().seq;
    const auto answer = ask(person, std::move(body), base);
    EXPECT_TRUE(answer.refused) << "was accepted";
    EXPECT_EQ(state().seq, before);
    return answer.refused ? answer.refused->code : Errc::kInternal;
  }

  const domain::State& state() const { return engine->state(); }
  const domain::Claim& claim(std::uint32_t number) const { return *state().claims.find(domain::ClaimId{number}); }
  const domain::Statement& statement(std::uint32_t number) const { return *state().statements.find(domain::StatementId{number}); }
  const domain::Delivery& delivery(std::uint64_t number) const { return *state().deliveries.find(domain::DeliveryId{number}); }
  std::vector<domain::Digest> leaves(std::uint32_t number) const {
    std::vector<domain::Digest> all;
    for (const auto& variant : statement(number).variants) all.push_back(variant.leaf);
    return all;
  }

  // Shorthand for the story.
  domain::ClaimId make_claim(std::string assertion = "Er komt chloorgas vrij") {
    must(kAnalyst, domain::MakeClaim{std::move(assertion), {}});
    return state().claims.rows.back().id;
  }
  void add_evidence(domain::ClaimId id, domain::Stance stance, std::string origin, bool official = false) {
    must(kAnalyst, domain::AddEvidence{id, "Meetwagen 2", "gemeten aan de Kadeweg", "", std::move(origin), stance, official, {}, {}});
  }
  void propose(domain::ClaimId id, domain::Verdict verdict) {
    must(kAnalyst, domain::ProposeVerdict{id, verdict, {}, ""}, claim(id.value).version);
  }
  domain::StatementId draft(std::vector<domain::ClaimId> claims = {}, domain::PersonId author = kEditor) {
    domain::Wording wording;
    wording.title = "Er komt geen chloorgas vrij";
    wording.body = "De brandweer meet geen chloor.";
    wording.claims = std::move(claims);
    must(author, domain::DraftStatement{wording});
    return state().statements.rows.back().id;
  }
  void submit(domain::StatementId id) { must(kEditor, domain::SubmitStatement{id}, statement(id.value).version); }
  void approve(domain::StatementId id) {
    must(kSpokesperson, domain::ApproveStatement{id, leaves(id.value)}, statement(id.value).version);
  }

  FakeClock clock;
  MemoryLog log;
  MemorySnapshots snapshots;
  engine::Channels channels;
  std::vector<domain::ClaimPair> machine_contradicted;
  std::unique_ptr<engine::Engine> engine;

 private:
  std::uint64_t ids_ = 0;
};

}  // namespace voelspriet::test
