// SPDX-License-Identifier: Apache-2.0
#include "feeds/replay/replay_source.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>

#include "feeds/core/filter.hpp"

namespace voelspriet::feeds::replay {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class HandClock final : public Clock {
 public:
  Time now() const override { return now_; }
  Time now_{1'700'000'000s};
};

playbook::Playbook book(const std::string& path) {
  std::ifstream in{std::string{VOELSPRIET_SOURCE_DIR} + "/" + path, std::ios::binary};
  auto parsed = playbook::parse_playbook(std::string{std::istreambuf_iterator<char>{in}, {}}, path);
  if (!parsed) throw std::runtime_error{to_string(parsed.error())};
  return std::move(*parsed);
}
playbook::Playbook small() { return book("tests/fuzz/corpus/playbook/small.yaml"); }
playbook::Playbook demo() { return book("playbooks/chemische-brand.yaml"); }

class Replay : public testing::Test {
 protected:
  std::vector<std::string> at(ReplaySource& source, std::chrono::seconds wall) {
    clock_.now_ = start_ + wall;
    std::vector<std::string> ids;
    const auto reading = source.read(steady_now(), stop_);
    for (const Item& item : reading->items) ids.push_back(item.mention->inject);
    return ids;
  }
  HandClock clock_;
  const Time start_ = clock_.now_;
  StopFlag stop_;
};

TEST_F(Replay, DeliversEachInjectAtItsDrillTime) {
  ReplaySource source{small(), 10.0, clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  EXPECT_THAT(at(source, 0s), ElementsAre());
  EXPECT_THAT(at(source, 1s), ElementsAre("rook"));
  EXPECT_THAT(at(source, 1s), ElementsAre());
  EXPECT_THAT(at(source, 18s), ElementsAre("antwoord", "bulletin", "weg"));
  EXPECT_TRUE(source.read(steady_now(), stop_)->ended);
}

TEST_F(Replay, GoesOnBehindTheCursorWhereTheDrillStood) {
  ReplaySource source{small(), 10.0, clock_};
  ASSERT_TRUE(source.connect({"antwoord"}, stop_));
  EXPECT_THAT(at(source, 5s), ElementsAre());
  EXPECT_THAT(at(source, 6s), ElementsAre("bulletin"));
  EXPECT_FALSE(source.connect({"nooit"}, stop_));
}

TEST_F(Replay, GivesEveryInjectOnceWithUniqueIds) {
  ReplaySource source{demo(), 10.0, clock_};
  ASSERT_TRUE(source.connect({}, stop_));
  std::set<std::string> seen;
  std::size_t count = 0;
  for (int second = 0; second <= 60; ++second) {
    for (const auto& inject : at(source, std::chrono::seconds{second})) {
      seen.insert(inject);
      ++count;
    }
  }
  EXPECT_EQ(seen.size(), demo().injects.size());
  EXPECT_EQ(count, seen.size());
}

TEST(ReplayMention, TiesRepliesRepostsQuotesAndChanges) {
  const auto drill = demo();
  const auto heard = [&](const char* id) { return to_mention(drill, *drill.find(id), Time{1s}); };
  EXPECT_EQ(heard("chloor-nee-reply").parent, "chloor-nee-1");
  EXPECT_EQ(heard("chloor-nee-reply").root, "chloor-nee-1");
  EXPECT_EQ(heard("rp-chloor-1").repost, "chloor-1");
  EXPECT_EQ(heard("rp-chloor-1").text, heard("chloor-1").text);
  EXPECT_EQ(heard("chloor-q-1").quote, "chloor-1");
  EXPECT_EQ(heard("chloor-1").handle, "@wulp31.example");
  const auto edit = heard("edit-vijf-2");
  EXPECT_EQ(edit.kind, domain::MentionKind::edited);
  EXPECT_EQ(edit.id, "vijf-2");
  EXPECT_EQ(edit.revision, "edit-vijf-2");
  EXPECT_EQ(edit.author, heard("vijf-2").author);
  EXPECT_EQ(heard("del-drone").kind, domain::MentionKind::deleted);
  EXPECT_TRUE(heard("del-drone").text.empty());
  EXPECT_EQ(heard("bulletin-politie").genre, domain::Genre::bulletin);
  EXPECT_EQ(heard("bulletin-politie").account, "politie-zeemond.example");
  EXPECT_EQ(heard("nlalert-1").genre, domain::Genre::alert);
  EXPECT_EQ(heard("bel-chloor").genre, domain::Genre::phone);
}

// Feeds hand over what matches the profile and what belongs to its threads, nothing else: a drill may lose no inject to that.
TEST(ReplayMention, EveryInjectPassesTheProfileOrAnswersSomethingThatDoes) {
  const auto drill = demo();
  crypto::SystemRandom random;
  Filter filter{Filter::Keep::kMatching, random};
  ASSERT_TRUE(filter.watch({{domain::IncidentId{1}, drill.incident.profile}}));
  for (const auto& inject : drill.injects) {
    auto mention = to_mention(drill, inject, Time{});
    EXPECT_TRUE(filter.keep(mention)) << inject.id << ": " << mention.text;
  }
}

}  // namespace
}  // namespace voelspriet::feeds::replay
