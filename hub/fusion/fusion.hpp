// SPDX-License-Identifier: Apache-2.0
// Hears one claim where many people speak: folds copies, inherits along threads, groups by words, guards what
// contradicts, proposes claims and keeps their figures. One per incident. Owned by the fusion thread, run to
// completion; no clock and no randomness: the same calls in the same order give the same result bit for bit, so a
// restart replays mentions and rulings in log order. Groups never enter the log. People outrank all of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hub/domain/ids.hpp"
#include "hub/domain/mention.hpp"
#include "hub/domain/pulse.hpp"
#include "hub/fusion/thresholds.hpp"
#include "hub/text/signature.hpp"

namespace voelspriet::fusion {

using domain::ClaimId;
using domain::GroupId;
using domain::KeyedId;
using domain::Ordinal;
using text::Reason;

// One mention record as it is stored, with its text opened. `text` and `languages` are read during push() only.
struct FusionItem {
  Ordinal ordinal = 0;                                          // REQUIRES: higher than any before
  KeyedId id{}, parent{}, root{}, quote{}, repost{}, author{};  // all zero = none
  Time said_at{};
  Time heard_at{};  // when the hub received it; figures over time use this, or said_at when not set
  std::string_view text;
  std::span<const std::string> languages;
  domain::Genre genre = domain::Genre::post;
  domain::MentionKind kind = domain::MentionKind::created;
};

// Two groups speak of one thing and cannot both be right.
struct Contradiction {
  GroupId a{}, b{};
  Reason reason;  // from a to b
  bool operator==(const Contradiction&) const = default;
};

struct Outcome {
  GroupId group{};                     // none for the deletion of something never heard
  Ordinal copy_of = 0;                 // this text or repost folds into that mention; 0 = its own
  bool origin = false;                 // the first of its author in this group
  std::optional<domain::Match> match;  // when the group belongs to a claim
  std::vector<Contradiction> contradictions;
  bool operator==(const Outcome&) const = default;
};

// A group that reached the stated rule, to be made a claim. `rule` is a key for tr(): promotion.origins or
// promotion.harm.
struct Promotion {
  GroupId group{};
  std::string assertion;  // one of its texts without handles and URLs, at most 140 graphemes
  std::string rule;
  std::vector<Ordinal> ordinals;  // for set_claim()
  bool operator==(const Promotion&) const = default;
};

// What changed beside the outcomes, since it was last taken.
struct Changes {
  std::vector<domain::Match> matches;  // newest record per mention and claim counts
  std::vector<Promotion> promotions;
  bool operator==(const Changes&) const = default;
};

struct GroupFigures {
  GroupId group{};
  std::uint32_t mentions = 0, origins = 0;
  std::string title;  // as Promotion::assertion; empty when all its texts left the window
  std::string harm;   // the first harm term heard, "" = none
  Time last_at{};
};

class Fusion {
 public:
  explicit Fusion(Thresholds thresholds = {});
  ~Fusion();
  Fusion(Fusion&&) noexcept;
  Fusion& operator=(Fusion&&) noexcept;

  Outcome push(const FusionItem& item);
  Changes take_changes();

  // A claim was made, promoted, or split off: the groups of its mentions now speak of it. A mention that belongs to
  // another claim moves. Without mentions the assertion itself is what new mentions are compared with.
  void set_claim(ClaimId claim, std::string_view assertion, std::span<const Ordinal> mentions);
  // The making or splitting was undone: its mentions go back to where they were.
  void drop_claim(ClaimId claim);
  // A person confirmed or rejected. A rejected mention leaves the claim's groups and is never put there again.
  void rule(const domain::MentionRef& mention, ClaimId claim, domain::MatchState state);
  void unrule(const domain::MentionRef& mention, ClaimId claim);
  void merge(ClaimId claim, ClaimId into);
  void unmerge(ClaimId claim);

  // Per claim that is not merged away, by id. Minutes are counted back from `now`.
  std::vector<domain::ClaimFigures> figures(Time now) const;
  // Pairs of claims that contradict each other as far as the machine sees.
  std::vector<domain::FoundContradiction> contradictions() const;
  // The largest groups by origins that belong to no claim.
  std::vector<GroupFigures> groups(std::size_t most) const;
  std::size_t group_count() const;
  // Where a mention stands now, after merges and rulings; none when it is not remembered.
  GroupId group_of(Ordinal mention) const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace voelspriet::fusion
