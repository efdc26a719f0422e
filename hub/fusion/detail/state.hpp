// SPDX-License-Identifier: Apache-2.0
// What Fusion remembers, and the steps it is made of. Maps that are walked are ordered; unordered ones are only looked
// up.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "hub/base/limits.hpp"
#include "hub/fusion/fusion.hpp"
#include "hub/fusion/index.hpp"

namespace voelspriet::fusion {

// Why a mention is in its group.
enum class Via : std::uint8_t { first, copy, repost, quote, reply, words, merged };

struct Mention {
  Ordinal ordinal = 0;
  GroupId group{};
  KeyedId id{};
  std::uint64_t author = 0;
  Time at{};
  Ordinal from = 0;            // the mention it was compared with or inherits from
  std::optional<Place> place;  // in the index; texts of their own only
  Via via = Via::first;
  std::uint16_t shared = 0;   // terms, for via words and merged
  std::uint32_t minutes = 0;  // after `from`
  bool firm = true;           // no guess: joined to the claim of its group, and others may be joined to it
  bool own = true;            // words of its own: may be an origin
  bool denies = false;        // inherited, and contradicts its group
  bool seed = false;          // a claim was made of it
  bool gone = false;          // deleted, or replaced by an edit
};

// What stands in the index at a place.
struct Entry {
  Ordinal ordinal = 0;  // 0 = the assertion of a claim
  text::Signature signature;
  std::string original;
  TokenHash folded = 0;  // of the ordered normalised text
};

// As much of it as each neighbour is asked for: apart, so that many fit into a cache line.
struct Standing {
  GroupId group{};  // as it was; living() knows where that went
  bool firm = true;
  bool gone = false;
};

// What the first members of a group come to, so that ten times a second only those are counted who came since.
struct Tally {
  struct Minute {
    std::uint32_t said = 0, denied = 0;
  };
  std::size_t members = 0;  // counted
  std::uint32_t joined = 0, confirmed = 0, suggested = 0, denials = 0;
  Time first_at{}, last_at{};
  std::map<std::chrono::sys_time<std::chrono::minutes>, Minute> minutes;
  std::unordered_set<std::uint64_t> authors;  // of own words that are joined or confirmed
};

struct Group {
  GroupId id{};
  Centre centre;
  std::vector<Ordinal> members;        // by ordinal
  std::vector<text::Signature> sides;  // distinct, at most kFusionSidesMax: what a newcomer must be compatible with
  std::unordered_set<std::uint64_t> authors;  // its origins
  std::vector<GroupId> apart;          // a person parted them
  ClaimId claim{};
  bool proposed = false;
  bool touched = false;  // since the last merge pass
  std::string_view harm;
  Time last{};
  mutable Tally tally;  // begun again when anything changes but that members are added behind
};

struct Seed {
  Ordinal ordinal = 0;
  GroupId before{};  // where the mention was
  bool firm = true;  // and what it was there
};

struct Claim {
  std::vector<Seed> seeds;
  std::vector<GroupId> groups;  // that were bound to it; some may have merged since
  ClaimId into{};               // merged by a person
};

// A group that a text may belong to.
struct Found {
  GroupId group{};
  float cosine = 0;  // of the nearest member
  Place place = 0;   // where that stands
  std::uint32_t shared = 0;
  bool firm = false;  // a member that is no guess itself is near enough to join
};

struct Ruled {
  domain::MatchState state{};
  GroupId before{};
  bool firm_before = false;
};

class Fusion::State {
 public:
  explicit State(Thresholds thresholds) : limits_(thresholds), index_(limits::kFusionWindow, thresholds.postings) {}

  Outcome push(const FusionItem& item);
  Changes take_changes() { return std::exchange(changes_, {}); }

  void set_claim(ClaimId claim, std::string_view assertion, std::span<const Ordinal> mentions);
  void drop_claim(ClaimId claim);
  void rule(const domain::MentionRef& ref, ClaimId claim, domain::MatchState state);
  void unrule(const domain::MentionRef& ref, ClaimId claim);
  void merge_claims(ClaimId claim, ClaimId into);

