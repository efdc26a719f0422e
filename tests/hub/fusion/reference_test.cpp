// SPDX-License-Identifier: Apache-2.0
// Grouping as one would write it on a blackboard: every text is compared with every earlier one, every list is walked, nothing is
// indexed. The engine must put every mention into the same group, always.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "hub/fusion/terms.hpp"
#include "tests/hub/fusion/fire.hpp"

namespace voelspriet::fusion {
namespace {

constexpr float kLeast = 0.10F;       // below this a neighbour says nothing
constexpr std::size_t kSidesMax = 8;  // signatures a group is guarded by

class Blackboard {
 public:
  explicit Blackboard(Thresholds thresholds) : limits_(thresholds) {}

  void push(const FusionItem& item) {
    if (item.kind != domain::MentionKind::created) remove(item.id);
    if (item.kind != domain::MentionKind::deleted) place(item);
    if (++pushed_ % limits_.merge_every == 0) merge();
  }

  std::map<Ordinal, std::size_t> groups() const {
    std::map<Ordinal, std::size_t> groups;
    for (const Line& line : lines_) groups[line.ordinal] = line.group;
    return groups;
  }

  std::size_t copies = 0, inherited = 0, joined = 0, guarded = 0, merged = 0, forbidden = 0;

 private:
  struct Line {  // one mention
    Ordinal ordinal = 0;
    KeyedId id{};
    std::size_t group = 0;
    bool gone = false;
    bool own = false;  // has words that were compared; the rest is of those
    std::string text;
    std::size_t words = 0;
    Vector vector;
    text::Signature signature;
  };
  struct Group {
    Centre centre;
    std::vector<text::Signature> sides;
  };
  struct Near {
    std::size_t group = 0;
    float cosine = 0;
    std::size_t shared = 0;
  };

  Line* newest(const KeyedId& id) {
    for (auto line = lines_.rbegin(); line != lines_.rend(); ++line)
      if (line->id == id) return &*line;
    return nullptr;
  }

  void remove(const KeyedId& id) {
    Line* line = newest(id);
    if (!line) return;
    line->gone = true;
    Group& group = groups_[line->group];
    group = {};
    for (const Line& member : lines_)
      if (member.group == line->group && member.own && !member.gone) add(group, member);
  }

  static void add(Group& group, const Line& member) {
    group.centre.add(member.vector);
    guard_with(group, member.signature);
  }

  static void guard_with(Group& group, const text::Signature& side) {
    if (group.sides.size() < kSidesMax && std::ranges::find(group.sides, side) == group.sides.end()) group.sides.push_back(side);
  }

  static bool contradicts(const text::Signature& signature, const Group& group) {
    return std::ranges::any_of(group.sides, [&](const text::Signature& side) { return !text::compatible(signature, side); });
  }

  void place(const FusionItem& item) {
    const text::Normal normal = text::normalise(item.text);
    Line line;
    line.ordinal = item.ordinal;
    line.id = item.id;
    if (const Line* from = thread_of(item)) {
      line.group = from->group;
      ++inherited;
    } else if (const Line* same = copy_of(normal)) {
      line.group = same->group;
      ++copies;
    } else {
      line.own = true;
      line.text = normal.text;
      line.words = normal.tokens.size();
      line.vector = vocabulary_.learn(normal, text::language_of(item.languages));
      line.signature = text::signature_of(normal);
      line.group = group_for(line);
      add(groups_[line.group], line);
    }
    touched_.insert(line.group);
    lines_.push_back(std::move(line));
  }

  const Line* thread_of(const FusionItem& item) {
    for (const KeyedId& id : {item.repost, item.quote, item.parent, item.root})
      if (const Line* from = id && id != item.id ? newest(id) : nullptr) return from;
    return nullptr;
  }

  const Line* copy_of(const text::Normal& normal) const {
    for (const Line& line : lines_)
      if (line.own && !line.gone && line.words >= limits_.fold_words_min && line.text == normal.text) return &line;
    return nullptr;
  }

  // Each group by its member that is nearest, nearest first.
  std::vector<Near> neighbours(const Vector& vector) const {
    std::map<std::size_t, Near> nearest;
    for (const Line& line : lines_) {
      if (!line.own || line.gone) continue;
      Near it{line.group, 0, 0};
      for (const Weight& ours : vector)
        for (const Weight& theirs : line.vector)
          if (ours.term == theirs.term) {
            it.cosine += ours.weight * theirs.weight;
            ++it.shared;
          }
      if (it.shared == 0 || it.cosine < kLeast) continue;
      const auto [at, fresh] = nearest.emplace(line.group, it);
      if (!fresh && it.cosine > at->second.cosine) at->second = it;
    }
    std::vector<Near> all;
    for (const auto& [group, it] : nearest) all.push_back(it);
    std::ranges::stable_sort(all, std::greater{}, &Near::cosine);
    if (all.size() > limits_.candidates) all.resize(limits_.candidates);
    return all;
  }

  std::size_t group_for(const Line& line) {
    std::size_t best = 0;
    float best_score = 0;
    for (const Near& it : neighbours(line.vector)) {
      const Group& group = groups_[it.group];
      if (contradicts(line.signature, group)) {
        ++guarded;
        continue;
      }
      const float score = it.cosine >= limits_.join ? 1 + it.cosine : group.centre.cosine(line.vector);
      if (it.shared < limits_.shared_min || score < limits_.group || score <= best_score) continue;
      best = it.group;
      best_score = score;
    }
    joined += best != 0;
    return best != 0 ? best : ++made_;
  }

