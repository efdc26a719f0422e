// SPDX-License-Identifier: Apache-2.0
// States what must never be. Reads every line of the log against a state of its own, made of nothing but that log, and
// judges each before it is applied.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "tests/support/desk.hpp"

namespace voelspriet::test {

class Watcher {
 public:
  using Arrivals = std::function<std::size_t(const domain::Delivery&)>;  // how often it came in at the far side
  explicit Watcher(Arrivals arrivals) : arrivals_(std::move(arrivals)) {}

  const domain::State& state() const { return state_; }
  const std::set<std::string_view>& kinds() const { return kinds_; }  // of event that were read
  std::size_t failed() const { return failed_; }                      // how often a statement came to nothing
  // Last line of the command; nothing when the log does not have it.
  std::optional<domain::Sequence> line_of(const domain::CommandId& id) const {
    const auto found = line_of_.find(id);
    return found == line_of_.end() ? std::nullopt : std::optional{found->second};
  }

  void read(const std::vector<std::string>& lines) {
    while (state_.seq < lines.size()) {
      const std::string& line = lines[state_.seq];
      const auto event = kCodec.decode(line);
      ASSERT_TRUE(event) << to_string(event.error());
      judge_line(*event);
      std::visit([&](const auto& body) { judge(*event, body); }, event->body);
      domain::evolve(state_, *event);
      if (const auto* settled = std::get_if<domain::DeliverySettled>(&event->body)) judge_status(state_.deliveries.find(settled->delivery)->statement);
      head_ = crypto::sha256(line);
      kinds_.insert(domain::type_of(event->body));
      last_command_ = event->meta.command;
    }
  }

  // At the channel: what was just carried over may be carried at all.
  void judge_arrival(const domain::Delivery& of, const std::string& bytes) const {
    const domain::Delivery& delivery = *state_.deliveries.find(of.id);
    const domain::Statement& statement = *state_.statements.find(delivery.statement);
    EXPECT_EQ(delivery.status, domain::DeliveryStatus::sending) << "it left before the log said so";
    const auto variant = std::ranges::find(statement.variants, delivery.channel, &domain::Variant::channel);
    ASSERT_NE(variant, statement.variants.end());
    EXPECT_EQ(variant->parts.at(delivery.part).bytes, bytes);
    EXPECT_EQ(leaf_of(statement, *variant), variant->leaf) << "the bytes are not those of the leaf";
    EXPECT_TRUE(statement.approval_of(variant->leaf)) << "nobody approved this leaf of statement " << statement.id.value;
    if (delivery.promise == domain::Promise::once) {
      EXPECT_LE(arrivals_(delivery), 1u) << "twice on a channel that promises once";
    }
  }

 private:
  domain::Digest leaf_of(const domain::Statement& statement, const domain::Variant& variant) const {
    return domain::leaf_digest({state_.desk, state_.exercise, statement.incident, statement.id, statement.revision,
                                statement.wording.relation, statement.wording.target, statement.facts},
                               variant);
  }
  bool may_approve(domain::PersonId person) const {
    const domain::Person* found = state_.person(person);
    return found && found->has_any({domain::Role::spokesperson, domain::Role::lead});
  }

  void judge_line(const domain::Event& event) {
    EXPECT_EQ(event.meta.seq, state_.seq + 1);
    EXPECT_EQ(event.meta.prev, head_) << "the chain is broken";
    if (state_.founded()) {
      EXPECT_EQ(event.meta.desk, state_.desk);
      EXPECT_EQ(event.meta.exercise, state_.exercise);
    }
    if (line_of_.contains(event.meta.command)) {
      EXPECT_EQ(event.meta.command, last_command_) << "a command was done twice";
    }
    line_of_[event.meta.command] = event.meta.seq;
    static const std::set<std::string_view> kHubsOwn{domain::DeskFounded::kType, domain::ClaimPromoted::kType,
                                                     domain::DeliveryStarted::kType, domain::DeliverySettled::kType};
    if (!event.meta.actor) {
      EXPECT_TRUE(kHubsOwn.contains(domain::type_of(event.body))) << domain::type_of(event.body);
    }
  }