  std::vector<domain::ClaimFigures> figures(Time now) const;
  std::vector<domain::FoundContradiction> contradictions() const;
  std::vector<GroupFigures> groups(std::size_t most) const;
  std::size_t group_count() const { return living_; }
  GroupId group_of(Ordinal mention) const {
    const Mention* at = find(mention);
    return at ? living(at->group) : GroupId{};
  }

 private:
  // place.cpp: where a mention belongs
  Mention place(const FusionItem& item, Outcome& outcome);
  bool inherit(const FusionItem& item, const text::Signature& signature, Mention& mention);
  bool fold(TokenHash folded, std::size_t words, Mention& mention);
  void group_by_words(const Vector& vector, const text::Signature& signature, std::size_t words, Mention& mention,
                      std::vector<Contradiction>& found);
  std::vector<Found> candidates(const Vector& vector) const;
  std::optional<Reason> guard(const Group& group, const text::Signature& signature) const;
  void remember(Place place, Entry entry, Standing standing);
  void note_standing(const Mention& mention);

  // groups.cpp: groups and how they merge
  GroupId living(GroupId id) const;  // follows merges
  Group& group(GroupId id);
  const Group& group(GroupId id) const;
  Group& new_group();
  void take_in(Group& group, Mention& mention);
  void move(Mention& mention, GroupId to);
  void rebuild(Group& group);
  void merge_touched();
  bool may_merge(const Group& a, const Group& b) const;
  void absorb(Group& keep, Group& other, float cosine);
  void note_contradiction(GroupId a, GroupId b, Reason reason, std::vector<Contradiction>& found);
  void consider_promotion(Group& group);
  void release_promotions();
  std::string title(const Group& group) const;

  // claims.cpp: claims, rulings and figures
  ClaimId standing(ClaimId claim) const;  // follows merges by people
  ClaimId claim_of(const Mention& mention) const { return standing(group(mention.group).claim); }
  std::vector<GroupId> groups_of(ClaimId claim) const;  // bound to it and not merged away
  Group& home_of(ClaimId claim);                        // the first of them, or a new one
  void bind(Group& group, ClaimId claim);
  static void part(Group& a, Group& b);  // no machine merges them again
  void rejoin(Mention& mention, GroupId before, bool firm);
  void listen_for(ClaimId claim, std::string_view assertion);
  domain::MatchState state_of(const Mention& mention, ClaimId claim) const;
  domain::Match match_of(const Mention& mention, ClaimId claim) const;
  const Ruled* ruled(const Mention& mention, ClaimId claim) const;
  void announce(ClaimId claim);  // the matches of all its mentions, again
  const Tally& tallied(const Group& group, ClaimId claim) const;
  domain::ClaimFigures figures_of(ClaimId claim, const std::vector<GroupId>& list, bool contradicted, Time now) const;

  Mention* find(Ordinal ordinal);
  const Mention* find(Ordinal ordinal) const { return const_cast<State*>(this)->find(ordinal); }
  Mention* find(const domain::MentionRef& ref);
  Mention* find(const KeyedId& id);

  const Thresholds limits_;
  Vocabulary vocabulary_;
  Index index_;
  std::deque<Entry> entries_;                       // by place, from index_.first() on
  std::vector<Standing> standings_;                 // by place modulo the window
  std::deque<Mention> mentions_;                    // by ordinal, at most kFusionMentionsMax
  std::unordered_map<KeyedId, Ordinal> by_id_;      // newest record of each
  std::unordered_map<TokenHash, Ordinal> by_text_;  // first of each text in the window
  std::deque<Group> groups_;                        // by id, from 1
  std::vector<GroupId> into_;                       // the same: the group it was merged into
  std::size_t living_ = 0;
  std::vector<GroupId> touched_;
  std::uint64_t pushed_ = 0;

  std::map<ClaimId, Claim> claims_;
  std::map<std::pair<ClaimId, Ordinal>, Ruled> rulings_;
  std::vector<Contradiction> contradictions_;  // at most kFusionContradictionsMax
  std::set<std::pair<GroupId, GroupId>> contradicted_;
  std::deque<GroupId> proposed_;  // promotions that wait for their turn
  std::size_t promoted_in_stretch_ = 0;
  Changes changes_;
  text::Normal normal_;  // scratch
};

}  // namespace voelspriet::fusion
