// SPDX-License-Identifier: Apache-2.0
// The demo's drill through fusion: its rumours become claims of their own, and what is said against them stands apart.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "hub/playbook/playbook.hpp"
#include "tests/hub/fusion/fire.hpp"

namespace voelspriet::fusion {
namespace {

using playbook::Inject;
using playbook::InjectKind;

domain::Genre genre_of(InjectKind kind) {
  switch (kind) {
    case InjectKind::news:
      return domain::Genre::news;
    case InjectKind::phone:
      return domain::Genre::phone;
    case InjectKind::scene:
      return domain::Genre::scene;
    case InjectKind::alert:
      return domain::Genre::alert;
    case InjectKind::bulletin:
      return domain::Genre::bulletin;
    default:
      return domain::Genre::post;
  }
}

FusionItem item_of(const Inject& inject, domain::Ordinal ordinal, const std::vector<std::string>& languages) {
  FusionItem item;
  item.ordinal = ordinal;
  item.id = keyed(inject.id);
  if (!inject.author.empty()) item.author = keyed(inject.author);
  if (!inject.parent.empty()) {
    if (inject.kind == InjectKind::reply) item.parent = keyed(inject.parent);
    if (inject.kind == InjectKind::quote) item.quote = keyed(inject.parent);
    if (inject.kind == InjectKind::repost) item.repost = keyed(inject.parent);
    if (inject.kind == InjectKind::edit || inject.kind == InjectKind::remove) item.id = keyed(inject.parent);
  }
  if (inject.kind == InjectKind::edit) item.kind = domain::MentionKind::edited;
  if (inject.kind == InjectKind::remove) item.kind = domain::MentionKind::deleted;
  item.said_at = Time{} + std::chrono::hours(500'000) + inject.at;
  item.text = inject.text;
  item.languages = languages;
  item.genre = genre_of(inject.kind);
  return item;
}

// The drill as the hub hears it; each promotion becomes a claim at once.
class Drill : public ::testing::Test {
 protected:
  Drill() {
    std::ifstream file(VOELSPRIET_SOURCE_DIR "/playbooks/chemische-brand.yaml");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    book_ = playbook::parse_playbook(text, "chemische-brand.yaml").value();
    domain::Ordinal last = 0;
    for (const Inject& inject : book_.injects) {
      const std::vector<std::string> languages{inject.language};
      fusion_.push(item_of(inject, ++last, languages));
      for (const Promotion& it : fusion_.take_changes().promotions) {
        titles_.push_back(it.assertion);
        fusion_.set_claim(ClaimId{static_cast<std::uint32_t>(titles_.size())}, it.assertion, it.ordinals);
      }
    }
  }

  // The claim whose title holds these words; none when it is not one claim.
  ClaimId claim(std::string_view words) const {
    ClaimId found;
    for (std::size_t i = 0; i < titles_.size(); ++i)
      if (text::fold(titles_[i]).find(words) != std::string::npos) {
        if (found) return {};
        found = ClaimId{static_cast<std::uint32_t>(i + 1)};
      }
    return found;
  }

  playbook::Playbook book_;
  Fusion fusion_;
  std::vector<std::string> titles_;
};

TEST_F(Drill, EachRumourBecomesOneClaim) {
  for (const char* words : {"chloorgas", "tweede knal", "drie gewonden", "meerkoet", "n912", "drinkwater"})
    EXPECT_TRUE(claim(words)) << words;
  EXPECT_LE(titles_.size(), 10u);
}

TEST_F(Drill, ThreeAndFiveWoundedStandApartAndContradict) {
  std::vector<std::pair<ClaimId, ClaimId>> pairs;
  for (const auto& it : fusion_.contradictions()) pairs.emplace_back(std::min(it.a, it.b), std::max(it.a, it.b));
  ASSERT_EQ(pairs.size(), 1u);
  const ClaimId three = claim("drie gewonden");
  const ClaimId five = claim("vijf gewonden");
  ASSERT_TRUE(three && five);
  EXPECT_EQ(pairs.front(), std::pair(std::min(three, five), std::max(three, five)));
}

}  // namespace
}  // namespace voelspriet::fusion