  template <class Body>
  void judge(const domain::Event&, const Body&) {}
  void ruled(const domain::Event& event, domain::ClaimId claim, const std::vector<domain::MentionRef>& mentions) {
    for (const domain::MentionRef& mention : mentions) ruled_at_[{claim, mention}].push_back(event.meta.seq);
  }
  // Nothing that anybody did since is lost.
  void judge(const domain::Event&, const domain::Undone& body) {
    for (const domain::ClaimImage& image : body.restored) {
      if (image.ruled.empty()) {
        EXPECT_EQ(state_.claims.find(image.claim)->version, body.act) << "somebody went on with claim " << image.claim.value;
      }
      for (const domain::MentionRef& mention : std::set(image.ruled.begin(), image.ruled.end())) {
        auto& acts = ruled_at_[{image.claim, mention}];
        ASSERT_FALSE(acts.empty());
        EXPECT_EQ(acts.back(), body.act) << "somebody ruled on mention " << mention.ordinal << " since";
        std::erase(acts, body.act);
      }
    }
  }
  // What a statement says of itself is what its deliveries say.
  void judge_status(domain::StatementId id) {
    using domain::DeliveryStatus;
    using domain::StatementStatus;
    const domain::Statement& statement = *state_.statements.find(id);
    if (statement.status == StatementStatus::corrected || statement.status == StatementStatus::withdrawn) return;
    std::set<DeliveryStatus> there;
    for (const domain::DeliveryId delivery : statement.deliveries) there.insert(state_.deliveries.find(delivery)->status);
    const bool under_way = there.contains(DeliveryStatus::queued) || there.contains(DeliveryStatus::sending);
    EXPECT_EQ(statement.status == StatementStatus::sending, under_way);
    const bool whole = std::ranges::all_of(statement.variants, [&](const auto& variant) { return statement.approval_of(variant.leaf); });
    EXPECT_EQ(statement.status == StatementStatus::sent, whole && there == std::set{DeliveryStatus::delivered});
    EXPECT_EQ(statement.status == StatementStatus::failed, there == std::set{DeliveryStatus::failed});
    failed_ += statement.status == StatementStatus::failed;
  }
  void judge(const domain::Event& event, const domain::ClaimMade& body) { ruled(event, body.claim, body.mentions); }
  void judge(const domain::Event& event, const domain::ClaimSplit& body) {
    ruled(event, body.claim, body.mentions);
    ruled(event, body.made, body.mentions);
  }
  void judge(const domain::Event& event, const domain::ClaimPromoted& body) {
    EXPECT_FALSE(event.meta.actor) << "only the hub promotes";
    EXPECT_FALSE(body.rule.empty());
  }
  void judge(const domain::Event& event, const domain::MatchesRuled& body) {
    EXPECT_TRUE(event.meta.actor);
    EXPECT_TRUE(body.state == domain::MatchState::confirmed || body.state == domain::MatchState::rejected) << "a machine's match";
    ruled(event, body.claim, body.mentions);
  }
  void judge(const domain::Event& event, const domain::VerdictSigned& body) {
    EXPECT_NE(body.verdict.proposed_by, body.verdict.signed_by);
    EXPECT_EQ(body.verdict.signed_by, event.meta.actor);
    EXPECT_TRUE(may_approve(event.meta.actor));
    EXPECT_FALSE(state_.claims.find(body.claim)->evidence.empty());
  }
  void judge(const domain::Event& event, const domain::StatementApproved& body) {
    const domain::Statement& statement = *state_.statements.find(body.statement);
    EXPECT_NE(statement.status, domain::StatementStatus::corrected);
    EXPECT_NE(statement.status, domain::StatementStatus::withdrawn);
    if (body.released) {
      EXPECT_TRUE(may_approve(statement.last_editor));
      EXPECT_NE(statement.last_editor, event.meta.actor) << "one person saw these bytes";
      EXPECT_TRUE(statement.wrote(event.meta.actor));
    } else {
      EXPECT_TRUE(may_approve(event.meta.actor));
      EXPECT_FALSE(statement.wrote(event.meta.actor)) << "approved what they wrote";
    }
    for (const domain::Digest& leaf : body.leaves) {
      EXPECT_FALSE(statement.approval_of(leaf)) << "approved twice";
      EXPECT_EQ(std::ranges::count_if(statement.variants, [&](const auto& variant) { return leaf_of(statement, variant) == leaf; }), 1);
    }
    EXPECT_EQ(domain::cited_claims(state_, statement.wording), statement.claims) << "says another verdict than was signed";
  }
  void judge(const domain::Event&, const domain::DeliveryStarted& body) {
    const domain::Delivery& delivery = *state_.deliveries.find(body.delivery);
    EXPECT_FALSE(state_.brake) << "started under the brake";
    EXPECT_EQ(delivery.status, domain::DeliveryStatus::queued);
    EXPECT_NE(delivery.promise, domain::Promise::by_person);
  }
  void judge(const domain::Event&, const domain::DeliverySettled& body) {
    const domain::Delivery& delivery = *state_.deliveries.find(body.delivery);
    EXPECT_NE(delivery.status, domain::DeliveryStatus::delivered) << "became ready again";
    if (body.outcome == domain::DeliveryStatus::delivered) {
      EXPECT_GE(arrivals_(delivery), 1u) << "the ledger says what is not so";
    }
    if (body.outcome == domain::DeliveryStatus::queued && delivery.promise == domain::Promise::once) {
      EXPECT_EQ(arrivals_(delivery), 0u) << "would be sent twice";
    }
  }

  const Arrivals arrivals_;
  domain::State state_;
  domain::Digest head_{};
  domain::CommandId last_command_;
  std::set<std::string_view> kinds_;
  std::map<domain::CommandId, domain::Sequence> line_of_;
  std::map<std::pair<domain::ClaimId, domain::MentionRef>, std::vector<domain::Sequence>> ruled_at_;  // acts that stand
  std::size_t failed_ = 0;
};

}  // namespace voelspriet::test