  void merge() {
    for (const std::size_t id : std::exchange(touched_, {})) {
      const bool alone = std::ranges::count(lines_, id, &Line::group) == 1;
      if (!groups_.contains(id) || groups_[id].centre.empty() || alone) continue;
      std::size_t best = 0;
      float best_cosine = 0;
      for (const Near& it : neighbours(groups_[id].centre.heaviest())) {
        const float cosine = groups_[id].centre.cosine(groups_[it.group].centre);
        const bool near = cosine >= limits_.merge && groups_[id].centre.shared(groups_[it.group].centre) >= limits_.shared_min;
        if (it.group == id || !near || cosine <= best_cosine) continue;
        if (forbids(groups_[id], groups_[it.group])) {
          ++forbidden;
          continue;
        }
        best = it.group;
        best_cosine = cosine;
      }
      if (best != 0) absorb(std::min(id, best), std::max(id, best));
    }
  }

  static bool forbids(const Group& a, const Group& b) {
    return std::ranges::any_of(a.sides, [&](const text::Signature& side) { return contradicts(side, b); });
  }

  void absorb(std::size_t keep, std::size_t other) {
    for (Line& line : lines_)
      if (line.group == other) line.group = keep;
    groups_[keep].centre.add(groups_[other].centre);
    for (const text::Signature& side : groups_[other].sides) guard_with(groups_[keep], side);
    groups_.erase(other);
    touched_.insert(keep);
    ++merged;
  }

  const Thresholds limits_;
  Vocabulary vocabulary_;
  std::vector<Line> lines_;
  std::map<std::size_t, Group> groups_;
  std::set<std::size_t> touched_;  // since the last merge
  std::size_t made_ = 0, pushed_ = 0;
};

Thresholds merging_every(std::size_t mentions) {
  Thresholds often;
  often.merge_every = mentions;
  return often;
}

class Compared {
 public:
  explicit Compared(Thresholds thresholds) : desk(thresholds), board(thresholds) {}

  void push(const FusionItem& item) {
    desk.push(item);
    board.push(item);
  }
  std::map<Ordinal, std::size_t> groups() const {
    std::map<Ordinal, std::size_t> groups;
    for (const auto& [ordinal, group] : board.groups()) groups[ordinal] = desk.fusion.group_of(ordinal).value;
    return groups;
  }

  Desk desk;
  Blackboard board;
};

TEST(Reference, TheFireFallsIntoTheSameGroups) {
  Compared both(merging_every(8));
  for (int evening = 0; evening < 3; ++evening)
    for (const Said& said : fire()) {
      both.push(both.desk.item(said.author, evening == 0 ? std::string(said.text) : std::string(said.text) + " " + said.author));
      ASSERT_EQ(both.groups(), both.board.groups()) << said.text;
    }
  EXPECT_GT(both.board.joined, 20u);
  EXPECT_GT(both.board.guarded, 5u);
}

// A text with words lost and others put in, sometimes cut short: some groups only meet once both have grown.
std::string garbled(std::mt19937& random) {
  static const std::vector<std::string> chatter{"zegt", "mijn", "buurvrouw", "net", "gehoord", "sirenes", "lawaai", "3", "vijf", "geen", "niet", "ramen"};
  std::string text, word;
  const std::string said = std::string(fire()[random() % fire().size()].text) + " ";
  const auto loss = 2 + random() % 8;
  for (const char c : said) {
    word += c;
    if (c != ' ') continue;
    if (random() % loss != 0) text += word;
    if (random() % 10 == 0) text += chatter[random() % chatter.size()] + " ";
    word.clear();
  }
  return text;
}

TEST(Reference, AnyEveningFallsIntoTheSameGroups) {
  std::size_t copies = 0, inherited = 0, guarded = 0, merged = 0, forbidden = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    Compared both(merging_every(4U << seed));
    for (int i = 0; i < 500; ++i) {
      FusionItem item = both.desk.item("Wulp" + std::to_string(random() % 40), "");
      const std::string text = garbled(random);
      item.text = text;
      const Ordinal earlier = 1 + random() % item.ordinal;
      switch (random() % 20) {
        case 0: item.repost = Desk::id(earlier); break;
        case 1: item.parent = Desk::id(earlier); break;
        case 2: item.quote = Desk::id(earlier); break;
        case 3: item.id = Desk::id(earlier); item.kind = domain::MentionKind::edited; break;
        case 4: item.id = Desk::id(earlier); item.kind = domain::MentionKind::deleted; break;
        default: break;
      }
      both.push(item);
      if (i % 16 == 0) {
        ASSERT_EQ(both.groups(), both.board.groups()) << "after " << i;
      }
    }
    ASSERT_EQ(both.groups(), both.board.groups());
    copies += both.board.copies;
    inherited += both.board.inherited;
    guarded += both.board.guarded;
    merged += both.board.merged;
    forbidden += both.board.forbidden;
  }
  for (const auto count : {copies, inherited, guarded, merged, forbidden}) EXPECT_GT(count, 10u) << "every step is walked";
}

}  // namespace
}  // namespace voelspriet::fusion
